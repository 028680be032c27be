/** A ranked paper with its evidence: what a search returns. */
import type { Embedding } from '../../embedding.js';
import type { Paper } from '../../paper.js';
import { queryTerms } from '../../text/terms.js';
import type { Query } from '../query/query.js';
import type { RelatedTerms } from '../query/related-terms.js';
import type { RankedPaper } from '../ranking/rank.js';
import type { SearchSources } from '../sources.js';
import { covers, type Evidence, evidenceFor, type WordsOfQuery, wordsOfQuery } from './evidence.js';

/**
 * A paper is a match at any similarity if its title, a keyword or one sentence covers this share of the query, by
 * weight: so a name such as `GRPO` is found. Words scattered over an abstract ("quantum … error … correction") do not
 * count.
 */
const COVERAGE_OF_MATCH = 0.8;

/** A paper of an answer, with its evidence. */
export interface Answer extends RankedPaper {
  readonly paper: Paper;
  readonly evidence: Evidence;
  /** Whether it is a match: its similarity is above the floor, or its words cover the query. */
  readonly about: boolean;
}

export interface Judgement {
  readonly query: Query;
  /** Highlighted in the papers that use them; default: none. */
  readonly related?: RelatedTerms;
  /** What the evidence is compared with. */
  readonly embedding: Embedding;
  /** The minimum similarity of a match. */
  readonly floor: number;
}

/** A ranked paper that was read, before it is known whether it is shown. */
export interface AssessedPaper extends RankedPaper {
  readonly paper: Paper;
  readonly about: boolean;
  /** Computed on demand: it is the slowest step for a paper. */
  evidence(): Evidence;
}

/** Reads the ranked papers and decides whether each is a match. */
export async function assess(
  ranked: readonly RankedPaper[],
  { query, related, embedding, floor }: Judgement,
  { papers }: SearchSources,
): Promise<AssessedPaper[]> {
  const ids = ranked.map(({ id }) => id);
  const paperById = new Map((await papers.papers(ids)).map((paper) => [paper.id, paper]));
  const sentences = await papers.sentences(ids);
  const { weights } = query;
  const wordsIn = wordsOfQuery(query);
  const wordsWithRelated = wordsOfQuery(withHighlights(query, related?.terms ?? []));
  return ranked.map((result) => {
    const paper = paperById.get(result.id)!;
    let known: WordsOfQuery | undefined;
    const words = () => (known ??= (related?.boosts.has(paper.id) === true ? wordsWithRelated : wordsIn)(paper));
    const evidence = () => evidenceFor(paper, { weights, words: words() }, embedding, sentences.get(result.id));
    const about = result.similarity >= floor || covers(paper, words(), query, COVERAGE_OF_MATCH);
    return { ...result, paper, evidence, about };
  });
}

function withHighlights(query: Query, related: RelatedTerms['terms']): Query {
  const terms = related.flatMap(({ forms }) => forms.flatMap(queryTerms));
  return { ...query, highlightTerms: new Set([...query.highlightTerms, ...terms]) };
}

/** The answer that is shown. */
export function answerOf({ evidence, ...judged }: AssessedPaper): Answer {
  return { ...judged, evidence: evidence() };
}

/** Matches are listed before other papers within blocks of this size, so a shorter answer begins a longer one. */
const BLOCK = 20;

/** How many papers to read for an answer of `limit` papers. */
export function wholeBlocks(limit: number): number {
  return Math.ceil(limit / BLOCK) * BLOCK;
}

/** Within each block: matches first, and in either part, papers to come last after the others. */
export function matchesFirst(
  judged: readonly AssessedPaper[],
  comesLast: (one: AssessedPaper) => boolean = () => false,
): AssessedPaper[] {
  const inOrder: AssessedPaper[] = [];
  for (let from = 0; from < judged.length; from += BLOCK) {
    const block = judged
      .slice(from, from + BLOCK)
      .map((one) => ({ one, group: (one.about ? 0 : 2) + (comesLast(one) ? 1 : 0) }));
    inOrder.push(...block.sort((a, b) => a.group - b.group).map(({ one }) => one));
  }
  return inOrder.map((one, i) => ({ ...one, rank: i + 1 }));
}
