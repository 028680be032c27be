/**
 * Papers that are alike answer a query alike: the score of a paper among the first is drawn towards the scores of the
 * papers nearest to it (Diaz 2005, "Regularizing Ad Hoc Retrieval Scores", after the cluster hypothesis of van
 * Rijsbergen 1979). A paper that chance words brought up stands among papers that nothing brought up, and falls.
 */
import type { Embedding } from '../embedding.js';
import type { PaperId } from '../paper.js';

/** `test/bench/search-fusion.md` has the figures for this file. */
const NEIGHBOURS = 8;
/** Neighbours count by this power of their cosine: the nearest of eight for about twice the farthest. */
const COSINE_POWER = 4;
/** What neighbours count for at most; the paper's own score has the rest. */
const MOST_WEIGHT = 0.6;
/**
 * Neighbours count the less, the higher the best paper stands above the next few: then the query asks for that paper
 * and for no subject.
 */
const NEXT_FEW = 5;
/** Papers whose scores are drawn: more would change none of the first ten. */
const REGULARIZED = 20;

export interface Scored {
  readonly id: PaperId;
  readonly score: number;
}

/**
 * @param ranked best first
 * @param embeddings of all but those that wait for theirs: these are not drawn, and draw none
 * @returns the same papers, best first; the best of those handed in stays the best
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

/** The mean score of the papers nearest to one, by closeness; its own where none is near. */
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

/** The cosine in four sums, which a processor adds side by side: some 4,000 are wanted for one answer. */
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
