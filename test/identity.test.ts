import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivedId, keysOf, normalisedTitle, paperOf } from '../src/identity.js';
import { join, overwrite } from '../src/joining.js';
import { joinKeywords } from '../src/keywords.js';
import type { Paper, PaperId } from '../src/paper.js';
import { PUBLICATION_TYPES } from '../src/publication-types.js';
import { aPaper, aParsedPaper, aSource } from './support/papers.js';

describe('the id of a paper', () => {
  test('begins with telling words of the title and depends on nothing but title and abstract', () => {
    const id = derivedId(aParsedPaper({ title: 'The Art of Looking Twice' }));
    expect(id).toMatch(/^art-looking-twice-[a-z2-9]{5}$/);
    expect(
      derivedId(
        aParsedPaper({ title: 'the art of LOOKING twice!', published: '2025', place: { file: 'other', line: 9 } }),
      ),
    ).toBe(id);
  });

  test('differs for two papers of one title', () => {
    const one = derivedId(aParsedPaper({ title: 'Editorial', abstract: 'We look back on the year.' }));
    const other = derivedId(aParsedPaper({ title: 'Editorial', abstract: 'This issue gathers nine papers.' }));
    expect(one).not.toBe(other);
  });

  test('is the same where a page was cut in the middle of the abstract', () => {
    const abstract = 'We study how rain sounds on roofs of slate, tin and thatch in three towns.';
    expect(derivedId(aParsedPaper({ abstract: abstract.slice(0, 55) }))).toBe(derivedId(aParsedPaper({ abstract })));
  });

  test('is the one that a file gives, if it gives one', () => {
    expect(paperOf(aParsedPaper({ givenId: 'p7' })).id).toBe('p7');
  });

  test('exists for titles without a single Latin letter, and for none', () => {
    expect(derivedId(aParsedPaper({ title: '深層学習' }))).toMatch(/^深層学習-[a-z2-9]{5}$/);
    expect(derivedId(aParsedPaper({ title: '???' }))).toMatch(/^[a-z2-9]{5}$/);
  });
});

test('the tags and the note that came with a paper are no part of it: they are changed and removed by themselves', () => {
  const paper = paperOf(aParsedPaper({ tags: ['weather'], note: 'compare with rain' }));
  expect(paper).not.toHaveProperty('tags');
  expect(paper).not.toHaveProperty('note');
});

test('a title is the same in any case, with or without accents, LaTeX braces and punctuation', () => {
  expect(normalisedTitle('{ALR}^2: A Caf\u00e9—Study')).toBe(normalisedTitle('alr 2 a cafe study'));
});

test('papers share a key when they share text or an identifier', () => {
  const one = keysOf(aPaper('a', { identifiers: { doi: '10.1/x' } }), 'a' as PaperId);
  const other = keysOf(aPaper('b', { identifiers: { doi: '10.1/x' } }), 'b' as PaperId);
  expect(one.filter((key) => other.includes(key))).toEqual(['doi:10.1/x']);
});

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const somePaper: fc.Arbitrary<Paper> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c').map((id) => id as PaperId),
    title: fc.constantFrom('One', 'one', 'One!'),
    abstract: fc.string({ maxLength: 6 }),
    published: maybe(fc.constantFrom('2024', '2024-03', '2024-03-01', '2025-01-01')),
    by: maybe(fc.constantFrom('3 authors', 'Ada')),
    authors: fc.array(fc.constantFrom('Ada', 'Bo', 'Cy'), { maxLength: 2 }),
    venue: maybe(fc.constantFrom('eLife', 'bioRxiv', 'arXiv', 'V', 'W', 'V 1, 2 (2018)')),
    url: maybe(fc.string({ maxLength: 2 })),
    comments: maybe(fc.nat(5)),
    identifiers: fc.oneof(
      fc.constant({}),
      fc.constantFrom({ doi: '10.1/a' }, { doi: '10.1/b' }, { arxiv: '2501.00001' }),
    ),
    places: fc.uniqueArray(
      fc.tuple(fc.constantFrom('p', 'q'), fc.nat(3)).map((at) => aSource(...at)),
      {
        maxLength: 3,
        selector: (place) => `${place.file}${place.line}`,
      },
    ),
    inVenue: fc.record(
      {
        volume: fc.string({ maxLength: 2 }),
        issue: fc.constantFrom('1', '01'),
        pages: fc.constantFrom('4', '4-9', '4-8'),
        type: fc.constantFrom(...PUBLICATION_TYPES),
        publisher: fc.string({ maxLength: 2 }),
        keywords: fc
          .array(fc.constantFrom('Lamps', 'lamps', 'LAMPS AND LIGHT', 'Lamps and light', 'Über', 'uber', 'MRI'))
          .map((words) => joinKeywords(words)),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ inVenue, ...fields }) => ({ ...fields, ...inVenue }));

describe('joining two papers', () => {
  test('gives the same in either order', () => {
    fc.assert(
      fc.property(somePaper, somePaper, (a, b) => {
        expect(join(a, b)).toEqual(join(b, a));
      }),
    );
  });

  test('gives the same in any grouping', () => {
    fc.assert(
      fc.property(somePaper, somePaper, somePaper, (a, b, c) => {
        expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
      }),
    );
  });

  test('adds nothing the second time', () => {
    fc.assert(
      fc.property(somePaper, somePaper, (a, b) => {
        expect(join(join(a, b), b)).toEqual(join(a, b));
      }),
    );
  });

  test('keeps the fuller abstract, the exacter date and every place', () => {
    const cut = aPaper('a', { abstract: 'Rain on', published: '2024', places: [aSource('p', 3)] });
    const whole = aPaper('a', {
      abstract: 'Rain on roofs.',
      published: '2024-05-02',
      places: [aSource('o', 9)],
    });
    expect(join(cut, whole)).toMatchObject({
      abstract: 'Rain on roofs.',
      published: '2024-05-02',
      places: [aSource('o', 9), aSource('p', 3)],
    });
  });

  test('keeps the first 500 places, in any order of joining', () => {
    const at = (line: number) => aPaper('a', { places: [aSource('p', line)] });
    const lines = Array.from({ length: 620 }, (_, i) => (i * 271) % 620);
    const first = Array.from({ length: 500 }, (_, line) => aSource('p', line));
    const inOrder = lines.toSorted((a, b) => a - b);
    expect(lines.map(at).reduce((sum, one) => join(sum, one)).places).toEqual(first);
    expect(inOrder.map(at).reduce((sum, one) => join(one, sum)).places).toEqual(first);
  });
});

test('a paper has the most specific type of its sources, and keeps its publisher', () => {
  const stored = aPaper('a', { publisher: 'P' });
  const [preprint, article] = [aPaper('a', { type: 'preprint' }), aPaper('a', { type: 'journal-article' })];
  expect(join(preprint, article)).toMatchObject({ type: 'journal-article' });
  expect(join(article, aPaper('a', { type: 'conference-paper' }))).toMatchObject({ type: 'conference-paper' });
  expect(join(stored, preprint)).toMatchObject({ type: 'preprint', publisher: 'P' });
  expect(overwrite(join(article, stored), preprint)).toMatchObject({ type: 'preprint', publisher: 'P' });
  expect('type' in join(stored, stored)).toBe(false);
});

test('a paper has the keywords of all its sources, each once, in order, and the first hundred of them', () => {
  const of = (...keywords: string[]) => aPaper('a', { keywords });
  const both = join(of('DEEP LEARNING', 'MRI'), of('Deep learning', 'candles', 'mri'));
  expect(both.keywords).toEqual(['candles', 'Deep learning', 'MRI']);
  expect(overwrite(both, of('wicks')).keywords).toEqual(['wicks']);
  expect(overwrite(both, aPaper('a')).keywords).toEqual(both.keywords);
  expect('keywords' in join(aPaper('a'), aPaper('a'))).toBe(false);
  const many = Array.from({ length: 260 }, (_, i) => of(`term ${1000 + ((i * 271) % 260)}`));
  const first = Array.from({ length: 100 }, (_, i) => `term ${1000 + i}`);
  expect(many.reduce(join).keywords).toEqual(first);
});

test('volume, issue and pages of two sources are one paper’s, each the fuller, and absent where neither has them', () => {
  const stored = aPaper('a', { venue: 'Lamps' });
  const one = aPaper('a', { volume: '12', pages: '45' });
  const other = aPaper('a', { issue: '3', pages: '45-67' });
  expect(join(one, other)).toMatchObject({ volume: '12', issue: '3', pages: '45-67' });
  expect(join(stored, one)).toMatchObject({ venue: 'Lamps', volume: '12', pages: '45' });
  expect('volume' in join(stored, stored)).toBe(false);
  expect(overwrite(join(one, other), aPaper('a', { volume: '13' }))).toMatchObject({ volume: '13', issue: '3' });
  const ids = [stored, one, other].map((paper) => [derivedId(paper), keysOf(paper, paper.id)]);
  expect(new Set(ids.map((id) => JSON.stringify(id))).size).toBe(1);
});

test.each([
  ['bioRxiv', 'eLife'],
  ['medRxiv : the preprint server for health sciences', 'BMJ'],
  ['arXiv (Cornell University)', 'Nature'],
  ['SSRN Electronic Journal', 'Lamps'],
  ['medRxiv : the preprint server for health sciences', 'XIV Congress'],
  ['Phys. Rev. D 98, 123004 (2018)', 'Physical Review D'],
  ['bioRxiv', 'Lamps 98, 12 (2018)'],
])('a paper of %s that the venue %s published is of that venue', (server, venue) => {
  const preprint = aPaper('a', { venue: server });
  const published = aPaper('a', { venue, volume: '5', pages: 'e12' });
  for (const paper of [join(preprint, published), join(published, preprint)])
    expect(paper).toMatchObject({ venue, volume: '5', pages: 'e12' });
});

test('a newer statement replaces what it says and leaves the rest', () => {
  const known = aPaper('p1', { abstract: 'A long first version.', published: '2024', comments: 3 });
  const stated = aPaper('p1', { abstract: 'Second.', published: null, comments: null });
  expect(overwrite(known, stated)).toMatchObject({ abstract: 'Second.', published: '2024', comments: 3 });
});
