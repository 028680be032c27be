import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shapes } from '../../../src/present/mcp/shapes.js';
import { paperText } from '../../../src/present/mcp/summary.js';
import {
  cutDuplicates,
  cutRanked,
  cutShown,
  cutTheme,
  cutThemes,
  fitting,
  MOST_CHARACTERS,
  short,
} from '../../../src/present/mcp/truncate.js';
import { cursorTo, startOf } from '../../../src/present/verbs/cursor.js';
import type { VerbAnswer } from '../../../src/present/verbs/index.js';

const text = (most: number) => fc.string({ unit: 'grapheme', minLength: 0, maxLength: most });
const id = fc.integer({ min: 0 }).map((n) => `paper-${n}`);
const paper = fc.record({
  id,
  title: text(900),
  abstract: text(9_000),
  published: fc.constantFrom('2025-01-01', null),
  by: fc.option(text(900)),
  authors: fc.array(text(600), { maxLength: 40 }),
  venue: fc.option(text(900)),
  volume: fc.constantFrom('12', undefined),
  pages: fc.constantFrom('45-67', undefined),
  type: fc.constantFrom('book' as const, undefined),
  publisher: fc.option(text(300), { nil: undefined }),
  keywords: fc.option(fc.array(text(200), { minLength: 1, maxLength: 100 }), { nil: undefined }),
  url: fc.constant(null),
  comments: fc.constant(null),
  identifiers: fc.constant({}),
  places: fc.array(fc.record({ file: text(60), line: fc.nat() }), { maxLength: 30 }),
}) as fc.Arbitrary<VerbAnswer<'show'>['paper']>;
const similarity = fc.double({ min: -1, max: 1, noNaN: true });

const theme = fc.record({
  id,
  label: text(80),
  renamed: fc.boolean(),
  mixed: fc.boolean(),
  terms: fc.array(text(30), { maxLength: 8 }),
  size: fc.nat(),
  cohesion: similarity,
  area: fc.constant(null),
  sentence: fc.record({ paper: id, text: text(2_000) }),
  near: fc.constant([]),
  rising: fc.boolean(),
  papers: fc.array(fc.record({ id, title: text(900), similarity, also: fc.constant(null) }), { maxLength: 300 }),
  periods: fc.array(fc.record({ period: fc.constant('2025-01'), papers: fc.nat(), share: similarity }), {
    maxLength: 30,
  }),
}) as fc.Arbitrary<VerbAnswer<'theme'>['theme']>;

/** Asks again with each cursor. @returns what all answers hold together, and the size of each */
function followed<A extends { readonly next: string | null }, T>(
  ask: (cursor: string | undefined) => A,
  list: (answer: A) => readonly T[],
) {
  const all: T[] = [];
  const sizes: { characters: number; held: number }[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const answer = ask(cursor);
    all.push(...list(answer));
    sizes.push({ characters: JSON.stringify(answer).length, held: list(answer).length });
    cursor = answer.next;
    if (sizes.length > 500) throw new Error('the cursors do not end');
  }
  return { all, sizes };
}

const fits = (sizes: readonly { characters: number; held: number }[]) =>
  sizes.every(({ characters, held }) => characters <= MOST_CHARACTERS || held === 1);

describe('an answer for a model', () => {
  test('of many short entries fits its budget with its cursor', () => {
    const list = Array.from({ length: 9_000 }, () => 'x');
    const page = fitting(list, { total: list.length });
    const answer = { total: list.length, changes: page, next: cursorTo(900_000) };
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(JSON.stringify(answer).length).toBeGreaterThan(MOST_CHARACTERS - 100);
  });

  test('of ranked papers fits its budget, and its cursors lead through all papers in order', () => {
    fc.assert(
      fc.property(fc.array(paper, { minLength: 1, maxLength: 60 }), text(3_000), (papers, query) => {
        const whole: VerbAnswer<'search'> = {
          query,
          mode: 'hybrid',
          total: papers.length,
          floor: 0,
          corrections: [],
          expansions: [],
          exclusions: [],
          relatedTerms: [],
          unreadable: null,
          nothing: null,
          next: null,
          papers: papers.map((one, i) => ({
            rank: i + 1,
            similarity: 0.5,
            about: true,
            paper: one,
            evidence: {
              sentence: { start: 0, end: 5, text: one.abstract },
              title: [{ start: 0, end: one.title.length }],
              abstract: [],
            },
          })),
        };
        const from = (cursor: string | undefined) =>
          cutRanked({ ...whole, papers: whole.papers.slice(startOf(cursor)) }, cursor);
        const { all, sizes } = followed(from, (answer) => answer.papers);
        expect(all.map(({ rank }) => rank)).toEqual(papers.map((_, i) => i + 1));
        expect(fits(sizes)).toBe(true);
        shapes.ranked.parse(from(undefined));
      }),
      { numRuns: 30 },
    );
  });

  test('of one paper fits its budget, and its cursors lead through the whole abstract', () => {
    fc.assert(
      fc.property(paper, fc.nat({ max: 20 }), (one, times) => {
        const long = { ...one, abstract: one.abstract.repeat(times) };
        const { all, sizes } = followed(
          (cursor) => cutShown({ paper: long, marks: null }, cursor),
          (answer) => [answer.paper.abstract],
        );
        expect(all.join('')).toBe(long.abstract);
        expect(fits(sizes.map((size) => ({ ...size, held: 2 })))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('of one paper comes further in its abstract, whatever else is known of it, and divides no character', () => {
    const [one] = fc.sample(paper, { numRuns: 1, seed: 1 });
    const long = {
      ...one!,
      authors: Array.from({ length: 50 }, () => 'n'.repeat(60)),
      keywords: Array.from({ length: 50 }, (_, i) => `${i}${'k'.repeat(57)}`),
      abstract: `x${'😀'.repeat(9_000)}`,
    };
    const marks = {
      tags: Array.from({ length: 50 }, (_, i) => `${i}${'t'.repeat(57)}`),
      read: true,
      note: '"'.repeat(4_000),
    };
    const sources = Array.from({ length: 20 }, (_, line) => ({ file: 'f'.repeat(400), line, title: 't'.repeat(200) }));
    const answer = { paper: long, marks: { paper: long.id, ...marks }, sources };
    const { all, sizes } = followed(
      (cursor) => cutShown(answer, cursor),
      (page) => [page.paper.abstract],
    );
    expect(all.join('')).toBe(long.abstract);
    expect(sizes.length).toBeLessThan(20);
    expect(all.every((part) => part.isWellFormed())).toBe(true);
  });

  test('of one paper has its first fifty keywords, in the structure and as text', () => {
    const [one] = fc.sample(paper, { numRuns: 1, seed: 1 });
    const keywords = Array.from({ length: 80 }, (_, i) => `term ${100 + i}`);
    const answer = cutShown({ paper: { ...one!, keywords }, marks: null }, undefined);
    expect(answer.paper.keywords).toEqual(keywords.slice(0, 50));
    expect(paperText(answer)).toMatch(/^Keywords: term 100; term 101; .*; term 149$/m);
    const without = cutShown({ paper: { ...one!, keywords: undefined }, marks: null }, undefined);
    expect('keywords' in without.paper).toBe(false);
  });

  test('of a theme fits its budget, and its cursors lead through all its papers', () => {
    fc.assert(
      fc.property(theme, (one) => {
        const { all, sizes } = followed(
          (cursor) => cutTheme({ theme: one, within: [], labels: {} }, { cursor, limit: 100 }),
          (answer) => answer.papers,
        );
        expect(all.map((paper) => paper.id)).toEqual(one.papers.map((paper) => paper.id));
        expect(fits(sizes)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('of themes fits its budget, and its cursors lead through all themes', () => {
    fc.assert(
      fc.property(fc.array(theme, { maxLength: 40 }), (all) => {
        const whole: VerbAnswer<'themesBrief'> = {
          themes: all.map((one) => ({ ...one, papers: one.papers.map(({ id: paperId }) => paperId) })),
          outliers: [],
          areas: [],
          why: { k: all.length, criterion: '', dissolved: 0, decided: null, outlierBelow: 0, curve: [], changes: [] },
        };
        const got = followed(
          (cursor) => cutThemes(whole, cursor),
          (answer) => answer.themes,
        );
        expect(got.all.map((one) => one.id)).toEqual(all.map((one) => one.id));
        expect(fits(got.sizes)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  test('of near-duplicates fits its budget, and its cursors lead through all groups', () => {
    const pair = fc.record({
      a: id,
      b: id,
      similarity,
      overlap: fc.record({ jaccard: similarity, containment: similarity }),
      score: similarity,
      kind: fc.constant('rewritten' as const),
      evidence: text(200),
    });
    const group = fc.record({
      representative: id,
      papers: fc.array(id, { maxLength: 90 }),
      pairs: fc.array(pair, { maxLength: 30 }),
      notLinked: fc.array(fc.tuple(id, id), { maxLength: 30 }),
    });
    fc.assert(
      fc.property(fc.array(group, { maxLength: 100 }), (groups) => {
        const from = (cursor: string | undefined) =>
          cutDuplicates(
            { groups: groups.slice(startOf(cursor)), total: groups.length, next: null } as VerbAnswer<'duplicates'>,
            cursor,
          );
        const got = followed(from, (answer) => answer.groups);
        expect(got.all.map(({ keep }) => keep)).toEqual(groups.map(({ representative }) => representative));
        expect(fits(got.sizes)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a page of an answer', () => {
  const ids = Array.from({ length: 400 }, (_, i) => `paper-number-${i}-abcde`);
  const title = 'A title of the usual length: what it is about and how it is done';
  const sentence =
    'A sentence that says what the paper does, in about as many words as sentences of abstracts usually have.';

  test('fits fifty ranked papers and more', () => {
    const papers = ids.slice(0, 100).map((one, i) => ({
      rank: i + 1,
      similarity: 0.5123,
      about: true,
      paper: {
        ...fc.sample(paper, { numRuns: 1, seed: i })[0]!,
        id: one,
        title,
        by: 'Ada Stone, Ben Hill and 3 more',
      },
      evidence: { sentence: { start: 0, end: 5, text: sentence }, title: [], abstract: [] },
    }));
    const { papers: page } = cutRanked(
      {
        query: 'q',
        mode: 'hybrid',
        total: 100,
        floor: 0,
        corrections: [],
        expansions: [],
        exclusions: [],
        relatedTerms: [],
        unreadable: null,
        nothing: null,
        next: null,
        papers,
      },
      undefined,
    );
    expect(page.length).toBeGreaterThanOrEqual(50);
  });

  test('has a hundred papers of a theme, and its subthemes only on request', () => {
    const one = (label: string) => ({
      ...fc.sample(theme, { numRuns: 1, seed: 5 })[0]!,
      label,
      papers: ids.map((id) => ({ id, title, similarity: 0.7123, also: null })),
    });
    const answer = { theme: one('Lamps'), within: Array.from({ length: 20 }, (_, i) => one(`Lamps ${i}`)), labels: {} };
    const plain = cutTheme(answer, { limit: 100 });
    expect(plain.papers.length).toBeGreaterThanOrEqual(100);
    expect(plain).not.toHaveProperty('within');
    expect(cutTheme(answer, { limit: 5 }).papers).toHaveLength(5);
    const asked = cutTheme(answer, { limit: 100, within: true });
    expect(asked.within).toHaveLength(20);
    expect(asked.papers.length).toBeGreaterThanOrEqual(90);
  });

  test('of a paper with many sources contains the first of them, and says how many are left out', () => {
    const [one] = fc.sample(paper, { numRuns: 1, seed: 1 });
    const numbers = Array.from({ length: 500 }, (_, i) => i);
    const { joins, ...rest } = cutShown(
      {
        paper: one!,
        marks: null,
        sources: numbers.map((i) => ({ file: `/home/somebody/${i}.ris`, line: i, title: 'T'.repeat(900) })),
        joinedBy: numbers.map((i) => ({ kind: 'doi', value: `10.1/${i}`, sources: [i, i + 1], suspicious: false })),
        alone: [499],
      },
      undefined,
    );
    expect(joins).toMatchObject({ alone: [], omitted: 480 });
    expect(joins!.sources.at(-1)!.file).toBe('19.ris');
    expect(joins!.joinedBy.at(-1)!.sources).toEqual([19]);
    expect(JSON.stringify({ joins, ...rest }).length).toBeLessThan(MOST_CHARACTERS + 200);
  });

  test('of a paper with a long note and many tags cuts them', () => {
    const [one] = fc.sample(paper, { numRuns: 1, seed: 1 });
    const tags = Array.from({ length: 300 }, (_, i) => `tag ${i} ${'t'.repeat(50)}`);
    const answer = cutShown(
      { paper: one!, marks: { paper: one!.id, tags, read: true, note: 'n'.repeat(20_000) } },
      undefined,
    );
    expect(answer.paper).toMatchObject({ read: true, tags: tags.slice(0, 50) });
    expect(answer.paper.note!.endsWith('…')).toBe(true);
    expect(JSON.stringify(answer).length).toBeLessThan(MOST_CHARACTERS + 200);
  });

  test('names files without their folders', () => {
    const [one] = fc.sample(paper, { numRuns: 1, seed: 1 });
    const places = [{ file: '/home/somebody/saved/page.txt', line: 1 }];
    expect(cutShown({ paper: { ...one!, places }, marks: null }, undefined).paper.sources).toEqual(['page.txt']);
  });
});

test('a text that is cut ends in an ellipsis and never within a character', () => {
  expect(short('abcdef', 4)).toBe('abc…');
  expect(short('abc', 3)).toBe('abc');
  expect(short('ab😀cd', 4)).toBe('ab…');
  fc.assert(
    fc.property(
      text(50),
      fc.nat({ max: 60 }),
      (whole, length) => short(whole, length).isWellFormed() || !whole.isWellFormed(),
    ),
  );
});
