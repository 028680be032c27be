/** SQL that sums BM25 over postings, with its parameters. */
import { B, idfOf, K1, TITLE_WEIGHT } from '../../bm25.js';
import { Parameters } from '../server/session.js';
import type { State } from '../server/state.js';
import { type Passing, passes } from './passing.js';
import type { Phrase } from './phrases.js';
import type { Split, Weighted } from './skipping.js';

/**
 * Scores are summed as whole numbers of this unit: equal papers get the same sum in any order, so that ties are broken
 * by id. As floats, which PostgreSQL adds faster than large integers, sums below 2^53 are exact: scores up to 65,536.
 */
export const UNITS = 2 ** 37;
const FREQUENCY = `(${TITLE_WEIGHT} * in_title + in_abstract)`;
const LENGTH = '(title_tokens::int + abstract_tokens)';

/** What one term adds to the score of a paper. @param mean tokens of a paper */
function part(weight: string, frequency: string, length: string, mean: string): string {
  const saturation = `${K1} * (${1 - B} + ${B} * ${length} / ${mean}::float8)`;
  return `round(${weight} * ${frequency} * ${K1 + 1} / (${frequency} + ${saturation}) * ${UNITS}::float8)`;
}

function meanTokens({ tokens, papers }: State): number {
  return tokens / Math.max(1, papers);
}

/** In units of scores, each of which is rounded. */
export function boundOf({ bound, frequent }: Split): number {
  return Math.ceil(bound * UNITS) + frequent.length;
}

/** The score of one posting, as an expression that another server computes. */
export function postingScore(terms: readonly Weighted[], state: State, parameters: Parameters): string {
  const ids = parameters.add(terms.map(({ id }) => id));
  const weights = parameters.add(terms.map(({ weight }) => weight));
  const weight = `(${weights}::float8[])[array_position(${ids}::int[], term)]`;
  return part(weight, FREQUENCY, LENGTH, parameters.add(meanTokens(state)));
}

export class ScoreSums {
  readonly parameters = new Parameters();
  readonly #mean: string;

  constructor(
    readonly state: State,
    readonly passing: Passing | undefined,
  ) {
    this.#mean = this.parameters.add(meanTokens(state));
  }

  /** For another statement. */
  empty(): ScoreSums {
    return new ScoreSums(this.state, this.passing);
  }

  /** The score of every passing paper with any of the terms or phrases. @param each passing paper is looked up */
  ofPapers(terms: readonly Weighted[], phrases: readonly Phrase[], each = false): string {
    const parts = [
      ...(terms.length > 0 ? [each ? this.#ofEach(terms) : this.#ofPassing(terms)] : []),
      ...(phrases.length > 0 ? [this.#ofPhrases(phrases)] : []),
    ];
    return `SELECT paper, sum(part) AS score FROM (${parts.join(' UNION ALL ')}) AS parts GROUP BY paper`;
  }

  /** What each term adds to the score of each paper. */
  ofTerms(terms: readonly Weighted[]): string {
    const ids = this.parameters.add(terms.map(({ id }) => id));
    const weights = this.parameters.add(terms.map(({ weight }) => weight));
    return `SELECT posting.paper, ${part('weight', FREQUENCY, LENGTH, this.#mean)} AS part
       FROM unnest(${ids}::int[], ${weights}::float8[]) AS asked (id, weight) JOIN posting ON posting.term = asked.id`;
  }

  #ofPassing(terms: readonly Weighted[]): string {
    return `${this.ofTerms(terms)} WHERE ${passes('posting.paper', this.passing, this.parameters)}`;
  }

  #ofEach(terms: readonly Weighted[]): string {
    const papers = this.parameters.add(this.passing!.papers!);
    return `SELECT passing.paper, part FROM unnest(${papers}::bigint[]) AS passing (paper)
      CROSS JOIN LATERAL (${this.ofTerms(terms)} WHERE posting.paper = passing.paper OFFSET 0) AS one`;
  }

  #ofPhrases(phrases: readonly Phrase[]): string {
    const holders = phrases.flatMap((papers) =>
      papers.map((one) => ({ ...one, weight: idfOf(papers.length, this.state.papers) })),
    );
    const column = (of: (holder: (typeof holders)[number]) => string | number): string =>
      this.parameters.add(holders.map(of));
    return `SELECT paper, ${part('weight', 'frequency', 'length', this.#mean)} AS part
       FROM unnest(${column(({ paper }) => paper)}::bigint[],
         ${column(({ weight }) => weight)}::float8[],
         ${column(({ inTitle, inAbstract }) => TITLE_WEIGHT * inTitle + inAbstract)}::float8[],
         ${column(({ length }) => length)}::float8[]) AS phrase (paper, weight, frequency, length)
       WHERE ${passes('paper', this.passing, this.parameters)}`;
  }
}
