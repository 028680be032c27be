/** The whole path, on the fixture pages and small files: with the real model where meaning matters. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Corpus, CorpusError, type CorpusOptions, openCorpus } from '../../src/index.js';
import { inCheckout, newFolder } from '../support/folders.js';
import { Database } from '../support/sqlite.js';
import { tinyModel } from '../support/tiny-model.js';

const SHIPPED = inCheckout('models/abstract-minilm-l3');
const PAGES = [1, 2, 3, 4].map((n) => inCheckout(`fixtures/pages/daily-${n}.txt`));

/** Loads three times as fast as the shipped one, for tests in which no meaning matters. */
const TINY = tinyModel();

async function newCorpus({ index = newFolder(), model = TINY }: Partial<CorpusOptions> = {}): Promise<Corpus> {
  return openCorpus({ index, model, create: true, workers: 1 });
}
const shippedCorpus = () => newCorpus({ model: SHIPPED });

function fileOf(name: string, ...lines: object[]): string {
  const path = join(newFolder(), name);
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
}

describe('the fixture pages', () => {
  let corpus: Corpus;
  beforeAll(async () => {
    corpus = await newCorpus();
    await corpus.add(PAGES);
  });
  afterAll(() => corpus.close());

  test('hold 144 papers, each once, that know all their places', async () => {
    const papers = await corpus.list();
    const judged = readFileSync(inCheckout('fixtures/judged/corpus.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { title: string; text: string });
    expect(papers.map(({ title }) => title).sort()).toEqual(judged.map(({ title }) => title).sort());
    expect(papers.map(({ abstract }) => abstract).sort()).toEqual(judged.map(({ text }) => text).sort());
    expect(papers.filter(({ places }) => places.length === 3)).toHaveLength(1);
  });

  test('are known when they are added again: nothing is embedded, nothing changes', async () => {
    const before = await corpus.list();
    expect(await corpus.add(PAGES)).toMatchObject({
      read: 161,
      added: 0,
      updated: 0,
      unchanged: 144,
      repeated: 17,
      papers: 144,
    });
    expect(await corpus.list()).toEqual(before);
  });

  test('answer a search through the store as an exact scan would', async () => {
    const { papers } = await corpus.search('reasoning in hidden states without writing words', {
      limit: 144,
      mode: 'dense',
    });
    expect(new Set(papers.map(({ paper }) => paper.id)).size).toBe(144);
    for (const pool of [papers.slice(0, 100), papers.slice(100)]) {
      // see `rankPapers`
      const similarities = pool.map(({ similarity }) => similarity);
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    }
  });

  test('give every paper itself as no neighbour of its own', async () => {
    for (const { id } of (await corpus.list()).slice(0, 10)) {
      expect((await corpus.similar([id], { limit: 5 })).papers.map(({ paper }) => paper.id)).not.toContain(id);
    }
  });

  test('count once if they are named twice', async () => {
    const [first, second] = await corpus.list();
    const twice = [first!.id, first!.id, second!.id];
    expect((await corpus.similar(twice)).papers).toEqual((await corpus.similar([first!.id, second!.id])).papers);
  });

  test('are found by any beginning of an id that is theirs alone', async () => {
    const [first] = await corpus.list();
    expect((await corpus.show(first!.id.slice(0, -1))).id).toBe(first!.id);
    await expect(corpus.show('no-such')).rejects.toMatchObject({ code: 'PAPER_UNKNOWN' });
    await expect(corpus.show('')).rejects.toMatchObject({ code: 'PAPER_UNKNOWN' });
    await expect(corpus.show(first!.id[0]!)).rejects.toMatchObject({ code: 'PAPER_AMBIGUOUS' });
  });

  test('pass every check of doctor', async () => {
    const diagnosis = await corpus.doctor();
    expect(diagnosis.checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe('adding', () => {
  test('keeps an id that a file gives, and takes a newer statement under it', async () => {
    const corpus = await newCorpus();
    const first = {
      id: 'p7',
      title: 'On Rain',
      abstract: 'Rain falls on roofs of slate and tin all day.',
      comments: 2,
    };
    expect(await corpus.add([fileOf('a.jsonl', first)])).toMatchObject({ added: 1, updated: 0 });
    expect(
      await corpus.add([fileOf('b.jsonl', { ...first, abstract: 'It rains.', comments: undefined })]),
    ).toMatchObject({ added: 0, updated: 1 });
    expect(await corpus.show('p7')).toMatchObject({ abstract: 'It rains.', comments: 2 });
    expect((await corpus.status()).embeddings).toBe(1);
    await corpus.close();
  });

  test('never makes one paper of two given ids, even of the same text', async () => {
    const corpus = await newCorpus();
    const text = { title: 'On Rain', abstract: 'Rain falls on roofs of slate and tin all day.' };
    expect(await corpus.add([fileOf('a.jsonl', { id: 'p1', ...text }, { id: 'p2', ...text })])).toMatchObject({
      added: 2,
      papers: 2,
    });
    await corpus.close();
  });

  test('knows a paper by its DOI and fills in what the second file knows', async () => {
    const corpus = await newCorpus();
    await corpus.add([fileOf('a.jsonl', { title: 'On Rain', abstract: 'Rain falls on roofs.', doi: '10.1234/RAIN' })]);
    await corpus.add([
      fileOf('b.jsonl', {
        title: 'On rain and roofs',
        abstract: 'In this paper, rain falls on roofs of slate.',
        doi: 'https://doi.org/10.1234/rain',
        venue: 'Roofs',
      }),
    ]);
    const papers = await corpus.list();
    expect(papers).toHaveLength(1);
    expect(papers[0]).toMatchObject({
      title: 'On rain and roofs',
      venue: 'Roofs',
      identifiers: { doi: '10.1234/rain' },
    });
    await corpus.close();
  });

  test('makes one paper of two when a third shows that they are the same, in any order', async () => {
    const files = [
      fileOf('a.jsonl', { title: 'On Rain', abstract: 'Rain falls on roofs of slate and tin all day long.' }),
      fileOf('b.jsonl', {
        title: 'Another title',
        abstract: 'Other words altogether stand here about it.',
        doi: '10.1234/r',
      }),
      fileOf('c.jsonl', {
        title: 'On Rain',
        abstract: 'Rain falls on roofs of slate and tin all day long.',
        doi: '10.1234/r',
      }),
    ];
    const seen = new Set<string>();
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
      [2, 0, 1],
    ]) {
      const corpus = await newCorpus();
      for (const i of order) await corpus.add([files[i]!]);
      seen.add(JSON.stringify(await corpus.list()));
      await corpus.close();
    }
    expect(seen.size).toBe(1);
    expect(JSON.parse([...seen][0]!)).toHaveLength(1);
  });

  test('reads what can be read and says which file could not be', async () => {
    const corpus = await newCorpus();
    const missing = join(newFolder(), 'missing.txt');
    const report = await corpus.add([fileOf('a.jsonl', { title: 'On Rain', abstract: 'Rain falls.' }), missing]);
    expect(report).toMatchObject({
      added: 1,
      files: [{ failure: null }, { failure: expect.stringContaining('missing.txt') }],
    });
    await corpus.close();
  });

  test('stops between two batches when it is told to, and goes on where it stopped', async () => {
    const papers = Array.from({ length: 300 }, (_, i) => ({
      title: `Paper ${i}`,
      abstract: `Number ${i} says something of its own about the number ${i * 7}.`,
    }));
    const file = fileOf('many.jsonl', ...papers);
    const corpus = await newCorpus();
    const stop = new AbortController();
    const early = new AbortController();
    const adding = corpus.add([file], { signal: early.signal });
    early.abort();
    await expect(adding).rejects.toMatchObject({
      message: 'interrupted before a paper was added',
    });
    await expect(corpus.add([file], { signal: stop.signal, onProgress: () => stop.abort() })).rejects.toMatchObject({
      code: 'INTERRUPTED',
      message: 'interrupted; the first 64 papers of the files are in the index',
    });
    const { papers: kept } = await corpus.status();
    expect(kept).toBe(64);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(300);
    expect(await corpus.add([file])).toMatchObject({ added: 300 - kept, unchanged: kept, papers: 300 });
    await corpus.close();
  });

  test('says how many papers are in the index where it fails midway', async () => {
    const papers = Array.from({ length: 70 }, (_, i) => ({ title: `Lamp ${i}`, abstract: `It shines ${i} times.` }));
    const corpus = await newCorpus();
    const full = new CorpusError('DISK_FULL', 'no space left', 'Free some space.');
    const onProgress = () => {
      throw full;
    };
    await expect(corpus.add([fileOf('lamps.jsonl', ...papers)], { onProgress })).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: 'no space left; the first 64 papers of the files are in the index',
      remedy: 'Free some space.',
    });
    expect((await corpus.status()).papers).toBe(64);
    await corpus.close();
  });

  test('reports only papers that are in the index already, and all of them at the end', async () => {
    const lamps = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => ({ title: `Lamp ${from + i}`, abstract: `It shines ${i} times.` }));
    const index = newFolder();
    const corpus = await newCorpus({ index });
    const stored = () => {
      const database = new Database(join(index, 'papers.sqlite'), { readonly: true });
      const papers = database.prepare('SELECT count(*) FROM paper').pluck().get() as number;
      database.close();
      return papers;
    };
    const reports: { papers: number; stored: number }[] = [];
    await corpus.add([fileOf('a.jsonl', ...lamps(0, 70)), fileOf('b.jsonl', ...lamps(70, 100))], {
      onProgress: ({ papers }) => reports.push({ papers, stored: stored() }),
    });
    expect(reports.filter((report) => report.papers > report.stored)).toEqual([]);
    expect(reports.at(-1)!.papers).toBe(100);
    await corpus.close();
  });

  test('is told to stop while it reads an upload that needs no embedding', async () => {
    const line = `${JSON.stringify({ title: 'A lamp', abstract: 'It shines all day and all night.' })}\n`;
    const bytes = new TextEncoder().encode(line.repeat(5_000));
    const corpus = await newCorpus();
    const stop = new AbortController();
    const stopSoon = () => setImmediate(() => stop.abort()); // as a message of another process comes
    await expect(
      corpus.add([{ name: 'equal.jsonl', bytes }], { signal: stop.signal, onProgress: stopSoon }),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await corpus.close();
  });

  test('refuses another model for an index that has one', async () => {
    const index = newFolder();
    const corpus = await newCorpus({ index, model: SHIPPED });
    await corpus.add([fileOf('a.jsonl', { title: 'On Rain', abstract: 'Rain falls.' })]);
    await corpus.close();
    const { cpSync, appendFileSync, rmSync } = await import('node:fs');
    const model = join(newFolder(), 'other-model');
    cpSync(SHIPPED, model, { recursive: true });
    rmSync(join(model, 'SHA256SUMS')); // otherwise it is a damaged one
    appendFileSync(join(model, 'tokenizer.json'), '\n');
    const other = await openCorpus({ index, model });
    await expect(other.search('rain')).rejects.toMatchObject({
      code: 'MODEL_DIFFERS',
      message: expect.stringContaining('other-model'),
    });
    await other.close();
  });
});

describe('a search', () => {
  test('knows the sentences of each paper, where several run together to the same text', async () => {
    const sentences = [
      'Quantum annealing of proteins',
      'We fold proteins with annealers',
      'Whales sing in the deep ocean at night',
      'The method is fast',
    ];
    const files = [1, 0, 2].map((inTitle) =>
      fileOf('split.jsonl', {
        id: `split-${inTitle}`,
        title: sentences.slice(0, inTitle).join('. '),
        abstract: `${sentences.slice(inTitle).join('. ')}.`,
      }),
    );
    const answers = await Promise.all(
      [files, [...files].reverse()].map(async (inOrder) => {
        const corpus = await shippedCorpus();
        for (const file of inOrder) await corpus.add([file]);
        const { papers } = await corpus.search('whales in the ocean', { limit: 3 });
        await corpus.close();
        return papers.map(({ paper, similarity, evidence }) => [paper.id, similarity, evidence.sentence?.text]);
      }),
    );
    expect(answers[0]!.map(([, , sentence]) => sentence)).toEqual(
      Array(3).fill('Whales sing in the deep ocean at night.'),
    );
    expect(answers[1]).toEqual(answers[0]);
  });

  test.each(['Bees in cold mountains', 'One hive was lost to a bear.'])(
    'finds a paper by what it says once: "%s"',
    async (once) => {
      const corpus = await shippedCorpus();
      const abstract = `${'Large language models are trained with rewards that a program checks. '.repeat(4)}One hive was lost to a bear.`;
      await corpus.add([
        fileOf(
          'once.jsonl',
          { id: 'once', title: 'Bees in cold mountains', abstract },
          { id: 'other', title: 'Charts', abstract: 'Charts are read by a model.' },
        ),
      ]);
      const { papers } = await corpus.search(once, { mode: 'dense', limit: 1 });
      expect(papers[0]!.paper.id).toBe('once');
      expect(papers[0]!.similarity).toBeGreaterThan(0.6); // the paper as a whole is at 0.42 and less
      await corpus.close();
    },
  );
});

describe('removing', () => {
  test('takes a paper out of every answer, and nothing where one id is unknown', async () => {
    const corpus = await newCorpus();
    await corpus.add([
      fileOf(
        'a.jsonl',
        { id: 'p1', title: 'Rain', abstract: 'Rain falls.' },
        { id: 'p2', title: 'Snow', abstract: 'Snow falls.' },
      ),
    ]);
    await expect(corpus.remove(['p1', 'nobody'])).rejects.toMatchObject({ code: 'PAPER_UNKNOWN' });
    expect(await corpus.remove(['p1'])).toEqual({ removed: ['p1'], papers: 1 });
    expect((await corpus.search('rain')).papers.map(({ paper }) => paper.id)).not.toContain('p1');
    expect(await corpus.status()).toMatchObject({ papers: 1, embeddings: 1, index: { neighbours: 1 } });
    await corpus.close();
  });
});

describe('near-duplicates of the corpus', () => {
  test('are remembered as two when a person says so, and become one when a person says so', async () => {
    const corpus = await newCorpus();
    const abstract =
      'Rain falls on roofs of slate and tin in three towns, and we count the drops with a small device for a year.';
    const file = fileOf(
      'a.jsonl',
      { id: 'p1', title: 'On Rain', abstract },
      { id: 'p2', title: 'Counting Drops', abstract: `${abstract} We like it.` },
    );
    await corpus.add([file]);
    expect((await corpus.duplicates()).groups.map(({ papers }) => papers)).toEqual([['p1', 'p2']]);
    await corpus.ignoreDuplicate('p2', 'p1');
    expect((await corpus.duplicates()).groups).toEqual([]);
    expect(await corpus.mergeDuplicates(['p1', 'p2'])).toEqual({ representative: 'p1', removed: ['p2'] });
    expect((await corpus.list()).map(({ id, places }) => [id, places.length])).toEqual([['p1', 2]]);
    await corpus.close();
  });

  test('give an abstract to a paper that is kept without one, and its embedding is of what it says now', async () => {
    const [corpus, whole] = [await newCorpus(), await newCorpus()];
    const [title, abstract] = [
      'On Drops',
      'Rain falls on roofs of slate and tin in three towns, and we count the drops with a small device for a year.',
    ];
    await corpus.add([fileOf('a.jsonl', { id: 'p1', title, abstract: '' }, { id: 'p2', title: 'Counting', abstract })]);
    await whole.add([fileOf('b.jsonl', { id: 'p1', title, abstract })]);
    await corpus.mergeDuplicates(['p1', 'p2']);
    expect((await corpus.show('p1')).abstract).toBe(abstract);
    expect(await corpus.embeddings()).toEqual(await whole.embeddings());
    await Promise.all([corpus.close(), whole.close()]);
  });
});

describe('keywords', () => {
  const title = 'Pressure in the arteries of older people';
  const abstract = 'We measure the arteries of many people for a year.';

  test('find their papers, with evidence, once a file brings them', async () => {
    const corpus = await shippedCorpus();
    const others = ['Rain on roofs', 'Stars at night', 'Trees in winter', 'Stones in rivers'].map((one) => ({
      title: one,
      abstract: `${one}, described at length for many years by us.`,
    }));
    await corpus.add([fileOf('one.jsonl', { id: 'p', title, abstract }, ...others)]);
    const byWords = () => corpus.search('Hypertension', { mode: 'lexical' });
    expect((await byWords()).papers).toEqual([]);
    await corpus.add([fileOf('two.jsonl', { id: 'p', title, abstract, keywords: ['Humans', 'Hypertension'] })]);
    expect((await byWords()).papers).toMatchObject([
      { paper: { id: 'p' }, about: true, evidence: { title: [], keywords: ['Hypertension'] } },
    ]);
    expect((await corpus.search('Hypertension')).papers[0]).toMatchObject({ paper: { id: 'p' }, about: true });
    expect(await corpus.doctor()).toMatchObject({ ok: true });
    await corpus.close();
  });
});
