/**
 * Ranks papers for a query: by similarity, by words, or by both (`fusion.ts`). The scores of the first papers by both
 * are then smoothed over similar papers (`regularize.ts`).
 */
import type { Embedding } from '../../embedding.js';
import { byScore } from '../../maths/order.js';
import { DEFAULT_LIMIT, type PaperId } from '../../paper.js';
import type { Neighbour, RankedId } from '../../store/index.js';
import { POOL, paperSimilarities, similaritiesBySentence, similaritiesTo } from '../similarity/similarity.js';
import type { Mode, RankOptions, SearchSources } from '../sources.js';
import { excluding } from './excluding.js';
import { hybridScorer, type Scorer } from './fusion.js';
import { regularize } from './regularize.js';

/** Limits beyond one pool are filled from a pool this many times larger. */
const GROWTH = 10;

/**
 * BM25 is computed for this many times the papers that words bring into a pool: without it, a similar paper outside the
 * first hundred by words would score 0 for its words. Figures: `test/bench/search-constants.md`.
 */
const WORDS_BEYOND = 10;

/**
 * A paper in one ranking; ranks start at 1. `score` is the similarity in the dense ranking and BM25 in the lexical one;
 * that of the hybrid one orders the answers to one query and cannot be compared with another's.
 */
export interface RankAndScore {
  readonly rank: number;
  readonly score: number;
}

export interface RankedPaper {
  readonly id: PaperId;
  readonly rank: number;
  /**
   * What orders the papers of a pool: in hybrid mode at most 1, and more for a paper with a related term; the
   * similarity in dense, BM25 in lexical.
   */
  readonly score: number;
  /** See `similarity.ts`; −1…1. */
  readonly similarity: number;
  /** `null` if the paper is not among the nearest, or in lexical mode. */
  readonly dense: RankAndScore | null;
  /** `null` if the paper has no word of the query, or in dense mode. */
  readonly lexical: RankAndScore | null;
}

/** A query in the form that both rankings need. */
export interface RankQuery {
  readonly embedding: Embedding;
  /** Embeddings of its sentences if it has several, otherwise none. */
  readonly sentences?: readonly Embedding[];
  /** Terms, and phrases: terms separated by spaces. */
  readonly terms: readonly string[];
  /** Whether the query consists of names only. */
  readonly names?: boolean;
  /** The sum of the weights of the terms; a repeated term counts each time. */
  readonly termsWeight?: number;
  /** What is added to the score of a paper in hybrid mode: `related-terms.ts`. */
  readonly boosts?: ReadonlyMap<PaperId, number>;
  /** Papers to leave out, because they are examples of the query. */
  readonly without?: ReadonlySet<PaperId>;
}

/**
 * Ranks papers for a query, best first, ties by id. A higher limit only appends papers: the first hundred are the best
 * of a pool of the first hundred of each ranking; then come the best others of the first thousand of each, and so on.
 * @returns `limit` papers, or all there are; in lexical mode only papers with a term of the query
 */
export async function rankPapers(
  query: RankQuery,
  sources: SearchSources,
  options: RankOptions = {},
): Promise<RankedPaper[]> {
  const { mode = 'hybrid', limit = DEFAULT_LIMIT } = options;
  let deepest = POOL;
  while (deepest < limit) deepest *= GROWTH;
  const nearest = mode === 'lexical' ? [] : await denseResults(query, sources, options, deepest);
  const near = nearest.map(({ id }) => id);
  const boosts: Pool['boosts'] = mode === 'hybrid' ? boostsOf(query) : new Map();
  const pooled = [...near, ...boosts.keys()];
  const byWords = mode === 'dense' ? [] : await lexicalResults(query, sources, options, { deepest, pooled });
  const ranked = new Map<PaperId, RankedPaper>();
  for (let pool = POOL; pool <= deepest; pool *= GROWTH) {
    const best = await rankPool(query, sources, mode, {
      near: nearest.slice(0, pool),
      lexicalResults: byWords.slice(0, pool),
      boosts,
      words: new Map(byWords.slice(0, pool * WORDS_BEYOND).map(({ id, score }) => [id, score])),
    });
    const inOrder = mode === 'hybrid' && pool === POOL ? await smoothed(best, query, sources) : best;
    for (const one of inOrder.slice(0, pool)) {
      if (!ranked.has(one.id)) ranked.set(one.id, { ...one, rank: ranked.size + 1 });
    }
  }
  return [...ranked.values()].slice(0, limit);
}

interface Pool {
  readonly near: readonly Neighbour[];
  readonly lexicalResults: readonly RankedId[];
  /** What is added to the scores of papers, also of those that neither ranking brings into the pool. */
  readonly boosts: ReadonlyMap<PaperId, number>;
  /** BM25 of the papers of the pool, also of those that only similarity brings into it. */
  readonly words: ReadonlyMap<PaperId, number>;
}

/** The papers of either ranking, best first. */
async function rankPool(
  query: RankQuery,
  sources: SearchSources,
  mode: Mode,
  { near, lexicalResults, boosts, words }: Pool,
): Promise<Omit<RankedPaper, 'rank'>[]> {
  const others = [...lexicalResults, ...[...boosts.keys()].map((id) => ({ id }))];
  const similarities = await similaritiesOf(query.embedding, near, others, sources);
  const compared = await comparedIn(query, similarities, sources, mode);
  const dense = ranksOf(near.map(({ id }) => ({ id, score: similarities.get(id)! })).sort(byScore));
  const lexical = ranksOf(lexicalResults);
  const scorers: Record<Mode, () => Scorer> = {
    dense: () => (similarity) => similarity,
    lexical: () => (_, words) => words,
    hybrid: () =>
      hybridScorer(
        {
          expected: expectedSimilarity(query.embedding, sources.statistics.mean),
          bestSimilarity: near.length === 0 ? undefined : Math.max(...near.map(({ id }) => compared.get(id)!)),
          bestWords: lexicalResults[0]?.score ?? 0,
          similaritiesByWords: lexicalResults.map(({ id }) => compared.get(id)!),
          names: query.names === true,
          termsWeight: query.termsWeight ?? 0,
        },
        sources.statistics,
      ),
  };
  const score = scorers[mode]();
  return [...similarities]
    .map(([id, similarity]) => ({
      id,
      score: score(compared.get(id)!, words.get(id) ?? 0) + (boosts.get(id) ?? 0),
      similarity,
    }))
    .sort(byScore)
    .map((one) => ({ ...one, dense: dense.get(one.id) ?? null, lexical: lexical.get(one.id) ?? null }));
}

/** Without the papers that are left out. */
function boostsOf({ boosts = new Map(), without }: RankQuery): ReadonlyMap<PaperId, number> {
  return new Map([...boosts].filter(([id]) => without?.has(id) !== true));
}

/** A query of names asks for the papers with these names, so scores are not smoothed over similar papers. */
async function smoothed<T extends RankedId>(
  ranked: T[],
  { names }: RankQuery,
  { papers }: SearchSources,
): Promise<T[]> {
  return names === true ? ranked : regularize(ranked, await papers.embeddings(ranked.map(({ id }) => id)));
}

async function denseResults(
  { embedding, without }: RankQuery,
  { neighbours }: SearchSources,
  { where }: RankOptions,
  depth: number,
): Promise<Neighbour[]> {
  const nearest = await neighbours.nearest(embedding, depth + (without?.size ?? 0), { where });
  return nearest.filter(({ id }) => without?.has(id) !== true).slice(0, depth);
}

/** In hybrid mode, after the deepest pool only papers that similarity brings into a pool. */
async function lexicalResults(
  { terms, without }: RankQuery,
  { words }: SearchSources,
  { where, mode = 'hybrid' }: RankOptions,
  { deepest, pooled }: { readonly deepest: number; readonly pooled: readonly PaperId[] },
): Promise<RankedId[]> {
  if (terms.length === 0) return [];
  const passing = excluding(where, without ?? []);
  if (mode !== 'hybrid') return words.rankByWords(terms, deepest, { where: passing });
  const beyond = { first: deepest, only: pooled };
  return words.rankByWords(terms, deepest * WORDS_BEYOND, { where: passing, beyond });
}

/** The similarity of every paper in either ranking. */
async function similaritiesOf(
  query: Embedding,
  near: readonly Neighbour[],
  byWords: readonly Pick<RankedId, 'id'>[],
  { papers }: SearchSources,
): Promise<Map<PaperId, number>> {
  const known = new Set(near.map(({ id }) => id));
  const others = await papers.embeddings(byWords.filter(({ id }) => !known.has(id)).map(({ id }) => id));
  const similarities = await similaritiesTo(query, [...near, ...paperSimilarities(query, others)], papers);
  for (const { id } of byWords) if (!similarities.has(id)) similarities.set(id, 0); // not embedded yet
  return similarities;
}

/** The similarities that count for the score: sentence by sentence if the text has several. */
async function comparedIn(
  { embedding, sentences = [] }: RankQuery,
  similarities: ReadonlyMap<PaperId, number>,
  { papers }: SearchSources,
  mode: Mode,
): Promise<ReadonlyMap<PaperId, number>> {
  if (mode !== 'hybrid' || sentences.length === 0) return similarities;
  return new Map([
    ...similarities,
    ...(await similaritiesBySentence(embedding, sentences, [...similarities.keys()], papers)),
  ]);
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
