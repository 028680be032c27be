/**
 * Similarities of everyday phrases to their nearest papers, updated as papers are added and removed.
 *
 * For each phrase the papers nearest as a whole are stored, more than are compared part by part, so that some may be
 * removed before all papers have to be compared again. The result does not depend on the history.
 */
import { cosineSimilarity, type Embedding } from '../../embedding.js';
import { bySimilarity } from '../../maths/order.js';
import { dotProducts, rowsOf } from '../../maths/rows.js';
import type { PaperId } from '../../paper.js';
import type { PaperReader } from '../../store/index.js';
import { POOL, similaritiesTo } from '../similarity/similarity.js';

/** Papers stored for a phrase: the excess over `POOL` may be removed before its papers are compared again. */
const MOST_KEPT = 160;
/** More than the error of a cosine in float32. */
const ROUNDING = 1e-6;

/** Plain data: the nearest papers of a phrase, nearest first. */
export interface Pool {
  /** Whether these are all papers there are. */
  readonly whole: boolean;
  readonly papers: readonly PooledPaper[];
}

export interface PooledPaper {
  readonly id: PaperId;
  /** Cosine of the phrase and the paper as a whole. */
  readonly similarity: number;
  /** The same with the nearest sentence; not computed before it is needed. */
  readonly score?: number;
}

type Added = readonly [PaperId, Embedding];

export const EMPTY_POOL: Pool = { whole: true, papers: [] };

/** The cosines of phrases and papers, phrase by phrase, in float32. */
export function phraseProducts(phrases: readonly Embedding[], papers: readonly Added[]): Float32Array {
  const products = new Float32Array(phrases.length * papers.length);
  dotProducts(rowsOf(phrases), rowsOf(papers.map(([, embedding]) => embedding)), products);
  return products;
}

/** @param near the cosines of the phrase and the papers added, in float32; most papers need no more */
export function addToPool(
  { whole, papers }: Pool,
  phrase: Embedding,
  added: readonly Added[],
  near?: Float32Array,
): Pool {
  const last = whole && papers.length < MOST_KEPT ? undefined : papers.at(-1);
  const least = last?.similarity ?? -Infinity;
  const nearer: PooledPaper[] = [];
  let farther = 0;
  for (let i = 0; i < added.length; i++) {
    if (near !== undefined && near[i]! < least - ROUNDING) {
      farther++;
      continue;
    }
    const [id, embedding] = added[i]!;
    const one = { id, similarity: cosineSimilarity(phrase, embedding) };
    if (one.similarity >= least && (last === undefined || bySimilarity(one, last) < 0)) nearer.push(one);
    else farther++;
  }
  if (nearer.length === 0) return { whole: whole && farther === 0, papers };
  const all = [...papers, ...nearer].sort(bySimilarity);
  return { whole: whole && farther === 0 && all.length <= MOST_KEPT, papers: all.slice(0, MOST_KEPT) };
}

export function removeFromPool(pool: Pool, gone: ReadonlySet<PaperId>): Pool {
  const papers = pool.papers.filter(({ id }) => !gone.has(id));
  return papers.length === pool.papers.length ? pool : { whole: pool.whole, papers };
}

/** Whether so many were removed that nearer papers may be missing. */
export function needsRefill({ whole, papers }: Pool): boolean {
  return !whole && papers.length < POOL;
}

/** With the scores of the nearest. */
export async function scoredPool(
  pool: Pool,
  phrase: Embedding,
  sentences: Pick<PaperReader, 'sentences'>,
): Promise<Pool> {
  const without = pool.papers.slice(0, POOL).filter(({ score }) => score === undefined);
  if (without.length === 0) return pool;
  const scores = await similaritiesTo(phrase, without, sentences);
  return {
    whole: pool.whole,
    papers: pool.papers.map((one) => (scores.has(one.id) ? { ...one, score: scores.get(one.id)! } : one)),
  };
}

/** The best score of a pool that is scored. */
export function bestOf({ papers }: Pool): number {
  return papers.slice(0, POOL).reduce((best, { score }) => Math.max(best, score!), -Infinity);
}
