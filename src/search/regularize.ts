/**
 * Similar papers are similarly relevant: the score of each of the first papers is smoothed towards the scores of its
 * nearest papers (Diaz 2005, "Regularizing Ad Hoc Retrieval Scores", after the cluster hypothesis of van Rijsbergen
 * 1979). A paper ranked high by chance words has neighbours that are not, and falls.
 */
import type { Embedding } from '../embedding.js';
import type { PaperId } from '../paper.js';

/** `test/bench/search-fusion.md` has the figures for this file. */
const NEIGHBOURS = 8;
/**
 * Neighbours are weighted by this power of their cosine: the nearest of eight has about twice the weight of the
 * farthest.
 */
const COSINE_POWER = 4;
/** Maximum total weight of the neighbours; the paper's own score has the rest. */
const MOST_WEIGHT = 0.6;
/**
 * The further the best paper is above the next few, the less neighbours count: then the query asks for that paper and
 * not for a subject.
 */
const NEXT_FEW = 5;
/** Papers whose scores are smoothed: more would not change the first ten. */
const REGULARIZED = 20;

export interface Scored {
  readonly id: PaperId;
  readonly score: number;
}

/**
 * @param ranked best first
 * @param embeddings of all but those that wait for theirs: these neither change nor count as neighbours
 * @returns the same papers, best first; the best paper stays the best
 */
export function regularize<T extends Scored>(ranked: readonly T[], embeddings: ReadonlyMap<PaperId, Embedding>): T[] {
  const [best, ...others] = ranked;
  if (best === undefined || best.score <= 0) return [...ranked];
  const weight = MOST_WEIGHT * levelOf(best.score, others);
  const all = ranked.map(({ id, score }) => ({ score, embedding: embeddings.get(id) }));
  const smoothed = others
    .slice(0, REGULARIZED - 1)
    .map((one, i) => ({ ...one, score: (1 - weight) * one.score + weight * scoreAround(i + 1, all) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const least = smoothed.at(-1)?.score ?? best.score;
  const rest = others.slice(REGULARIZED - 1).map((one) => ({ ...one, score: Math.min(one.score, least) }));
  return [best, ...smoothed, ...rest];
}

/** How level the first papers are, 0…1: 1 where the next few score as much as the best. */
function levelOf(best: number, others: readonly Scored[]): number {
  const next = others.slice(0, NEXT_FEW);
  return next.length === 0 ? 0 : Math.max(0, next.reduce((sum, { score }) => sum + score, 0) / next.length / best);
}

interface Placed {
  readonly score: number;
  readonly embedding: Embedding | undefined;
}

/** The mean score of the papers nearest to one, by closeness; its own if none is near. */
function scoreAround(place: number, all: readonly Placed[]): number {
  const { embedding, score } = all[place]!;
  if (embedding === undefined) return score;
  const cosines = new Float64Array(NEIGHBOURS).fill(-1);
  const scores = new Float64Array(NEIGHBOURS);
  for (let i = 0; i < all.length; i++) {
    const other = i === place ? undefined : all[i]!.embedding;
    const cosine = other === undefined ? -1 : cosineInFours(embedding, other);
    let at = NEIGHBOURS;
    while (at > 0 && cosine > cosines[at - 1]!) at--;
    if (at === NEIGHBOURS) continue;
    cosines.copyWithin(at + 1, at, NEIGHBOURS - 1);
    scores.copyWithin(at + 1, at, NEIGHBOURS - 1);
    cosines[at] = cosine;
    scores[at] = all[i]!.score;
  }
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < NEIGHBOURS; i++) {
    const weight = Math.max(0, cosines[i]!) ** COSINE_POWER;
    sum += weight * scores[i]!;
    weights += weight;
  }
  return weights > 0 ? sum / weights : score;
}

/** The cosine in four sums, which a processor adds in parallel: one answer needs about 4,000. */
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
