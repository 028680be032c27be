/** How good search is on the judged fixtures, with the real model: figures that may rise and must not fall. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Corpus, evaluate, openCorpus } from '../../src/index.js';
import { inCheckout, newFolder } from '../support/folders.js';

const linesOf = (path: string) => readFileSync(inCheckout(path), 'utf8').trim().split('\n');
const QUERIES = linesOf('fixtures/judged/queries.jsonl').map((line) => (JSON.parse(line) as { text: string }).text);

describe('search on the judged fixtures', () => {
  test('ranks no worse than it did, and by both ways better than by either', async () => {
    const shares: number[] = [];
    const [evaluation] = await evaluate(inCheckout('fixtures/judged'), {
      workers: 1,
      onProgress: (share) => shares.push(share),
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    if (evaluation?.kind !== 'retrieval') throw new Error(`read as ${evaluation?.kind}`);
    const ndcg = Object.fromEntries(evaluation.rankers.map(({ name, ndcg10 }) => [name, ndcg10.value]));
    // when written: dense 0.797, lexical 0.802, hybrid 0.848
    expect(ndcg['dense']).toBeGreaterThan(0.79);
    expect(ndcg['lexical']).toBeGreaterThan(0.795);
    expect(ndcg['hybrid']).toBeGreaterThan(0.84);
  });

  test('stops within its queries when it is told to', async () => {
    const stop = new AbortController();
    const stopped = evaluate(inCheckout('fixtures/judged'), {
      workers: 1,
      signal: stop.signal,
      onProgress: (share) => {
        if (share > 0.6) stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('the fixture pages', () => {
  let corpus: Corpus;
  beforeAll(async () => {
    corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
    await corpus.add([1, 2, 3, 4].map((n) => inCheckout(`fixtures/pages/daily-${n}.txt`)));
  });
  afterAll(() => corpus.close());
  const answered = async (queries: readonly string[]) => {
    const found: string[] = [];
    for (const query of queries) if ((await corpus.search(query, { limit: 1 })).nothing === null) found.push(query);
    return found;
  };

  test('answer every query on their subjects', async () => {
    expect(await answered(QUERIES)).toEqual(QUERIES);
  });

  test('have nothing on other subjects', async () => {
    const others = linesOf('fixtures/off-subject.txt');
    expect((await answered(others)).length).toBeLessThanOrEqual(1); // of thirty; when written one: a robot that walks on leaves for a puppy on a lead
  });

  test('have nothing for a query without a word that says anything', async () => {
    expect(await answered(['the', 'of the', 'how to', 'what is it'])).toEqual([]);
  });

  test('find a paper by a mistyped word, an acronym and its long form', async () => {
    const first = async (query: string) => (await corpus.search(query, { limit: 1 })).papers[0]!.paper.id;
    expect(await first('group relative policy optimisation')).toBe(await first('GRPO'));
    expect(await first('GPRO')).toBe(await first('GRPO'));
  });
});
