/**
 * Papers in order of how much they are about a query: by similarity, by words, or by both.
 *
 * Both: a weighted sum of the two scores, each put on its query's own scale. Similarity counts from the mean cosine
 * over the whole corpus (0) to its best (1), BM25 from nothing (0) to its best (1): a convex combination with a
 * theoretical minimum (Bruch, Gai & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval", section 4),
 * where the mean stands in for the minimum because a cosine's, −1, is never met.
 */
import type { Embedding } from '../embedding.js';
import { DEFAULT_LIMIT, type PaperId } from '../paper.js';
import type { Neighbour, RankedId } from '../store/index.js';
import { POOL, paperSimilarities, similaritiesTo } from './similarity.js';
import type { Mode, RankOptions, SearchSources } from './sources.js';
import type { CorpusStatistics } from './statistics.js';

/**
 * Weight of similarity; words have the rest. nDCG@10, mean over four judged sets / least gain over the better single
 * ranking on any of them: 0.5 0.671 / −0.019, 0.55 0.672 / −0.010, 0.6 0.672 / −0.008, 0.65 0.669 / −0.008, 0.7 0.667 /
 * −0.002. Beside them: dense 0.632, lexical 0.608, reciprocal ranks (k 10) 0.665 / −0.015, z-scores 0.671 / −0.006.
 */
const DENSE_WEIGHT = 0.6;

/**
 * The same for a query of names alone (`GRPO`, `Qwen2.5-VL`): a paper that bears the name, in either form, stands above
 * one that is merely near. Of the first twenty papers for six acronyms of real pages 78 bore them, with 0.6 50.
 */
const DENSE_WEIGHT_OF_NAMES = 0.3;

/**
 * Where words are all there is: a query whose nearest paper is no nearer than one deviation above chance, a third of
 * the way to the floor (`Qwen2.5-VL`, a name the model does not know). Between it and the floor, the weight of
 * similarity rises. Concerns one query in thirty of the judged sets and moves nDCG@10 of none by 0.001; on real pages
 * it puts those papers first that name what was asked (`o1`, `Qwen2.5-VL`, `AIME`).
 */
const CHANCE = 1 / 3;

/** Whoever asks for more than a pool holds has the next from one so many times larger. */
const GROWTH = 10;

/** A paper's place in one ranking. `score` is a similarity, or BM25; ranks count from 1. */
export interface RankAndScore {
  readonly rank: number;
  readonly score: number;
}

export interface RankedPaper {
  readonly id: PaperId;
  readonly rank: number;
  /** What the papers of a pool are ordered by: at most 1 in hybrid, the similarity in dense, BM25 in lexical. */
  readonly score: number;
  /** See `similarity.ts`; −1…1. */
  readonly similarity: number;
  /** `null` where the paper was not among the nearest looked at, or the mode does not ask. */
  readonly dense: RankAndScore | null;
  /** `null` where none of the paper's words was asked for, or the mode does not ask. */
  readonly lexical: RankAndScore | null;
}

/** A query as the rankings take it. */
export interface RankQuery {
  readonly embedding: Embedding;
  /** Terms, and phrases of terms parted by spaces. */
  readonly terms: readonly string[];
  /** Whether it is names alone. */
  readonly names?: boolean;
  /** Papers that are the query themselves and no answer to it. */
  readonly without?: ReadonlySet<PaperId>;
}

/**
 * Ranks papers for a query, best first, ties by id. What is answered to a lower limit is the beginning of what is
 * answered to a higher one: the first hundred are the best of a pool of the first hundred of each ranking; then come
 * the best of the first thousand of each that are not among them, and so on.
 * @returns `limit` papers, or all that there are: in lexical mode those that hold a term of the query
 */
export async function rankPapers(
  point: RankQuery,
  sources: SearchSources,
  options: RankOptions = {},
): Promise<RankedPaper[]> {
  const { mode = 'hybrid', limit = DEFAULT_LIMIT } = options;
  let deepest = POOL;
  while (deepest < limit) deepest *= GROWTH;
  const nearest = mode === 'lexical' ? [] : await denseResults(point, sources, options, deepest);
  const worded = mode === 'dense' ? [] : await lexicalResults(point, sources, options, deepest);
  const ranked = new Map<PaperId, RankedPaper>();
  for (let pool = POOL; pool <= deepest; pool *= GROWTH) {
    for (const one of (
      await rankPool(point, sources, mode, { near: nearest.slice(0, pool), lexicalResults: worded.slice(0, pool) })
    ).slice(0, pool)) {
      if (!ranked.has(one.id)) ranked.set(one.id, { ...one, rank: ranked.size + 1 });
    }
  }
  return [...ranked.values()].slice(0, limit);
}

/** The papers of either ranking, best first. */
async function rankPool(
  point: RankQuery,
  sources: SearchSources,
  mode: Mode,
  { near, lexicalResults }: { readonly near: readonly Neighbour[]; readonly lexicalResults: readonly RankedId[] },
): Promise<Omit<RankedPaper, 'rank'>[]> {
  const similarities = await similaritiesOf(point.embedding, near, lexicalResults, sources);
  const ranked = near.map(({ id }) => ({ id, score: similarities.get(id)! })).sort(byScore);
  const score = scorer(mode, sources.statistics, {
    expected: expectedSimilarity(point.embedding, sources.statistics.mean),
    bestSimilarity: ranked[0]?.score,
    bestWords: lexicalResults[0]?.score ?? 0,
    denseWeight: point.names === true ? DENSE_WEIGHT_OF_NAMES : DENSE_WEIGHT,
  });
  const dense = ranksOf(ranked);
  const lexical = ranksOf(lexicalResults);
  return [...similarities]
    .map(([id, similarity]) => ({ id, score: score(similarity, lexical.get(id)?.score ?? 0), similarity }))
    .sort(byScore)
    .map((one) => ({ ...one, dense: dense.get(one.id) ?? null, lexical: lexical.get(one.id) ?? null }));
}

function byScore(a: RankedId, b: RankedId): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

/** So many papers nearest as a whole. */
async function denseResults(
  { embedding, without }: RankQuery,
  { neighbours }: SearchSources,
  { where }: RankOptions,
  wanted: number,
): Promise<Neighbour[]> {
  const found = await neighbours.nearest(embedding, wanted + (without?.size ?? 0), { where });
  return found.filter(({ id }) => without?.has(id) !== true).slice(0, wanted);
}

async function lexicalResults(
  { terms, without }: RankQuery,
  { words }: SearchSources,
  { where }: RankOptions,
  wanted: number,
): Promise<RankedId[]> {
  if (terms.length === 0) return [];
  const named = without !== undefined && without.size > 0;
  return words.rankByWords(terms, wanted, { where: named ? { ...where, notIds: [...without] } : where });
}

/** The similarity of every paper in either ranking. */
async function similaritiesOf(
  query: Embedding,
  near: readonly Neighbour[],
  worded: readonly RankedId[],
  { papers }: SearchSources,
): Promise<Map<PaperId, number>> {
  const known = new Set(near.map(({ id }) => id));
  const others = await papers.embeddings(worded.filter(({ id }) => !known.has(id)).map(({ id }) => id));
  const similarities = await similaritiesTo(query, [...near, ...paperSimilarities(query, others)], papers);
  for (const { id } of worded) if (!similarities.has(id)) similarities.set(id, 0); // it waits for its embedding
  return similarities;
}

type Scorer = (similarity: number, words: number) => number;

/** What both rankings give for a query: the scale of each. */
interface Scales {
  /** The mean similarity of the query to all papers. */
  readonly expected: number;
  /** Absent where no paper was compared. */
  readonly bestSimilarity: number | undefined;
  /** BM25; 0 where no paper has a word of the query. */
  readonly bestWords: number;
  readonly denseWeight: number;
}

function scorer(
  mode: Mode,
  statistics: CorpusStatistics,
  { expected, bestSimilarity: nearest = expected, bestWords: best, denseWeight }: Scales,
): Scorer {
  if (mode === 'dense') return (similarity) => similarity;
  if (mode === 'lexical') return (_, words) => words;
  const weight = best > 0 ? denseWeight * trustIn(nearest, statistics) : denseWeight;
  return (similarity, words) =>
    weight * (nearest > expected ? (similarity - expected) / (nearest - expected) : 0) +
    (1 - weight) * (best > 0 ? words / best : 0);
}

/**
 * How far similarities are to be trusted for a query: the further from the floor its nearest paper, the less; near
 * chance, not at all.
 */
function trustIn(nearest: number, { noiseMean, floor }: CorpusStatistics): number {
  const share = (nearest - noiseMean) / (floor - noiseMean);
  return floor > noiseMean ? Math.min(1, Math.max(0, (share - CHANCE) / (1 - CHANCE))) : 1;
}

function ranksOf(ranked: readonly RankedId[]): Map<PaperId, RankAndScore> {
  return new Map(ranked.map(({ id, score }, i) => [id, { rank: i + 1, score }]));
}

/** The mean similarity of a query to all papers: its dot product with their mean embedding. */
function expectedSimilarity(query: Embedding, mean: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < mean.length; i++) sum += query[i]! * mean[i]!;
  return sum;
}
