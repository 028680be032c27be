/** What a person changed, and its taking back. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ask } from '../../src/corpus/access.js';
import { historyOf } from '../../src/corpus/history.js';
import { openModel, SHIPPED_MODEL } from '../../src/corpus/model.js';
import { decisionsOf } from '../../src/corpus/stored-runs.js';
import { currentRun } from '../../src/corpus/theme-run.js';
import { decideUndoably, ignoreUndoably, mergeUndoably, removeUndoably, undo } from '../../src/corpus/undo.js';
import { type Corpus, openCorpus, type ThemeDecision, type ThemesAnswer } from '../../src/index.js';
import type { PaperId } from '../../src/paper.js';
import { openStore, type Store } from '../../src/store/index.js';
import { indexWords } from '../../src/text/terms.js';
import { inCheckout, newFolder } from '../support/folders.js';

const SUBJECTS = ['tides in estuaries', 'proofs in type theory', 'grasping with robot hands', 'speech in noisy rooms'];
const PAPERS = SUBJECTS.flatMap((subject, s) =>
  Array.from({ length: 6 }, (_, i) => ({
    id: `p${s}${i}`,
    title: `Study ${i} of ${subject}`,
    abstract: `We study ${subject} from side ${i}. The results on ${subject} are given with figures and tables.`,
  })),
);

type Theme = ThemesAnswer['themes'][number];

let corpus: Corpus;
beforeEach(async () => {
  corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  const lines = PAPERS.map((paper) => JSON.stringify(paper)).join('\n');
  await corpus.add([{ name: 'p.jsonl', bytes: Buffer.from(lines) }]);
  return () => corpus.close();
});

const everything = async () => ({
  papers: await corpus.list(),
  found: (await corpus.search('robot hands', { limit: 24 })).papers.map(({ paper }) => paper.id),
  groups: (await corpus.duplicates()).groups,
});

describe('a change that is undone', () => {
  test('leaves papers that were removed as they were, with their words and embeddings', async () => {
    const before = await everything();
    await corpus.remove(['p20', 'p21']);
    expect((await corpus.list()).length).toBe(22);
    expect((await corpus.history()).map(({ summary }) => summary)).toEqual(['Removed 2 papers.']);
    expect((await corpus.undo()).undone).toMatchObject({ id: 'h1', kind: 'remove', undone: true });
    expect(await everything()).toEqual(before);
    await expect(corpus.undo()).rejects.toThrow('nothing to undo');
  });

  test('gives papers the tag back that was merged into another, and leaves what was tagged since', async () => {
    await corpus.mark({ kind: 'tag', name: 'sea', papers: ['p00', 'p01', 'p02'] });
    await corpus.mark({ kind: 'tag', name: 'proofs', papers: ['p02', 'p10'] });
    await corpus.remove(['p01']);
    await corpus.mark({ kind: 'rename', name: 'sea', to: 'proofs' });
    await corpus.mark({ kind: 'tag', name: 'proofs', papers: ['p11'] });
    expect((await corpus.history())[0]).toMatchObject({
      kind: 'tags',
      summary: 'Merged the tag “sea” into “proofs”.',
    });
    await corpus.undo();
    await corpus.undo(); // the removal of p01
    const tagged = Object.fromEntries((await corpus.marks()).map(({ paper, tags }) => [paper, tags]));
    expect(tagged).toEqual({ p00: ['sea'], p01: ['sea'], p02: ['proofs', 'sea'], p10: ['proofs'], p11: ['proofs'] });
  });

  test('gives a tag back that was removed from several papers, or renamed, with the searches within it', async () => {
    await corpus.mark({ kind: 'tag', name: 'sea', papers: ['p00', 'p01', 'p02'] });
    await corpus.saveSearch({ name: 'tides', query: 'tides', filters: { tag: 'sea' } });
    const before = await corpus.marks();
    await corpus.mark({ kind: 'untag', name: 'sea', papers: ['p00', 'p01', 'p02'] });
    expect(await corpus.marks()).toEqual([]);
    expect((await corpus.undo()).undone.summary).toBe('Removed the tag “sea” from 3 papers.');
    expect(await corpus.marks()).toEqual(before);
    await corpus.mark({ kind: 'rename', name: 'sea', to: 'ocean' });
    expect((await corpus.savedSearches())[0]!.filters).toEqual({ tag: 'ocean' });
    await corpus.undo();
    expect(await corpus.marks()).toEqual(before);
    expect((await corpus.savedSearches())[0]!.filters).toEqual({ tag: 'sea' });
    await corpus.mark({ kind: 'untag', name: 'sea', papers: ['p00'] });
    expect((await corpus.history()).filter(({ undone }) => !undone)).toEqual([]);
  });

  test('is refused where another paper has taken the id of a removed one, which then stays', async () => {
    await corpus.remove(['p20']);
    const other = { id: 'p20', title: 'Bread in cold ovens', abstract: 'Dough rises slowly, and loaves are flat.' };
    await corpus.add([{ name: 'q.jsonl', bytes: Buffer.from(JSON.stringify(other)) }]);
    await expect(corpus.undo()).rejects.toMatchObject({
      code: 'USAGE',
      message: '“Bread in cold ovens” now has the id of a paper to restore',
    });
    expect((await corpus.show('p20')).title).toBe(other.title);
  });

  test('brings back a paper beside another of the same text, if each has an id of its own', async () => {
    const copy = { ...PAPERS[0]!, id: 'copy' };
    await corpus.add([{ name: 'copy.jsonl', bytes: Buffer.from(JSON.stringify(copy)) }]);
    const before = await everything();
    await corpus.remove(['copy']);
    await corpus.undo();
    expect(await everything()).toEqual(before);
  });

  test('leaves merged papers as two, and a pair that was marked as it was found', async () => {
    const before = await everything();
    await corpus.mergeDuplicates(['p00', 'p01']);
    expect((await corpus.list()).length).toBe(23);
    await corpus.ignoreDuplicate('p02', 'p03');
    await corpus.ignoreDuplicate('p03', 'p02'); // known already: no change, and no entry
    await expect(corpus.ignoreDuplicate('p02', 'p02')).rejects.toMatchObject({ code: 'USAGE' });
    expect((await corpus.history()).map(({ id, kind }) => `${id} ${kind}`)).toEqual(['h2 ignore', 'h1 merge']);
    await corpus.undo('h1');
    await corpus.undo();
    expect(await everything()).toEqual(before);
    expect((await corpus.history()).every(({ undone }) => undone)).toBe(true);
    await expect(corpus.undo('h1')).rejects.toThrow('undone already');
    await expect(corpus.undo('h9')).rejects.toMatchObject({ code: 'NAME_UNKNOWN', message: 'no change has the id h9' });
  });

  test('is named by the titles of the papers that were merged', async () => {
    await corpus.mergeDuplicates(['p00', 'p01']);
    await corpus.mergeDuplicates(['p02', 'p03', 'p04']);
    expect((await corpus.history()).map(({ summary }) => summary)).toEqual([
      'Merged 2 papers into “Study 2 of tides in estuaries” (p02).',
      'Merged “Study 1 of tides in estuaries” (p01) into “Study 0 of tides in estuaries” (p00).',
    ]);
    await expect(corpus.show('p01')).rejects.toMatchObject({
      code: 'PAPER_UNKNOWN',
      message: 'p01 was merged into p00',
    });
    await corpus.undo('h1');
    expect((await corpus.show('p01')).id).toBe('p01');
  });

  test('leaves themes with the names, places and mergers that they had', async () => {
    await corpus.add([inCheckout('fixtures/pages/daily-1.txt')]);
    const shape = async () =>
      (await corpus.themes()).themes.map(({ id, label, papers }) => [id, label, papers.map((one) => one.id).sort()]);
    const before = await shape();
    const [first, second] = before as [string, string, string[]][];
    const [, , [paper]] = second!;
    await corpus.decideThemes({ kind: 'rename', theme: first![0], label: 'Mine' });
    await corpus.decideThemes({ kind: 'rename', theme: first![0], label: 'Mine again' });
    await corpus.decideThemes({ kind: 'pin', paper: paper!, theme: first![0] });
    await corpus.decideThemes({ kind: 'merge', from: second![0], into: first![0] });
    expect(await shape()).not.toEqual(before);
    await corpus.undo();
    await corpus.undo();
    await corpus.undo();
    expect((await corpus.themes()).themes.find(({ id }) => id === first![0])!.label).toBe('Mine');
    await corpus.undo();
    expect(await shape()).toEqual(before);
  });

  test.each([
    ['all papers were removed', (themes: readonly Theme[]) => themes.flatMap(({ papers }) => papers)],
    ['those of a theme were removed', (themes: readonly Theme[]) => themes.at(-1)!.papers],
  ])('leaves themes with their ids and names where %s and the themes asked for', async (_, those) => {
    await corpus.add([inCheckout('fixtures/pages/daily-1.txt')]);
    const shape = async () => {
      const { themes, outliers } = await corpus.themes();
      return [themes.map(({ id, label, papers }) => [id, label, papers.map((one) => one.id).sort()]), outliers];
    };
    const { themes } = await corpus.themes();
    await corpus.decideThemes({ kind: 'rename', theme: themes[0]!.id, label: 'Mine' });
    const before = await shape();
    await corpus.remove(those(themes).map(({ id }) => id));
    await shape();
    await corpus.undo();
    expect(await shape()).toEqual(before);
  });

  test('leaves themes that were found anew, though nobody asked for them in between', async () => {
    await corpus.add([inCheckout('fixtures/pages/daily-1.txt')]);
    await corpus.themes();
    await corpus.add([inCheckout('fixtures/pages/daily-2.txt')]);
    const continued = await corpus.themes();
    const { themes } = await corpus.themes({ fresh: true });
    expect(themes).not.toEqual(continued.themes);
    await corpus.remove([themes[0]!.papers[0]!.id]);
    await corpus.undo();
    expect((await corpus.themes()).themes).toEqual(themes);
  });

  test('lets the data choose the number of themes again, after other decisions too', async () => {
    await corpus.add([inCheckout('fixtures/pages/daily-1.txt')]);
    const before = (await corpus.themes()).themes.length;
    await corpus.decideThemes({ kind: 'number', k: 3 });
    const [first, second] = (await corpus.themes()).themes;
    await corpus.decideThemes({ kind: 'rename', theme: first!.id, label: 'Mine' });
    await corpus.decideThemes({ kind: 'split', theme: second!.id });
    await corpus.decideThemes({ kind: 'unsplit', theme: second!.id });
    expect((await corpus.themes()).why.decided).toBe(3);
    await corpus.decideThemes({ kind: 'number', k: 2 });
    expect((await corpus.themesDiff()).gone.length).toBeGreaterThan(0);
    await corpus.undo();
    expect((await corpus.themes()).themes).toHaveLength(3);
    await corpus.undo('h1');
    expect((await corpus.themes()).why.decided).toBeNull();
    expect((await corpus.themes()).themes).toHaveLength(before);
    expect((await corpus.history()).at(-1)!.summary).toBe('Chose 3 themes.');
    await expect(corpus.decideThemes({ kind: 'number', k: 0 })).rejects.toMatchObject({ code: 'USAGE' });
    const name = 'x'.repeat(121);
    await expect(corpus.decideThemes({ kind: 'rename', theme: first!.id, label: name })).rejects.toThrow('too long');
  });

  test.each([true, false])('leaves the very themes before the last decision, seen in between: %s', async (seen) => {
    await corpus.add([inCheckout('fixtures/pages/daily-1.txt')]);
    await corpus.themes();
    await corpus.add([inCheckout('fixtures/pages/daily-2.txt')]);
    const { themes } = await corpus.themes();
    const decisions: ThemeDecision[] = [
      { kind: 'number', k: 3 },
      { kind: 'split', theme: themes[0]!.id, parts: 3 },
      { kind: 'merge', from: themes[1]!.id, into: themes[0]!.id },
      { kind: 'pin', paper: themes[1]!.papers[0]!.id, theme: themes[0]!.id },
    ];
    for (const decision of decisions) {
      await corpus.decideThemes(decision);
      if (seen) expect((await corpus.themes()).themes).not.toEqual(themes);
      await corpus.undo();
      expect((await corpus.themes()).themes).toEqual(themes);
    }
  });

  test('may be the pin of a paper that was removed', async () => {
    const [theme] = (await corpus.themes()).themes;
    await corpus.decideThemes({ kind: 'pin', paper: 'p00', theme: theme!.id });
    await corpus.remove(['p00']);
    await corpus.decideThemes({ kind: 'unpin', paper: 'p00' });
    expect((await corpus.history())[0]!.summary).toBe('Let p00 go to the theme that it is nearest to.');
    await expect(corpus.decideThemes({ kind: 'unpin', paper: 'p00' })).rejects.toMatchObject({ code: 'PAPER_UNKNOWN' });
  });

  test('is refused where the paper merged into has changed since, or a removed one is there again', async () => {
    await corpus.mergeDuplicates(['p00', 'p01']);
    const newer = { ...PAPERS[0], comments: 7 };
    await corpus.add([{ name: 'newer.jsonl', bytes: Buffer.from(JSON.stringify(newer)) }]);
    await expect(corpus.undo()).rejects.toThrow('has changed since');
    await corpus.remove(['p10']);
    const again = { title: PAPERS[6]!.title, abstract: PAPERS[6]!.abstract };
    await corpus.add([{ name: 'again.jsonl', bytes: Buffer.from(JSON.stringify(again)) }]);
    await expect(corpus.undo()).rejects.toThrow('is in the collection again');
  });
});

/** The papers as if they had been added on these days. */
async function comeOn(index: string, days: Readonly<Record<string, string>>): Promise<void> {
  const ids = Object.keys(days) as PaperId[];
  const store = await openStore(index);
  await store.read(async (view) => {
    const stored = await view.withKeys(ids.map((id) => `id:${id}`));
    const byText = <T>(values: ReadonlyMap<PaperId, T>) =>
      new Map(stored.map(({ paper, textHash }) => [textHash, values.get(paper.id)!]));
    const change = {
      papers: stored.map((one) => ({ ...one, words: indexWords(one.paper) })),
      embeddings: byText(await view.embeddings(ids)),
      sentences: byText(await view.sentences(ids)),
      addedOn: new Map(ids.map((id) => [id, days[id]!])),
    };
    await store.write({ remove: ids });
    await store.write(change);
  });
  await store.close();
}

test('gives removed papers back with the day of each, tags, notes and embeddings, without the model', async () => {
  const index = newFolder();
  const made = await openCorpus({ index, create: true, workers: 1 });
  await made.add([{ name: 'p.jsonl', bytes: Buffer.from(PAPERS.map((paper) => JSON.stringify(paper)).join('\n')) }]);
  await made.mark({ kind: 'tag', name: 'robots', papers: ['p20', 'p21'] });
  await made.mark({ kind: 'note', paper: 'p21', text: 'read again' });
  await made.mark({ kind: 'read', papers: ['p22'] });
  await made.close();
  const days = { p20: '2026-03-01', p21: '2026-01-05', p22: '2026-02-07' };
  await comeOn(index, days);
  const ids = Object.keys(days) as PaperId[];
  const state = async (corpus: Corpus) => ({
    papers: await corpus.list(),
    days: (await corpus.browse({ addedSince: '2026-01-06' })).papers.map(({ id }) => id),
    marks: await corpus.marks(),
    results: (await corpus.search('robot hands', { limit: 24 })).papers,
  });
  const opened = await openCorpus({ index, workers: 1 });
  const before = await state(opened);
  await opened.remove(ids);
  await opened.close();
  const store = await openStore(index);
  const embedder = async () => Promise.reject(new Error('the model is loaded'));
  const ask: Ask = (question) => store.read((view) => question({ store, embedder, view }));
  await undo({ store, embedder }, ask, undefined);
  const arrivals = await store.read((view) => view.arrivals(ids));
  await store.close();
  expect(Object.fromEntries(arrivals.map(({ id, addedOn }) => [id, addedOn]))).toEqual(days);
  const again = await openCorpus({ index, workers: 1 });
  expect(await state(again)).toEqual(before);
  expect((await again.doctor()).ok).toBe(true);
  await again.close();
});

/** Another process, and papers added since the themes were found. */
async function otherBesideGrowth(): Promise<Corpus> {
  const other = await openCorpus({ index: (await corpus.status()).index.path, workers: 1 });
  await corpus.add([inCheckout('fixtures/pages/daily-1.txt')]);
  await corpus.themes();
  await corpus.add([inCheckout('fixtures/pages/daily-2.txt')]);
  return other;
}

test('themes found from scratch are those of another process too, until that is undone', async () => {
  const other = await otherBesideGrowth();
  const [theme] = (await other.themes()).themes;
  await corpus.decideThemes({ kind: 'rename', theme: theme!.id, label: 'Mine' });
  const continued = await other.themes();
  const { themes } = await corpus.themes({ fresh: true });
  expect(themes).not.toEqual(continued.themes);
  expect((await other.themes()).themes).toEqual(themes);
  await corpus.undo('h1');
  const places = (list: readonly Theme[]) => list.map(({ papers }) => papers.map(({ id }) => id));
  expect(places((await other.themes()).themes)).toEqual(places(themes));
  await expect(corpus.undo()).rejects.toThrow('your decisions about themes have changed since');
  await other.close();
});

test('what was there before themes were found from scratch is back, whoever undoes it', async () => {
  const other = await otherBesideGrowth();
  const before = (await other.themes()).themes;
  const fresh = (await corpus.themes({ fresh: true })).themes;
  expect(fresh).not.toEqual(before);
  expect((await corpus.history())[0]!.summary).toBe('Found all themes from scratch.');
  await other.undo();
  for (const one of [corpus, other]) expect((await one.themes()).themes).toEqual(before);
  expect((await other.themes({ fresh: true })).themes).toEqual(fresh);
  expect((await corpus.themes()).themes).toEqual(fresh);
  await other.close();
});

test('is written in one transaction with its history: a process that ends after it loses nothing to undo', async () => {
  const index = newFolder();
  const made = await openCorpus({ index, create: true, workers: 1 });
  await made.add([{ name: 'p.jsonl', bytes: Buffer.from(PAPERS.map((paper) => JSON.stringify(paper)).join('\n')) }]);
  await made.close();
  const store = await openStore(index);
  let writes = 0;
  const dying: Store = {
    ...store,
    write: async (change) => {
      if (writes++ === 0) return store.write(change);
      throw new Error('killed');
    },
    writeDecisions: async (decisions) => {
      if (writes++ === 0) return store.writeDecisions(decisions);
      throw new Error('killed');
    },
  };
  const embedder = async () => openModel(SHIPPED_MODEL, 1);
  const ask: Ask = (question) => dying.read((view) => question({ store: dying, embedder, view }));
  const after = async (work: () => Promise<unknown>) => {
    writes = 0;
    await work().catch(() => undefined);
    return store.read(async (view) => [await view.count(), (await historyOf(view)).map(({ undone }) => undone)]);
  };
  expect(await after(() => removeUndoably({ store: dying, embedder }, ask, ['p20']))).toEqual([23, [false]]);
  expect(await after(() => undo({ store: dying, embedder }, ask, undefined))).toEqual([24, [true]]);
  expect(await after(() => mergeUndoably(ask, ['p00', 'p01']))).toEqual([23, [false, true]]);
  const pairs = async () => store.read(async (view) => (await view.decisions('duplicate-decisions')) as object);
  expect(await after(() => ignoreUndoably(ask, 'p02', 'p03'))).toEqual([23, [false, false, true]]);
  expect(await pairs()).toEqual({ ignored: [['p02', 'p03']] });
  expect(await after(() => undo({ store: dying, embedder }, ask, undefined))).toEqual([23, [true, false, true]]);
  expect(await pairs()).toEqual({ ignored: [] });
  const pinned = async () => (await store.read(async (view) => decisionsOf(view))).pins?.map(({ paper }) => paper);
  const [theme] = (await ask((index) => currentRun(index))).themes.themes;
  const pin = { kind: 'pin', paper: 'p00', theme: theme!.id } as const;
  expect((await after(() => decideUndoably(ask, pin, {})))[1]).toEqual([false, true, false, true]);
  expect(await pinned()).toEqual(['p00']);
  expect((await after(() => undo({ store: dying, embedder }, ask, undefined)))[1]).toEqual([true, true, false, true]);
  expect(await pinned()).toBeUndefined();
  await store.close();
});
