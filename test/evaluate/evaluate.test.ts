import { describe, expect, test } from 'vitest';
import { evaluateClusters, evaluatePairs, evaluateRankers, type JudgedQuery } from '../../src/evaluate/index.js';

const query = (id: string, relevant: string, itself: string | null = null): JudgedQuery => ({
  id,
  text: id,
  grades: new Map([[relevant, 1]]),
  itself,
});

describe('rankers', () => {
  const set = { kind: 'retrieval', name: 'set', papers: [], queries: [query('p', 'a'), query('q', 'b', 'q')] } as const;

  test('are measured on every query, each with the query itself left out of its ranking', async () => {
    const [figures] = await evaluateRankers(set, [
      { name: 'fixed', rank: async () => ['a', 'q', 'b'], answer: async () => undefined },
    ]);
    // p finds a first; q finds b second once q itself is gone
    expect(figures!.mrr10.value).toBe((1 + 1 / 2) / 2);
    expect(figures!.map.value).toBe(0.75);
    expect(figures!.ndcg10.value).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 12);
    expect(figures!.recall100.value).toBe(1);
  });

  test('are timed by their answers alone', async () => {
    const asked: string[] = [];
    const [figures] = await evaluateRankers(set, [
      {
        name: 'x',
        rank: async () => [],
        answer: async ({ id }) => {
          asked.push(id);
        },
      },
    ]);
    expect(asked).toEqual(['p', 'q']);
    expect(figures!.msPerQuery.p50).toBeGreaterThanOrEqual(0);
  });

  test('tell how far they are', async () => {
    const seen: number[] = [];
    const ranker = { name: 'x', rank: async () => [], answer: async () => undefined };
    await evaluateRankers(set, [ranker, { ...ranker, name: 'y' }], (done) => seen.push(done));
    expect(seen).toEqual([1, 2, 3, 4]);
  });
});

describe('clusters', () => {
  test('are held against the labels', () => {
    const papers = ['a', 'a', 'b', 'b'].map((label, i) => ({ id: `${i}`, title: '', abstract: '', label }));
    const figures = evaluateClusters({ kind: 'clusters', name: 'set', papers }, ['x', 'x', 'y', 'z']);
    expect(figures.v.value).toBeCloseTo(0.8, 12);
    expect(figures.adjustedRand.value).toBeCloseTo(4 / 7, 12);
    expect(figures.clusters).toBe(3);
  });
});

describe('near-duplicates', () => {
  const pair = (a: string, b: string, same: boolean) => ({ a, b, same, kind: '' });
  const set = {
    kind: 'near-duplicates',
    name: 'set',
    papers: [],
    pairs: [pair('a', 'b', true), pair('d', 'c', true), pair('e', 'f', false)],
  } as const;

  test('are counted once whichever way round a pair is told; a pair that is not listed is wrong', () => {
    const figures = evaluatePairs(set, [
      ['b', 'a'],
      ['a', 'b'],
      ['e', 'f'],
      ['y', 'x'],
    ]);
    expect(figures).toMatchObject({
      predicted: 3,
      right: 1,
      wrong: [
        ['e', 'f'],
        ['x', 'y'],
      ],
      missed: [pair('d', 'c', true)],
    });
    expect(figures.precision.value).toBeCloseTo(1 / 3, 12);
    expect(figures.recall.value).toBe(0.5);
    expect(figures.f1.value).toBeCloseTo(0.4, 12);
  });

  test('are all zeros where nothing is found', () => {
    const { precision, recall, f1 } = evaluatePairs(set, []);
    expect([precision.value, recall.value, f1.value]).toEqual([0, 0, 0]);
  });
});
