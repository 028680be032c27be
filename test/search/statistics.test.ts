import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { floorAbove } from '../../src/search/statistics/statistics.js';
import { aPaper } from '../support/papers.js';
import { computeStatistics, subjectEmbedding } from './little-corpus.js';

describe('the floor', () => {
  test('stands three standard deviations above what chance brings', () => {
    const chance = [...Array<number>(20).fill(0.1), ...Array<number>(20).fill(0.3), 9, 9, 9];
    const { noiseMean: middle, floor } = floorAbove(chance);
    expect(middle).toBeCloseTo(0.2, 12);
    expect(floor).toBeCloseTo(0.2 + 3 * 0.1, 12);
  });

  test('does not rise with a few phrases that the corpus is about after all', () => {
    const noiseMean = Array.from({ length: 29 }, (_, i) => i / 100);
    expect(floorAbove([...noiseMean, 0.3, 0.3, 0.3])).toEqual(floorAbove([...noiseMean, 0.9, 0.9, 0.9]));
  });

  test('of nothing is 0', () => {
    expect(floorAbove([])).toEqual({ noiseMean: 0, floor: 0 });
  });
});

describe('the statistics of a corpus', () => {
  const papers = [
    aPaper('a', { title: 'Cat', abstract: 'A furry animal (FA).' }),
    aPaper('b', { title: 'Star', abstract: 'Light.' }),
  ];
  const embeddings = papers.map((paper) => [paper.id, subjectEmbedding(paper.title)] as const);
  const embed = async (texts: readonly string[]) => texts.map(subjectEmbedding);
  const none = { sentences: async () => new Map() };

  test('is the same in any order, and is plain data', async () => {
    const statistics = await computeStatistics(papers, new Map(embeddings), embed, none);
    expect(await computeStatistics([...papers].reverse(), new Map([...embeddings].reverse()), embed, none)).toEqual(
      statistics,
    );
    expect(JSON.parse(JSON.stringify(statistics))).toEqual(statistics);
  });

  test('contains the mean of the embeddings and the acronyms', async () => {
    const statistics = await computeStatistics(papers, new Map(embeddings), embed, none);
    expect(statistics.papers).toBe(2);
    expect(statistics.mean.map((x) => Number(x.toFixed(4)))).toEqual([0.3536, 0.3536, 0, 0.7071]);
    expect(statistics.acronyms).toMatchObject([{ short: 'FA', long: 'furry animal' }]);
  });

  test('puts the floor above chance and below a paper that is meant', async () => {
    const { floor } = await computeStatistics(
      papers,
      new Map([['a' as PaperId, toUnitLength([1, 0])]]),
      async (texts) => texts.map((_, i) => toUnitLength([i % 4, 20])),
      none,
    );
    expect(floor).toBeGreaterThan(0.07);
    expect(floor).toBeLessThan(0.5);
  });

  test('of an empty corpus asks the model for nothing', async () => {
    const statistics = await computeStatistics([], new Map(), () => Promise.reject(new Error('asked')), none);
    expect(statistics).toEqual({ papers: 0, noiseMean: 0, floor: 0, mean: [], acronyms: [] });
  });
});
