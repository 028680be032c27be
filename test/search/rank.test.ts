import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaperId } from '../../src/paper.js';
import { type Mode, rankPapers } from '../../src/search/index.js';
import { queryTerms } from '../../src/text/terms.js';
import { aPaper } from '../support/papers.js';
import { littleCorpus, subjectEmbedding } from './little-corpus.js';

const CORPUS = [
  aPaper('cat', { title: 'Cat and cat', abstract: 'A furry animal.' }),
  aPaper('kitten', { title: 'Cat', abstract: 'A young animal.' }),
  aPaper('pet', { title: 'Furry companions', abstract: 'Of people.' }),
  aPaper('star', { title: 'Star', abstract: 'A point of light.' }),
];

const point = (text: string, without: string[] = []) => ({
  embedding: subjectEmbedding(text),
  terms: queryTerms(text),
  without: new Set(without as PaperId[]),
});
async function rank(text: string, mode: Mode, limit = 10, allowed?: string[]) {
  return rankPapers(point(text), await littleCorpus(CORPUS), {
    mode,
    limit,
    ...(allowed === undefined ? {} : { where: { ids: allowed as PaperId[] } }),
  });
}
const idsOf = (ranked: readonly { id: string }[]) => ranked.map(({ id }) => id);

describe('dense ranking', () => {
  test('orders all papers by similarity, ties by id', async () => {
    const ranked = await rank('cat cat', 'dense');
    expect(idsOf(ranked)).toEqual(['cat', 'kitten', 'pet', 'star']);
    expect(ranked[0]).toMatchObject({ rank: 1, dense: { rank: 1 }, lexical: null });
    expect(ranked[0]!.similarity).toBeCloseTo(1, 6);
    expect(ranked.every(({ score, similarity }) => score === similarity)).toBe(true);
  });
});

describe('lexical ranking', () => {
  test('answers with the papers that hold a word of the query, and says how similar they are', async () => {
    const ranked = await rank('furry', 'lexical');
    expect(idsOf(ranked)).toEqual(['cat', 'pet']);
    expect(ranked[1]).toMatchObject({ score: 1, dense: null, lexical: { rank: 2, score: 1 } });
    expect(ranked[1]!.similarity).toBeCloseTo(1, 6); // neither names a subject
  });

  test('answers a query without a word that tells with nothing', async () => {
    expect(await rank('of the', 'lexical')).toEqual([]);
  });
});

describe('hybrid ranking', () => {
  test('puts a paper that is best in both first, at a score of 1', async () => {
    const [first] = await rank('furry cat cat', 'hybrid');
    expect(first).toMatchObject({ id: 'cat', rank: 1, lexical: { rank: 1 } });
    expect(first!.score).toBeCloseTo(1, 6);
  });

  test('finds by words what is not near, and by nearness what has none of the words', async () => {
    const ranked = await rank('light cat', 'hybrid');
    expect(idsOf(ranked)).toEqual(expect.arrayContaining(['star', 'kitten']));
    expect(ranked.find(({ id }) => id === 'star')!.lexical).not.toBeNull();
    expect(ranked.find(({ id }) => id === 'pet')!.lexical).toBeNull();
  });

  test('orders by the sentences of the query, and shows the similarity to all of it', async () => {
    const corpus = await littleCorpus(CORPUS, { mean: [0, 0, 0, 0] });
    const query = { ...point('cat cat star'), terms: [] };
    const plain = await rankPapers(query, corpus);
    const ranked = await rankPapers({ ...query, sentences: [subjectEmbedding('star star star')] }, corpus);
    expect([plain[0]!.id, ranked[0]!.id]).toEqual(['cat', 'star']);
    expect(ranked[0]!.similarity).toBe(plain.find(({ id }) => id === 'star')!.similarity);
  });

  test('scores by similarity alone if no paper contains a word of the query', async () => {
    const corpus = await littleCorpus(CORPUS, { mean: [0, 0, 0, 0], noiseMean: 0, floor: 0.1 });
    const [first] = await rankPapers(point('zebra'), corpus);
    expect(first).toMatchObject({ id: 'pet', score: 1, lexical: null });
  });
});

describe('a filter', () => {
  test.each(['hybrid', 'dense'] as const)('never costs an answer in %s mode: all that pass come', async (mode) => {
    expect(new Set(idsOf(await rank('cat', mode, 10, ['star', 'pet'])))).toEqual(new Set(['star', 'pet']));
  });

  test('keeps the best of those that pass, however far down the whole ranking they are', async () => {
    const many = Array.from({ length: 700 }, (_, i) =>
      aPaper(`cat-${`${i}`.padStart(3, '0')}`, { title: 'Cat cat cat', abstract: 'Cat.' }),
    );
    const corpus = await littleCorpus([...many, aPaper('far', { title: 'Star', abstract: 'Cat.' })]);
    for (const mode of ['hybrid', 'dense', 'lexical'] as const) {
      expect(
        idsOf(await rankPapers(point('cat'), corpus, { mode, limit: 1, where: { ids: ['far' as PaperId] } })),
        mode,
      ).toEqual(['far']);
    }
  });

  test('that nothing passes gives nothing', async () => {
    expect(await rank('cat', 'hybrid', 10, [])).toEqual([]);
  });
});

describe('every ranking', () => {
  test('leaves out the papers that are the query', async () => {
    for (const mode of ['hybrid', 'dense', 'lexical'] as const) {
      expect(idsOf(await rankPapers(point('cat', ['cat']), await littleCorpus(CORPUS), { mode }))).not.toContain('cat');
    }
  });

  test('gives a beginning of the longer answer for a lower limit', async () => {
    const word = fc.constantFrom('cat', 'star', 'law', 'furry', 'light', 'animal');
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1 }),
        fc.constantFrom<Mode>('hybrid', 'dense', 'lexical'),
        fc.nat(4),
        async (words, mode, limit) => {
          const all = await rank(words.join(' '), mode, 10);
          expect(await rank(words.join(' '), mode, limit)).toEqual(all.slice(0, limit));
          expect(all.map((one) => one.rank)).toEqual(all.map((_, i) => i + 1));
        },
      ),
    );
  });

  test('gives every paper once to whoever asks for ever more, though a larger pool may hold a better one', async () => {
    const said = ['Cat. Star star star.', 'Law law. Furry.', 'Star. Cat law.', 'Light, furry.', 'Cat. Light. Star.'];
    const many = Array.from({ length: 350 }, (_, i) =>
      aPaper(`p${`${i}`.padStart(3, '0')}`, {
        title: 'Cat '.repeat(i % 7),
        abstract: said[i % said.length]!.repeat(1 + (i % 3)),
      }),
    );
    const corpus = await littleCorpus(many);
    for (const mode of ['hybrid', 'dense', 'lexical'] as const) {
      const all = await rankPapers(point('star light'), corpus, { mode, limit: 1000 });
      expect(new Set(idsOf(all)).size, mode).toBe(
        mode === 'lexical' ? many.filter(({ abstract }) => /star|light/iu.test(abstract)).length : 350,
      );
      for (const limit of [99, 100, 101, 150, 200, 201, 349])
        expect(await rankPapers(point('star light'), corpus, { mode, limit }), mode).toEqual(all.slice(0, limit));
    }
  });

  test('of an empty corpus is empty', async () => {
    expect(await rankPapers(point('cat'), await littleCorpus([]))).toEqual([]);
  });
});
