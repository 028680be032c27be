/** A ranked paper with its evidence: what a search returns. */
import type { Embedding } from '../embedding.js';
import type { Paper } from '../paper.js';
import { type Evidence, evidenceFor } from './evidence.js';
import type { Query } from './query.js';
import type { RankedPaper } from './rank.js';
import type { SearchSources } from './sources.js';

/**
 * A paper is a match at any similarity if its title or one sentence covers this share of the query, by weight: so a
 * name such as `GRPO` is found. Words scattered over an abstract ("quantum … error … correction") do not count.
 */
const COVERAGE_OF_MATCH = 0.8;

export interface Answer extends RankedPaper {
  readonly paper: Paper;
  readonly evidence: Evidence;
  /** Whether it is a match: its similarity is above the floor, or its words cover the query. */
  readonly about: boolean;
}

export interface Judgement {
  readonly query: Query;
  /** What the evidence is compared with. */
  readonly embedding: Embedding;
  /** The least similarity of a match. */
  readonly floor: number;
}

/** Reads the ranked papers, finds the evidence in each, and decides whether it is a match. */
export async function withEvidence(
  ranked: readonly RankedPaper[],
  { query, embedding, floor }: Judgement,
  { papers }: SearchSources,
): Promise<Answer[]> {
  const ids = ranked.map(({ id }) => id);
  const paperById = new Map((await papers.papers(ids)).map((paper) => [paper.id, paper]));
  const sentences = await papers.sentences(ids);
  return ranked.map((result) => {
    const paper = paperById.get(result.id)!;
    const evidence = evidenceFor(paper, query, embedding, sentences.get(result.id));
    const about = result.similarity >= floor || evidence.coverage >= COVERAGE_OF_MATCH;
    return { ...result, paper, evidence, about };
  });
}
