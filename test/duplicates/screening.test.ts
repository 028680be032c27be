import { expect, test } from 'vitest';
import { fingerprintOf } from '../../src/duplicates/evidence/fingerprint.js';
import { judge, LEAST_SCORE } from '../../src/duplicates/evidence/judge.js';
import { RoundedEmbeddings } from '../../src/duplicates/evidence/rounded-embeddings.js';
import { measure, Screening } from '../../src/duplicates/evidence/screening.js';
import { cosineSimilarity, toUnitLength } from '../../src/embedding.js';
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

test('a pair is put aside only if its score is too low, and then with that score', () => {
  const papers = somePapers(60);
  let [aside, judged] = [0, 0];
  papers.forEach((a, i) => {
    for (const b of papers.slice(i + 1)) {
      const { score, similarity, heldApart } = judge(a, b);
      const verdict = measure(a, b);
      if (verdict === 'judge') {
        judged++;
        continue;
      }
      expect(verdict).toEqual({ score, similarity });
      expect(heldApart === null && score < LEAST_SCORE).toBe(true);
      aside++;
    }
  });
  expect([aside > 300, judged > 100]).toEqual([true, true]);
});

test('a pair is left out only if it is weaker than the weakest that is kept', () => {
  const papers = somePapers(60);
  const embeddings = new RoundedEmbeddings();
  for (const { embedding } of papers) embeddings.push(embedding);
  const screening = new Screening();
  const weakest = { score: 0.002, similarity: 0.9 };
  let leftOut = 0;
  papers.forEach((a, i) => {
    screening.of(a);
    expect(screening.mayCount(a, 0, null)).toBe(true);
    for (let j = i + 1; j < papers.length; j++) {
      if (screening.mayCount(papers[j]!, embeddings.mostSimilar(i, j), weakest)) continue;
      const { score, similarity } = judge(a, papers[j]!);
      expect(score < weakest.score || (score === weakest.score && similarity < weakest.similarity)).toBe(true);
      leftOut++;
    }
  });
  expect(leftOut).toBeGreaterThan(100);
});

test('the bound of a similarity is above it, and near it', () => {
  const random = seededRandom(6);
  const some = Array.from({ length: 80 }, () => toUnitLength(Array.from({ length: 64 }, () => random() ** 3 - 0.3)));
  const embeddings = new RoundedEmbeddings();
  for (const embedding of some) embeddings.push(embedding);
  some.forEach((a, i) => {
    some.forEach((b, j) => {
      const above = embeddings.mostSimilar(i, j) - cosineSimilarity(a, b);
      expect(above).toBeGreaterThanOrEqual(0);
      expect(above).toBeLessThan(0.05);
    });
  });
});
