import { describe, expect, test } from 'vitest';
import { searchPapers } from '../../src/search/index.js';
import { isLikelyRelevant } from '../../src/search/relevance.js';
import { aPaper } from '../support/papers.js';
import { littleCorpus } from './little-corpus.js';

const STATISTICS = { noiseMean: 0.2, floor: 0.4 };
const SIGNALS = { bestSimilarity: 0.35, everydaySimilarity: 0.3, outOfVocabulary: 0.4 };

describe('the relevance of the nearest paper', () => {
  test('is likely though it is below the floor, where it is nearer than everyday phrases', () => {
    expect(isLikelyRelevant(SIGNALS, STATISTICS)).toBe(true);
  });

  test('is unlikely where an everyday phrase is much nearer', () => {
    expect(isLikelyRelevant({ ...SIGNALS, everydaySimilarity: 0.7 }, STATISTICS)).toBe(false);
  });

  test('is unlikely where no paper says what the query is about', () => {
    expect(isLikelyRelevant({ ...SIGNALS, outOfVocabulary: 1 }, STATISTICS)).toBe(false);
  });

  test('is unlikely where the paper is as near as noise', () => {
    expect(isLikelyRelevant({ ...SIGNALS, bestSimilarity: 0.2 }, STATISTICS)).toBe(false);
  });

  test('does not depend on the scale of similarities of a model', () => {
    for (const everydaySimilarity of [0.3, 0.4, 0.5]) {
      const narrow = (x: number) => 0.7 + x / 10;
      const signals = { ...SIGNALS, everydaySimilarity };
      const scaled = {
        ...signals,
        bestSimilarity: narrow(SIGNALS.bestSimilarity),
        everydaySimilarity: narrow(everydaySimilarity),
      };
      const statistics = { noiseMean: narrow(STATISTICS.noiseMean), floor: narrow(STATISTICS.floor) };
      expect(isLikelyRelevant(scaled, statistics)).toBe(isLikelyRelevant(signals, STATISTICS));
    }
  });

  test('is unlikely where the corpus has no floor', () => {
    expect(isLikelyRelevant({ ...SIGNALS, bestSimilarity: 1 }, { noiseMean: 0, floor: 0 })).toBe(false);
  });
});

describe('a search whose papers are all below the floor', () => {
  const PAPERS = [
    aPaper('cats', { title: 'On cats', abstract: 'A cat sleeps at night.' }),
    aPaper('laws', { title: 'On laws', abstract: 'A law of law is law.' }),
  ];

  test('answers with weak matches where the nearest is likely relevant', async () => {
    const corpus = await littleCorpus(PAPERS, { noiseMean: 0, floor: 1.1 });
    const { nothing, papers } = await searchPapers('cat and star', corpus);
    expect(nothing).toBeNull();
    expect(papers.map(({ id, about }) => [id, about])).toEqual([
      ['cats', false],
      ['laws', false],
    ]);
  });

  test('names the nearest and answers with nothing where it is as near as noise', async () => {
    const corpus = await littleCorpus(PAPERS, { noiseMean: 1.05, floor: 1.1 });
    const { nothing } = await searchPapers('cat and star', corpus);
    expect(nothing?.nearest?.paper.id).toBe('cats');
  });
});
