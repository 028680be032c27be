/** A corpus in a database beside the same corpus in a folder: what is asked of both is answered alike. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Corpus, compactIndex, copyIndex, openCorpus } from '../../src/index.js';
import { paperkin, paperkinJson } from '../support/cli.js';
import { inCheckout, newFolder } from '../support/folders.js';
import { NO_SERVER, newIndex, runSql, servers } from '../support/servers.js';
import { tinyModel } from '../support/tiny-model.js';

const PAGES = [1, 2, 3, 4].map((n) => inCheckout(`fixtures/pages/daily-${n}.txt`));
const QUERIES = ['reasoning in hidden states', 'robots that grasp things', 'GRPO', 'a bug in TallyBench', 'privasy'];

/** Similarities and scores may differ in the last bits: a database adds them up in another order. */
function rounded<T>(answer: T): T {
  return JSON.parse(
    JSON.stringify(answer, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value)),
  ) as T;
}

describe.skipIf(servers.length === 0)(`a corpus in a database (${NO_SERVER} where skipped)`, () => {
  const folder = newFolder();
  let [inFolder, inDatabase]: Corpus[] = [];
  let url = '';
  beforeAll(async () => {
    url = newIndex();
    inFolder = await openCorpus({ index: folder, create: true, workers: 1 });
    await inFolder.add(PAGES);
    await inFolder.close();
    // FTS5 counts a paper again whenever it is updated, until the index is written anew; the database does not.
    await compactIndex({ index: folder });
    inFolder = await openCorpus({ index: folder, workers: 1 });
    inDatabase = await openCorpus({ index: url, create: true, workers: 1 });
    for (const page of PAGES.toReversed()) await inDatabase.add([page]);
  }, 600_000);
  afterAll(() => Promise.all([inFolder!.close(), inDatabase!.close()]));

  test('gives the same answers to a query in every mode, filtered or not', async () => {
    for (const text of QUERIES)
      for (const mode of ['hybrid', 'dense', 'lexical'] as const)
        for (const filter of [{}, { since: '2026-01' }, { by: 'author', minComments: 2 }]) {
          const options = { mode, limit: 20, explain: true, ...filter };
          expect(rounded(await inDatabase!.search(text, options)), `${text}, ${mode}`).toEqual(
            rounded(await inFolder!.search(text, options)),
          );
        }
  });

  test('finds the same similar papers, themes, near-duplicates and points of the map', async () => {
    const [first] = await inFolder!.list();
    const similar = (corpus: Corpus) => corpus.similar([first!.id], { limit: 20 });
    expect(rounded(await similar(inDatabase!))).toEqual(rounded(await similar(inFolder!)));
    expect(rounded(await inDatabase!.themes())).toEqual(rounded(await inFolder!.themes()));
    expect(rounded(await inDatabase!.duplicates())).toEqual(rounded(await inFolder!.duplicates()));
    expect(rounded(await inDatabase!.map())).toEqual(rounded(await inFolder!.map()));
    expect(await inDatabase!.list()).toEqual(await inFolder!.list());
  });

  test('is copied to a database and back, goes on where a copy was stopped, and is the same at the end', async () => {
    const [there, back] = [newIndex(), newFolder()];
    await inFolder!.decideThemes({ kind: 'rename', theme: (await inFolder!.themes()).themes[0]!.id, label: 'Mine' });
    const stop = new AbortController();
    stop.abort();
    await expect(copyIndex({ from: folder, to: there, signal: stop.signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    const copied = await copyIndex({ from: folder, to: there });
    expect(copied).toMatchObject({ papers: 144, present: 0 });
    expect(await copyIndex({ from: there, to: back })).toEqual(copied);
    await expect(copyIndex({ from: folder, to: url })).rejects.toMatchObject({ code: 'USAGE' });
    const copy = await openCorpus({ index: there, workers: 1 });
    expect((await copy.themes()).themes.map(({ label }) => label)).toContain('Mine');
    expect((await copy.doctor()).checks.filter(({ ok }) => !ok)).toEqual([]);
    await copy.close();
  });

  test('takes papers before they are embedded, finds them by their words, and has workers embed them', async () => {
    const index = newIndex();
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await paperkin([...args, '--json', '--index', index]);
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout) as Record<string, never>;
    };
    expect(await run('add', PAGES[0]!, '--embed-later')).toMatchObject({ added: 39 });
    expect(await run('status')).toMatchObject({ papers: 39, embeddings: 0, waiting: { papers: 39 } });
    const found = (answer: { papers?: readonly { paper: { title: string } }[] }) =>
      answer.papers!.map(({ paper }) => paper.title);
    expect(found(await run('search', 'TallyBench'))[0]).toContain('TallyBench');
    const workers = await Promise.all([run('work'), run('work')]);
    expect(workers.reduce((sum, { embedded = 0 }) => sum + embedded, 0)).toBe(39);
    expect(await run('status')).toMatchObject({ embeddings: 39, waiting: { papers: 0 } });
    expect(found(await run('search', 'hidden reasoning', '--mode', 'dense'))).toHaveLength(10);
  });

  test('checks the model that is named before it takes papers, though they are embedded later', async () => {
    const index = newIndex();
    const add = await paperkin(['add', PAGES[0]!, '--embed-later', '--model', newFolder(), '--index', index]);
    expect([add.code, add.stderr]).toEqual([4, expect.stringContaining('model')]);
    expect(await paperkinJson(['status', '--index', index])).toMatchObject({ papers: 0 });
  });

  test('changes its model from the stored texts, killed in the middle, while the old model answers', async () => {
    const [index, model] = [newIndex(), tinyModel({ dimension: 24 })];
    const schema = new URL(index).searchParams.get('schema')!;
    const papers = Array.from({ length: 900 }, (_, i) => ({
      id: `p${i}`,
      title: `Study ${i}`,
      abstract: `Bees ${i}.`,
    }));
    const run = (...args: string[]) => paperkinJson<Record<string, unknown>>([...args, '--index', index]);
    await paperkinJson(['add', '-', '--index', index], { stdin: papers.map((one) => JSON.stringify(one)).join('\n') });
    const search = () => run('search', 'bees of study 7', '--mode', 'dense');
    const before = await search();
    const killed = await paperkin(['reembed', '--model', model, '--index', index], {
      onStart: async (child) => {
        const collected = `SELECT count(*)::int AS texts FROM "${schema}".reembedded_text`;
        const texts = () => runSql<{ texts: number }>(servers[0]!, collected).catch(() => []);
        while (((await texts())[0]?.texts ?? 0) === 0);
        child.kill('SIGKILL');
      },
    });
    expect(killed.signal).toBe('SIGKILL');
    expect(await search()).toEqual(before);
    const report = await run('reembed', '--model', model);
    expect(report).toMatchObject({ before: 'abstract-minilm-l3', model: 'tiny', dimension: 24, texts: 900 });
    expect(report['embedded']).toBeLessThan(900);
    const other = newFolder();
    await copyIndex({ from: index, to: other });
    const { papers: found } = (await search()) as { papers: unknown[] };
    const { papers: inCopy } = await paperkinJson<{ papers: unknown[] }>([
      ...['search', 'bees of study 7', '--mode', 'dense', '--index', other],
    ]);
    expect(rounded(found)).toEqual(rounded(inCopy));
    const { ok } = await run('doctor');
    expect(ok).toBe(true);
  });

  test('changes its model with several processes, and each of them succeeds', async () => {
    const [index, model] = [newIndex(), tinyModel({ dimension: 24 })];
    await paperkinJson(['add', PAGES[0]!, '--index', index]);
    const change = () => paperkinJson<Record<string, unknown>>(['reembed', '--model', model, '--index', index]);
    const reports = await Promise.all([change(), change(), change()]);
    for (const report of reports) expect(report).toMatchObject({ model: 'tiny', dimension: 24 });
  });
});

test('a folder has no papers that wait', async () => {
  const { code, stderr } = await paperkin(['add', PAGES[0]!, '--embed-later', '--index', newFolder()]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('embedded as they are added')]);
});
