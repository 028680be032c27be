/**
 * Similar papers are similarly relevant: the score of each of the first papers is smoothed towards the scores of its
 * nearest papers (Diaz 2005, "Regularizing Ad Hoc Retrieval Scores", after the cluster hypothesis of van Rijsbergen
 * 1979). A paper ranked high by chance words has neighbours that are not, and falls.
 */
import type { Embedding } from '../../embedding.js';
import { nearRows } from '../../maths/near-rows.js';
import { byScore } from '../../maths/order.js';
import type { PaperId } from '../../paper.js';

/** `test/bench/search-fusion.md` has the figures for this file. */
const NEIGHBOURS = 8;
/** Maximum total weight of the neighbours; the paper's own score has the rest. */
const MOST_WEIGHT = 0.6;
/**
 * The further the best paper is above the next few, the less neighbours count: then the query asks for that paper and
 * not for a subject.
 */
const NEXT_FEW = 5;
/** Papers whose scores are smoothed: more would not change the first ten. */
const REGULARIZED = 20;

export interface ScoredPaper {
  readonly id: PaperId;
  readonly score: number;
}

/**
 * @param ranked best first
 * @param embeddings of all but those that wait for theirs: these neither change nor count as neighbours
 * @returns the same papers, best first; the best paper stays the best
 */
export function regularize<T extends ScoredPaper>(
  ranked: readonly T[],
  embeddings: ReadonlyMap<PaperId, Embedding>,
): T[] {
  const [best, ...others] = ranked;
  if (best === undefined || best.score <= 0) return [...ranked];
  const weight = MOST_WEIGHT * levelOf(best.score, others);
  const around = scoresAround(ranked, embeddings);
  const smoothed = others
    .slice(0, REGULARIZED - 1)
    .map((one) => ({ ...one, score: (1 - weight) * one.score + weight * around(one) }))
    .sort(byScore);
  const least = smoothed.at(-1)?.score ?? best.score;
  const rest = others.slice(REGULARIZED - 1).map((one) => ({ ...one, score: Math.min(one.score, least) }));
  return [best, ...smoothed, ...rest];
}

/** How level the first papers are, 0…1: 1 where the next few score as much as the best. */
function levelOf(best: number, others: readonly ScoredPaper[]): number {
  const next = others.slice(0, NEXT_FEW);
  return next.length === 0 ? 0 : Math.max(0, next.reduce((sum, { score }) => sum + score, 0) / next.length / best);
}

/** The mean score of the papers nearest to one, by closeness; its own if none is near. */
function scoresAround(
  ranked: readonly ScoredPaper[],
  embeddings: ReadonlyMap<PaperId, Embedding>,
): (one: ScoredPaper) => number {
  const embedded = ranked.flatMap(({ id, score }) => {
    const embedding = embeddings.get(id);
    return embedding === undefined ? [] : [{ id, score, embedding }];
  });
  const placeOf = new Map(embedded.map(({ id }, place) => [id, place]));
  const near = nearRows(
    embedded.map(({ embedding }) => embedding),
    NEIGHBOURS,
  );
  return ({ id, score }) => {
    const place = placeOf.get(id);
    if (place === undefined) return score;
    const { embedding } = embedded[place]!;
    const cosines = near(place).map((other) => ({
      cosine: cosineInFours(embedding, embedded[other]!.embedding),
      score: embedded[other]!.score,
    }));
    let sum = 0;
    let weights = 0;
    for (const one of cosines.sort((a, b) => b.cosine - a.cosine).slice(0, NEIGHBOURS)) {
      const weight = weightOf(one.cosine);
      sum += weight * one.score;
      weights += weight;
    }
    return weights > 0 ? sum / weights : score;
  };
}

/**
 * The fourth power of the cosine: the nearest of eight has about twice the weight of the farthest. Squared twice, since
 * the last bit of other powers depends on the version of Node.
 */
function weightOf(cosine: number): number {
  return (Math.max(0, cosine) ** 2) ** 2;
}

/** The cosine in four sums, which a processor adds in parallel. */
function cosineInFours(a: Embedding, b: Embedding): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = a.length - (a.length % 4);
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + s2 + s3;
}
