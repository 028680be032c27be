import { describe, expect, test } from 'vitest';
import type { CorpusStatistics } from '../../src/search/index.js';
import { hybridScorer, type Scales } from '../../src/search/ranking/fusion.js';

const STATISTICS: CorpusStatistics = { papers: 9, noiseMean: 0.1, floor: 0.4, mean: [], acronyms: [] };
const SCALES: Scales = {
  expected: 0,
  bestSimilarity: 0.8,
  bestWords: 10,
  similaritiesByWords: [0.8, 0.8, 0.8, 0.8, 0.8],
  names: false,
  termsWeight: 10,
};
/** What words count for: the score of a paper with the best words and no similarity. */
const lexicalWeight = (scales: Partial<Scales>) => hybridScorer({ ...SCALES, ...scales }, STATISTICS)(0, 10);

describe('a hybrid score', () => {
  test('is 1 for a paper that is best in both, and what words count for where nothing else speaks for it', () => {
    const score = hybridScorer(SCALES, STATISTICS);
    expect(score(0.8, 10)).toBe(1);
    expect(score(0, 10)).toBe(0.5);
    expect(score(0.4, 5)).toBe(0.5);
  });

  test('counts words the less, the farther the papers are that words rank first', () => {
    expect(lexicalWeight({ similaritiesByWords: [0.4, 0.4, 0.4, 0.4, 0.4] })).toBeCloseTo(-0.1 + 0.8 * 0.5, 12);
    expect(lexicalWeight({ similaritiesByWords: [0.6, 0.2] })).toBeCloseTo(-0.1 + 0.8 * 0.5, 12);
    expect(lexicalWeight({ similaritiesByWords: [0.05, -0.3, 0, 0, 0] })).toBe(0);
  });

  test('is similarity alone if no paper contains a word of the query', () => {
    expect(hybridScorer({ ...SCALES, bestWords: 0, similaritiesByWords: [] }, STATISTICS)(0.4, 0)).toBe(0.5);
  });

  test('is words alone where the nearest paper is as near as chance brings and one paper says the query', () => {
    expect(lexicalWeight({ bestSimilarity: 0.2, similaritiesByWords: [0, 0, 0] })).toBe(1);
  });

  test('counts words the less, the nearer the nearest paper is to the floor', () => {
    const at = (bestSimilarity: number) => lexicalWeight({ bestSimilarity, similaritiesByWords: [0, 0, 0] });
    expect(at(0.25)).toBeGreaterThan(at(0.35));
    expect(at(0.35)).toBeGreaterThan(at(0.4));
    expect(at(0.4)).toBe(at(0.6));
  });

  test('counts the words of a far query little where no paper says much of it', () => {
    expect(lexicalWeight({ bestSimilarity: 0.2, similaritiesByWords: [0], termsWeight: 50 })).toBeCloseTo(0.04, 12);
  });

  test('counts words most for a query of names', () => {
    expect(lexicalWeight({ names: true })).toBeCloseTo(0.7, 12);
    expect(lexicalWeight({ names: true, bestSimilarity: 0.2 })).toBe(1);
  });
});
