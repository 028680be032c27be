/**
 * Papers in order of how much they are about a query: by similarity, by words, or by both (`fusion.ts`). The first
 * papers by both are then looked at together (`regularize.ts`).
 */
import type { Embedding } from '../embedding.js';
import { DEFAULT_LIMIT, type PaperId } from '../paper.js';
import type { Neighbour, RankedId } from '../store/index.js';
import { hybridScorer, type Scorer } from './fusion.js';
import { regularize } from './regularize.js';
import { POOL, paperSimilarities, similaritiesTo } from './similarity.js';
import type { Mode, RankOptions, SearchSources } from './sources.js';

/** Whoever asks for more than a pool holds has the next from one so many times larger. */
const GROWTH = 10;

/**
 * BM25 is known of so many times the papers that words bring into a pool: a near paper is not without words because a
 * hundred others have more. nDCG@10 of cisi 0.475, with the pool's own alone 0.468.
 */
const WORDS_BEYOND = 10;

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
  /** The sum of the weights of the terms, one said twice counting twice. */
  readonly termsWeight?: number;
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
  const wordsDeep = mode === 'hybrid' ? deepest * WORDS_BEYOND : deepest;
  const worded = mode === 'dense' ? [] : await lexicalResults(point, sources, options, wordsDeep);
  const ranked = new Map<PaperId, RankedPaper>();
  for (let pool = POOL; pool <= deepest; pool *= GROWTH) {
    const best = await rankPool(point, sources, mode, {
      near: nearest.slice(0, pool),
      lexicalResults: worded.slice(0, pool),
      words: new Map(worded.slice(0, pool * WORDS_BEYOND).map(({ id, score }) => [id, score])),
    });
    const inOrder = mode === 'hybrid' && pool === POOL ? await regularized(best, point, sources) : best;
    for (const one of inOrder.slice(0, pool)) {
      if (!ranked.has(one.id)) ranked.set(one.id, { ...one, rank: ranked.size + 1 });
    }
  }
  return [...ranked.values()].slice(0, limit);
}

interface Pool {
  readonly near: readonly Neighbour[];
  readonly lexicalResults: readonly RankedId[];
  /** BM25 of more papers than words bring into the pool: similarity brings others. */
  readonly words: ReadonlyMap<PaperId, number>;
}

/** The papers of either ranking, best first. */
async function rankPool(
  point: RankQuery,
  sources: SearchSources,
  mode: Mode,
  { near, lexicalResults, words }: Pool,
): Promise<Omit<RankedPaper, 'rank'>[]> {
  const similarities = await similaritiesOf(point.embedding, near, lexicalResults, sources);
  const ranked = near.map(({ id }) => ({ id, score: similarities.get(id)! })).sort(byScore);
  const dense = ranksOf(ranked);
  const lexical = ranksOf(lexicalResults);
  const scorers: Record<Mode, () => Scorer> = {
    dense: () => (similarity) => similarity,
    lexical: () => (_, words) => words,
    hybrid: () =>
      hybridScorer(
        {
          expected: expectedSimilarity(point.embedding, sources.statistics.mean),
          bestSimilarity: ranked[0]?.score,
          bestWords: lexicalResults[0]?.score ?? 0,
          similaritiesByWords: lexicalResults.map(({ id }) => similarities.get(id)!),
          names: point.names === true,
          termsWeight: point.termsWeight ?? 0,
        },
        sources.statistics,
      ),
  };
  const score = scorers[mode]();
  return [...similarities]
    .map(([id, similarity]) => ({ id, score: score(similarity, words.get(id) ?? 0), similarity }))
    .sort(byScore)
    .map((one) => ({ ...one, dense: dense.get(one.id) ?? null, lexical: lexical.get(one.id) ?? null }));
}

/** A query of names asks for the papers that bear them, whatever stands beside those. */
async function regularized<T extends RankedId>(
  ranked: T[],
  { names }: RankQuery,
  { papers }: SearchSources,
): Promise<T[]> {
  return names === true ? ranked : regularize(ranked, await papers.embeddings(ranked.map(({ id }) => id)));
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
  const nearest = await neighbours.nearest(embedding, wanted + (without?.size ?? 0), { where });
  return nearest.filter(({ id }) => without?.has(id) !== true).slice(0, wanted);
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

function ranksOf(ranked: readonly RankedId[]): Map<PaperId, RankAndScore> {
  return new Map(ranked.map(({ id, score }, i) => [id, { rank: i + 1, score }]));
}

/** The mean similarity of a query to all papers: its dot product with their mean embedding. */
function expectedSimilarity(query: Embedding, mean: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < mean.length; i++) sum += query[i]! * mean[i]!;
  return sum;
}
