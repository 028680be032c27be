/**
 * Themes that a person shapes, with the real model: on the fixture pages, and after papers of other subjects were
 * added.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Corpus, openCorpus } from '../../src/index.js';
import { inCheckout, newFolder } from '../support/folders.js';

const PAGES = [1, 2, 3, 4].map((n) => inCheckout(`fixtures/pages/daily-${n}.txt`));
const COLLECTION = readFileSync(inCheckout('fixtures/themes/docs.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const { id, title, text, label } = JSON.parse(line) as { id: string; title: string; text: string; label: string };
    return { label, line: JSON.stringify({ id, title, abstract: text }) };
  });
const FIRST = ['safety', 'latent-reasoning', 'robotics', 'diffusion', 'speech-audio'];
const linesOf = (first: boolean) =>
  COLLECTION.filter(({ label }) => FIRST.includes(label) === first).map(({ line }) => line);

function fileOf(lines: readonly string[]): string {
  const path = join(newFolder(), 'other.jsonl');
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

async function corpusOf(lines: readonly string[]): Promise<Corpus> {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  await corpus.add([fileOf(lines)]);
  return corpus;
}

/** Themes as lines: id, label, papers. */
async function listing(corpus: Corpus): Promise<string[]> {
  return (await corpus.themes()).themes.map(
    ({ id, label, papers }) => `${id} ${label}: ${papers.map((paper) => paper.id).join(' ')}`,
  );
}

const themeOf = async (corpus: Corpus, paper: string) =>
  (await corpus.themes()).themes.find(({ papers }) => papers.some(({ id }) => id === paper))?.id;

describe('the themes of the fixture pages', () => {
  let corpus: Corpus;
  beforeAll(async () => {
    corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
    await corpus.add(PAGES);
  });
  afterAll(() => corpus.close());

  test('stay as they are after a preview of another number of them, or of a time', async () => {
    const [first, second, third] = (await corpus.themes()).themes.map(({ id }) => id);
    await corpus.decideThemes({ kind: 'rename', theme: first!, label: 'A name of mine' });
    await corpus.decideThemes({ kind: 'merge', from: second!, into: third! });
    const before = await listing(corpus);
    expect((await corpus.themes({ k: 4 })).themes).toHaveLength(4);
    expect((await corpus.themes({ since: '2025' })).themes.length).toBeGreaterThan(1);
    expect(await listing(corpus)).toEqual(before);
    expect((await corpus.theme(first!)).theme.label).toBe('A name of mine');
    await corpus.decideThemes({ kind: 'rename', theme: first!, label: '' });
    await corpus.decideThemes({ kind: 'unmerge', theme: second! });
  });

  test('are as they were once every decision is taken back', async () => {
    const before = await listing(corpus);
    const {
      themes: [one, two, three],
    } = await corpus.themes();
    const paper = one!.papers.at(-1)!.id;
    await corpus.decideThemes({ kind: 'rename', theme: one!.id, label: 'Mine' });
    await corpus.decideThemes({ kind: 'merge', from: two!.id, into: three!.id });
    await corpus.decideThemes({ kind: 'pin', paper, theme: three!.id });
    expect(await themeOf(corpus, paper)).toBe(three!.id);
    expect((await corpus.themesOfText(paper)).themes[0]!.id).toBe(three!.id);
    await corpus.decideThemes({ kind: 'unpin', paper });
    await corpus.decideThemes({ kind: 'unmerge', theme: two!.id });
    await corpus.decideThemes({ kind: 'rename', theme: one!.id, label: '' });
    expect(await listing(corpus)).toEqual(before);
  });

  test('are split by a person into parts that are named anew, and are as they were once that is undone', async () => {
    const before = await listing(corpus);
    const { themes } = await corpus.themes();
    const [first] = themes;
    const taken = await corpus.decideThemes({ kind: 'split', theme: first!.label, parts: 3 });
    const parts = [first!.id, ...(taken.kind === 'split' ? taken.into!.map(({ theme }) => theme) : [])];
    expect(parts).toHaveLength(3);
    const split = (await corpus.themes()).themes.filter(({ id }) => parts.includes(id));
    expect(split.flatMap(({ papers }) => papers.map(({ id }) => id)).sort()).toEqual(
      first!.papers.map(({ id }) => id).sort(),
    );
    expect(split[0]!.id).toBe(first!.id);
    expect(new Set(split.map(({ label }) => label)).size).toBe(3);
    expect(themes.map(({ id }) => id)).not.toEqual(expect.arrayContaining([parts[1]]));
    await corpus.decideThemes({ kind: 'rename', theme: parts[1]!, label: 'A part of mine' });
    await corpus.decideThemes({ kind: 'unsplit', theme: first!.id });
    expect(await listing(corpus)).toEqual(before);
    await corpus.undo();
    expect((await corpus.theme(parts[1]!)).theme.label).toBe('A part of mine');
    await corpus.undo();
    await corpus.undo();
    expect(await listing(corpus)).toEqual(before);
  });

  test('take no decision that makes no sense, and say why', async () => {
    const {
      themes: [one, two, three],
    } = await corpus.themes();
    await expect(
      corpus.decideThemes({ kind: 'rename', theme: one!.id, label: two!.label.toUpperCase() }),
    ).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(`${two!.id} is called`) });
    await expect(corpus.decideThemes({ kind: 'unmerge', theme: one!.id })).rejects.toMatchObject({ code: 'USAGE' });
    await expect(corpus.decideThemes({ kind: 'unpin', paper: one!.papers[0]!.id })).rejects.toMatchObject({
      code: 'USAGE',
    });
    await expect(corpus.decideThemes({ kind: 'unsplit', theme: one!.id })).rejects.toMatchObject({ code: 'USAGE' });
    for (const parts of [1, 2.5, 13])
      await expect(corpus.decideThemes({ kind: 'split', theme: one!.id, parts })).rejects.toMatchObject({
        message: `a theme cannot be split into ${parts}`,
      });
    await corpus.decideThemes({ kind: 'merge', from: one!.id, into: two!.id });
    await expect(corpus.decideThemes({ kind: 'merge', from: two!.id, into: one!.id })).rejects.toMatchObject({
      message: expect.stringContaining(`${one!.id} is part of ${two!.id}`),
    });
    await expect(corpus.decideThemes({ kind: 'merge', from: three!.id, into: three!.id })).rejects.toMatchObject({
      code: 'USAGE',
    });
    await corpus.decideThemes({ kind: 'unmerge', theme: one!.id });
  });

  test.each([0, -1, 1.5, NaN])('cannot be %s', async (k) => {
    await expect(corpus.themes({ k })).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('read an acronym of the papers as its long form', async () => {
    const short = await corpus.themesOfText('RLVR');
    const long = await corpus.themesOfText('RLVR (reinforcement learning with verifiable rewards)');
    expect(short).toEqual(long);
    expect(short.themes[0]!.label).toMatch(/RLVR|verifiable rewards/i);
  });

  test('are near to texts about what the papers are about, and far from others', async () => {
    for (const text of ['latent reasoning', 'robots that fold laundry', 'protein docking'])
      expect((await corpus.themesOfText(text)).far, text).toBe(false);
    const offSubject = readFileSync(inCheckout('fixtures/off-subject.txt'), 'utf8').trim().split('\n');
    const far = await Promise.all(
      [...offSubject, 'how to bake bread'].map(async (text) => (await corpus.themesOfText(text)).far),
    );
    expect(far.at(-1)).toBe(true);
    expect(far.filter((one) => !one).length).toBeLessThanOrEqual(3);
    await expect(corpus.themesOfText(' ')).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('after papers of other subjects were added', () => {
  test('a person’s name, merger and pin hold, whatever order the papers came in, and the difference shows what they changed', async () => {
    const listings: string[][] = [];
    const other = linesOf(false);
    for (const [first, second] of [
      [other.slice(0, 40), other.slice(40)],
      [other.slice(40), other.slice(0, 40)],
    ] as const) {
      const corpus = await corpusOf(linesOf(true));
      const { themes } = await corpus.themes();
      expect(themes.length).toBeGreaterThanOrEqual(4);
      const [large, , third, fourth] = themes;
      const small = themes.at(-1)!;
      const pinned = large!.papers.at(-1)!.id;
      await corpus.decideThemes({ kind: 'rename', theme: small.id, label: 'A name of mine' });
      await corpus.decideThemes({ kind: 'merge', from: third!.id, into: fourth!.id });
      await corpus.decideThemes({ kind: 'pin', paper: pinned, theme: fourth!.id });
      await corpus.add([fileOf(first)]);
      await corpus.add([fileOf(second)]);
      const now = await corpus.themes();
      const mine = now.themes.find(({ label }) => label === 'A name of mine')!;
      expect(mine.id).toBe(small.id);
      const held = new Set(mine.papers.map(({ id }) => id));
      expect(small.papers.filter(({ id }) => held.has(id)).length).toBeGreaterThanOrEqual(small.size / 2);
      expect(await themeOf(corpus, pinned)).toBe(fourth!.id);
      const added = await corpus.themesDiff();
      expect(added.new.length).toBeGreaterThan(0);
      expect(added.idle).toEqual([]);
      await corpus.decideThemes({ kind: 'rename', theme: mine.id, label: 'Another name of mine' });
      const after = await corpus.themesDiff();
      expect(after.new).toEqual(added.new);
      expect(after.renamed).toContainEqual({ theme: mine.id, before: 'A name of mine', after: 'Another name of mine' });
      listings.push(await listing(corpus));
      await corpus.close();
    }
    expect(listings[1]).toEqual(listings[0]);
  }, 120_000);

  test('a split holds for every paper in later runs, and for the themes when they are computed from scratch', async () => {
    const corpus = await corpusOf(linesOf(true));
    const large = (await corpus.themes()).themes[0]!;
    const taken = await corpus.decideThemes({ kind: 'split', theme: large.id });
    const [part] = taken.kind === 'split' ? taken.into! : [];
    const kept = large.papers.filter(({ id }) => !part!.papers.includes(id));
    await corpus.add([fileOf(linesOf(false).slice(0, 40))]);
    for (const paper of part!.papers) expect(await themeOf(corpus, paper)).toBe(part!.theme);
    for (const { id } of kept) expect(await themeOf(corpus, id)).not.toBe(part!.theme);
    const { themes } = await corpus.themes({ fresh: true });
    expect(themes.map(({ id }) => id)).toEqual(expect.arrayContaining([large.id, part!.theme]));
    const held = await Promise.all(part!.papers.map(async (paper) => (await themeOf(corpus, paper)) === part!.theme));
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(held.length / 2);
    for (const { id } of kept) expect(await themeOf(corpus, id)).not.toBe(part!.theme);
    expect((await corpus.themesDiff()).idle).toEqual([]);
    await corpus.close();
  }, 120_000);

  test('a theme whose papers are all alike is not split, and one sentence says why', async () => {
    const same = (id: string) => JSON.stringify({ id, title: `Tides ${id}`, abstract: 'The moon moves the sea.' });
    const corpus = await corpusOf(['a', 'b', 'c'].map(same));
    const [theme] = (await corpus.themes()).themes;
    await expect(corpus.decideThemes({ kind: 'split', theme: theme!.id })).rejects.toMatchObject({
      code: 'USAGE',
      message: `“${theme!.label}” is too small to be split into 2: it has 3 papers`,
      remedy: 'A theme needs at least 2 papers.',
    });
    await corpus.close();
  });

  test('a decision lies idle while none of its papers is there', async () => {
    const corpus = await corpusOf(linesOf(true));
    const theme = (await corpus.themes()).themes.at(-1)!;
    await corpus.decideThemes({ kind: 'rename', theme: theme.id, label: 'Mine' });
    await corpus.remove(theme.papers.map(({ id }) => id));
    expect((await corpus.themesDiff()).idle).toEqual([{ kind: 'rename', theme: theme.id, label: 'Mine' }]);
    await corpus.add([fileOf(linesOf(true))]);
    expect((await corpus.themesDiff()).idle).toEqual([]);
    expect((await corpus.themes()).themes.find(({ id }) => id === theme.id)).toMatchObject({ label: 'Mine' });
    await corpus.close();
  }, 120_000);
});
