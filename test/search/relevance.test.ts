import { describe, expect, test } from 'vitest';
import { type Embedding, toUnitLength } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { searchPapers } from '../../src/search/index.js';
import { aboveChance, isLikelyRelevant, withoutEachWord } from '../../src/search/ranking/relevance.js';
import { aPaper } from '../support/papers.js';
import { littleCorpus } from './little-corpus.js';

const STATISTICS = { noiseMean: 0.2, floor: 0.4 };
const SIGNALS = {
  bestSimilarity: 0.35,
  aboveChance: 0.4,
  everydaySimilarity: 0.3,
  outOfVocabulary: 0.4,
  similarityWithoutWord: 0.3,
};

describe('the relevance of the nearest papers', () => {
  test('is likely though they are below the floor, where they are nearer than everyday phrases', () => {
    expect(isLikelyRelevant(SIGNALS, STATISTICS)).toBe(true);
  });

  test('is unlikely where an everyday phrase is much nearer', () => {
    expect(isLikelyRelevant({ ...SIGNALS, everydaySimilarity: 0.7 }, STATISTICS)).toBe(false);
  });

  test('is unlikely where no paper says what the query is about', () => {
    expect(isLikelyRelevant({ ...SIGNALS, outOfVocabulary: 1 }, STATISTICS)).toBe(false);
  });

  test('is unlikely where the papers are as near as to any text', () => {
    expect(isLikelyRelevant({ ...SIGNALS, aboveChance: -1 }, STATISTICS)).toBe(false);
  });

  test('is unlikely where the papers are much nearer without one word of the query', () => {
    expect(isLikelyRelevant({ ...SIGNALS, similarityWithoutWord: 0.5 }, STATISTICS)).toBe(false);
  });

  test('does not depend on the scale of similarities of a model', () => {
    const narrow = (x: number) => 0.7 + x / 10;
    const statistics = { noiseMean: narrow(STATISTICS.noiseMean), floor: narrow(STATISTICS.floor) };
    for (const everydaySimilarity of [0.3, 0.4, 0.5]) {
      const signals = { ...SIGNALS, everydaySimilarity };
      const scaled = {
        ...signals,
        bestSimilarity: narrow(SIGNALS.bestSimilarity),
        everydaySimilarity: narrow(everydaySimilarity),
        similarityWithoutWord: narrow(SIGNALS.similarityWithoutWord),
      };
      expect(isLikelyRelevant(scaled, statistics)).toBe(isLikelyRelevant(signals, STATISTICS));
    }
  });

  test('is unlikely where the corpus has no floor', () => {
    expect(isLikelyRelevant({ ...SIGNALS, bestSimilarity: 1 }, { noiseMean: 0, floor: 0 })).toBe(false);
  });
});

describe('how far papers are above chance', () => {
  const id = (name: string) => name as PaperId;
  const phrases = [toUnitLength([1, 0, 0]), toUnitLength([0, 1, 0])];
  const embeddings = new Map<string, Embedding>([
    ['far', toUnitLength([0.6, 0, 0.8])],
    ['near', toUnitLength([0.8, 0.6, 0])],
  ]);
  // the phrases have 0.6 and 0 with one paper, 0.8 and 0.6 with the other
  const statistics = { noiseMean: 0.4, mean: [0.7, 0.3, 0.4] };

  test('is in deviations of their similarities to everyday phrases', () => {
    // (0.8 − 0.4 − (0.3 − 0.5)) / 0.3
    expect(aboveChance([{ id: id('far'), similarity: 0.8 }], embeddings, phrases, statistics)).toBeCloseTo(2, 5);
  });

  test('is less for a paper that is near to any text', () => {
    // (0.8 − 0.4 − (0.7 − 0.5)) / 0.1
    expect(aboveChance([{ id: id('near'), similarity: 0.8 }], embeddings, phrases, statistics)).toBeCloseTo(2, 5);
    expect(aboveChance([{ id: id('near'), similarity: 0.55 }], embeddings, phrases, statistics)).toBeCloseTo(-0.5, 5);
  });

  test('is the mean over the papers', () => {
    const papers = [
      { id: id('far'), similarity: 0.8 },
      { id: id('near'), similarity: 0.55 },
    ];
    expect(aboveChance(papers, embeddings, phrases, statistics)).toBeCloseTo(0.75, 5);
  });
});

describe('a query without each of its words', () => {
  const without = (corrected: string, weights: readonly [string, number][] = []) =>
    withoutEachWord({ corrected, weights: new Map(weights) });

  test('begins with the word of highest weight and passes over words that carry no meaning', () => {
    expect(
      without('train the puppy', [
        ['puppi', 3],
        ['train', 1],
      ]),
    ).toEqual(['train the ', ' the puppy']);
  });

  test('is none for a single word', () => {
    expect(without('the puppy')).toEqual([]);
  });

  test('is at most eight of a long query', () => {
    expect(without('cats dogs birds mice frogs ants bees wolves bears lions')).toHaveLength(8);
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

  test('answers with nothing where the nearest is much nearer without one word of the query', async () => {
    const corpus = await littleCorpus(PAPERS, { noiseMean: 0.78, floor: 0.8 });
    const { nothing } = await searchPapers('cat and star', corpus);
    expect(nothing?.nearest?.paper.id).toBe('cats');
    expect(nothing?.nearest?.similarity).toBeLessThan(0.8);
  });

  test('names the nearest and answers with nothing where it is as near as noise', async () => {
    const corpus = await littleCorpus(PAPERS, { noiseMean: 1.05, floor: 1.1 });
    const { nothing } = await searchPapers('cat and star', corpus);
    expect(nothing?.nearest?.paper.id).toBe('cats');
  });

  test('is decided by the papers that are embedded', async () => {
    const corpus = await littleCorpus(PAPERS, { noiseMean: 0, floor: 1.1 });
    const { papers } = corpus;
    const embeddings = async (ids: readonly PaperId[]) =>
      papers.embeddings(ids.filter((id) => id !== ('laws' as PaperId)));
    const { nothing } = await searchPapers('cat and star', { ...corpus, papers: { ...papers, embeddings } });
    expect(nothing).toBeNull();
  });
});
