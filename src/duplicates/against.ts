/**
 * Which new papers does the corpus already have? New papers are compared with the corpus, not with each other, and
 * nothing is added.
 */
import type { Embedding } from '../embedding.js';
import type { Paper, PaperId } from '../paper.js';
import { candidatesOf } from './candidates/candidates.js';
import { byScore, type CompareOptions, readPapers } from './compare.js';
import { judge, LEAST_SCORE } from './evidence/judge.js';
import type { DuplicatePair } from './evidence/pairs.js';
import { DEFAULT_THRESHOLD } from './groups/groups.js';

export interface Pile {
  readonly papers: readonly Paper[];
  readonly embeddings: ReadonlyMap<PaperId, Embedding>;
}

/** A new paper and its near-duplicates in the corpus. */
export interface KnownPaper {
  readonly paper: PaperId;
  /** A paper of the corpus with the evidence, best score first. */
  readonly known: readonly { readonly id: PaperId; readonly pair: DuplicatePair }[];
}

export interface AgainstCorpus {
  /** In the order of input. */
  readonly known: readonly KnownPaper[];
  readonly fresh: readonly PaperId[];
}

export interface AgainstOptions extends CompareOptions {
  /** Minimum score of a near-duplicate, 0.05…1. */
  readonly threshold?: number;
}

/** @throws CorpusError INTERRUPTED when aborted; RangeError for a paper without an embedding */
export async function findAgainst(incoming: Pile, corpus: Pile, options: AgainstOptions = {}): Promise<AgainstCorpus> {
  const threshold = Math.max(options.threshold ?? DEFAULT_THRESHOLD, LEAST_SCORE);
  const fresh = await readPapers(incoming.papers, incoming.embeddings, options.signal);
  const readings = [
    ...fresh,
    ...(await readPapers(corpus.papers, corpus.embeddings, options.signal, options.onProgress)),
  ];
  const matches = new Map<PaperId, { id: PaperId; pair: DuplicatePair }[]>(incoming.papers.map(({ id }) => [id, []]));
  for await (const [a, b] of candidatesOf(readings, options.signal)) {
    if (a >= fresh.length || b < fresh.length) continue;
    const pair = judge(readings[a]!, readings[b]!, options.scale);
    if (pair.score >= threshold) matches.get(readings[a]!.paper.id)!.push({ id: readings[b]!.paper.id, pair });
  }
  const all = incoming.papers.map(({ id }) => ({
    paper: id,
    known: matches.get(id)!.sort((x, y) => byScore(x.pair, y.pair)),
  }));
  return {
    known: all.filter(({ known }) => known.length > 0),
    fresh: all.filter(({ known }) => known.length === 0).map(({ paper }) => paper),
  };
}
