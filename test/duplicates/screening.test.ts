import { expect, test } from 'vitest';
import { fingerprintOf } from '../../src/duplicates/evidence/fingerprint.js';
import { judge } from '../../src/duplicates/evidence/judge.js';
import { PackedTexts } from '../../src/duplicates/evidence/packed-texts.js';
import { RoundedEmbeddings } from '../../src/duplicates/evidence/rounded-embeddings.js';
import { leastStemPairs, logOddsOf } from '../../src/duplicates/evidence/rule.js';
import { Screening } from '../../src/duplicates/evidence/screening.js';
import { cosineSimilarity, toUnitLength } from '../../src/embedding.js';
import { LEAST_SCORE } from '../../src/limits.js';
import { seededRandom } from '../support/random.js';
import { FERRIES, KELP, KELP_REWRITTEN, paperWith, URCHINS } from './abstracts.js';

/** Texts from the same words to other words, and embeddings from near to far. */
function somePapers(count: number) {
  const random = seededRandom(4);
  const texts = [KELP, KELP_REWRITTEN, URCHINS, FERRIES];
  return Array.from({ length: count }, (_, i) => {
    const words = texts[i % 4]!.split(' ');
    const kept = words.filter(() => random() < 0.4 + 0.6 * ((i % 7) / 6));
    const far = 0.02 + random() * 0.6;
    const embedding = toUnitLength([1, random() * far, random() * far]);
    return fingerprintOf(paperWith(`p${i}`, `Title number ${i} of ${i % 5}`, kept.join(' ')), embedding);
  });
}

function screeningOf(papers: ReturnType<typeof somePapers>) {
  const texts = new PackedTexts();
  for (const paper of papers) texts.push({ ...paper, isUntitled: paper.titleLetters === '' }, paper.embedding);
  return new Screening(texts);
}

test('a pair is put aside only if its score is too low, and then with that score', () => {
  const papers = somePapers(60);
  const screening = screeningOf(papers);
  let [aside, judged] = [0, 0];
  papers.forEach((a, i) => {
    screening.of(i);
    for (let j = i + 1; j < papers.length; j++) {
      const b = papers[j]!;
      const { score, similarity, vetoReason } = judge(a, b);
      const verdict = screening.measure(j, cosineSimilarity(a.embedding, b.embedding));
      if (verdict === 'judge') {
        judged++;
        continue;
      }
      expect(verdict).toEqual({ score, similarity });
      expect(vetoReason === null && score < LEAST_SCORE).toBe(true);
      aside++;
    }
  });
  expect([aside > 300, judged > 100]).toEqual([true, true]);
});

test.each([
  { score: 0, similarity: 0.9 },
  { score: 0.002, similarity: 0.9 },
  { score: 0.04, similarity: 0.9 },
])('a pair is left out only if it is weaker than the weakest that is kept: $score', (weakest) => {
  const papers = somePapers(60);
  const screening = screeningOf(papers);
  let [leftOut, weaker] = [0, 0];
  papers.forEach((a, i) => {
    screening.of(i);
    expect(screening.mayCount(i, null)).toBe(true);
    for (let j = i + 1; j < papers.length; j++) {
      const { score, similarity } = judge(a, papers[j]!);
      const isWeaker = score < weakest.score || (score === weakest.score && similarity < weakest.similarity);
      if (isWeaker) weaker++;
      if (screening.mayCount(j, weakest)) continue;
      expect(isWeaker).toBe(true);
      leftOut++;
    }
  });
  expect(leftOut).toBeGreaterThan(0.2 * weaker);
});

test('a text that contains another counts, whatever their embeddings are', () => {
  const words = KELP.split(' ');
  const half = words.slice(0, Math.ceil(0.6 * words.length)).join(' ');
  const other = FERRIES.split(' ').slice(0, words.length).join(' ');
  const screening = screeningOf([
    fingerprintOf(paperWith('a', 'A title', KELP), toUnitLength([1, 0])),
    fingerprintOf(paperWith('b', 'Other words', half), toUnitLength([0, 1])),
    fingerprintOf(paperWith('c', 'Others still', other), toUnitLength([0, 1])),
  ]);
  screening.of(0);
  expect([1, 2].map((place) => screening.mayCount(place, { score: 0.04, similarity: 1 }))).toEqual([true, false]);
});

test('the least share of bigrams is that of the best titles and figures', () => {
  const random = seededRandom(8);
  let nearest = 1;
  for (let i = 0; i < 2_000; i++) {
    const signals = {
      ...{ similarity: random(), stemPairs: random(), titles: random() ** 0.2, numbers: 50, jaccard: 0 },
      ...{ containment: 0, lengths: 1, sharedNumbers: Math.round(50 * random() ** 0.2) },
    };
    const above = signals.stemPairs - leastStemPairs(logOddsOf(signals), signals.similarity);
    expect(above).toBeGreaterThan(-1e-9);
    nearest = Math.min(nearest, above);
  }
  expect(nearest).toBeLessThan(0.02);
});

test('the bound of a similarity is above it, and near it', () => {
  const random = seededRandom(6);
  const some = Array.from({ length: 80 }, () => toUnitLength(Array.from({ length: 70 }, () => random() ** 3 - 0.3)));
  const embeddings = new RoundedEmbeddings();
  for (const embedding of some) embeddings.push(embedding);
  some.forEach((a, i) => {
    embeddings.hold(i);
    some.forEach((b, j) => {
      const above = embeddings.mostSimilar(j) - cosineSimilarity(a, b);
      expect(above).toBeGreaterThanOrEqual(0);
      expect(above).toBeLessThan(0.05);
    });
  });
});
