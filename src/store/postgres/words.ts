/**
 * Ranking by words: BM25 over a table of postings. Every number belongs to the snapshot of the query, and the same
 * papers have the same scores, whatever was updated or removed before.
 */
import type { PaperId } from '../../paper.js';
import { B, idfOf, K1, TITLE_WEIGHT } from '../bm25.js';
import type { WordIndex } from '../contract.js';
import type { RankedId, Where } from '../shapes.js';
import { tokensOf } from '../tokens.js';
import { type Phrase, phrasesOf } from './phrases.js';
import { Parameters, type Session } from './session.js';
import { isWorthwhile, splitOf, type Weighted } from './skipping.js';
import type { State } from './state.js';
import { conditionOf, isFilter } from './where.js';

/**
 * Scores are summed as whole numbers of this unit: equal papers get the same sum in any order, so that ties are broken
 * by id. As floats, which PostgreSQL adds faster than large integers, sums below 2^53 are exact: scores up to 65,536.
 */
const UNITS = 2 ** 37;

export function wordIndex(session: Session, state: State): WordIndex {
  return {
    rankByWords: (terms, limit, options) => rank(session, state, { terms, limit, where: options?.where }),
    paperCounts: async (terms) => {
      const rows = await session.rows<{ term: string; papers: number }>(
        'SELECT term, papers FROM term WHERE term = ANY ($1::text[]) AND papers > 0 ORDER BY term',
        [terms],
      );
      return new Map(rows.map(({ term, papers }) => [term, papers]));
    },
    termsOfLength: async (shortest, longest) => {
      const rows = await session.rows<{ term: string; papers: number }>(
        'SELECT term, papers FROM term WHERE units BETWEEN $1 AND $2 AND papers > 0 ORDER BY term',
        [shortest, longest],
      );
      return new Map(rows.map(({ term, papers }) => [term, papers]));
    },
  };
}

interface WordQuery {
  readonly terms: readonly string[];
  readonly limit: number;
  readonly where: Where | undefined;
}

async function rank(session: Session, state: State, { terms, limit, where }: WordQuery): Promise<RankedId[]> {
  const tokenLists = terms.map(tokensOf).filter((tokens) => tokens.length > 0);
  const singles = await weightedTerms(
    session,
    state,
    tokenLists.filter(({ length }) => length === 1).map(([token]) => token!),
  );
  const phrases = await phrasesOf(
    session,
    tokenLists.filter(({ length }) => length > 1),
  );
  if ((singles.length === 0 && phrases.length === 0) || limit <= 0) return [];
  const sums = new ScoreSums(state);
  const scored =
    (isFilter(where) || session.spread === true
      ? undefined
      : await scoredSkipping(session, sums, { singles, phrases, limit })) ?? sums.ofPapers(singles, phrases);
  const { parameters } = sums;
  const condition = conditionOf(where, parameters);
  const most = parameters.add(Math.min(limit, 2 ** 31 - 1));
  return session.rows<{ id: PaperId; score: number }>(
    isFilter(where)
      ? `WITH scored AS (${scored})
         SELECT id, score / ${UNITS}::float8 AS score FROM scored JOIN heading USING (paper) WHERE ${condition}
         ORDER BY scored.score DESC, id LIMIT ${most}`
      : `WITH scored AS MATERIALIZED (${scored}),
           edge AS (SELECT min(score) AS least
       FROM (SELECT score FROM scored ORDER BY score DESC LIMIT ${most}) AS best),
           best AS MATERIALIZED (SELECT scored.* FROM scored, edge WHERE score >= least)
         SELECT id, score / ${UNITS}::float8 AS score
         FROM best CROSS JOIN LATERAL (SELECT id FROM heading WHERE heading.paper = best.paper OFFSET 0) AS named
         ORDER BY best.score DESC, id LIMIT ${most}`,
    parameters.values,
  );
}

interface Scoring {
  readonly singles: readonly Weighted[];
  readonly phrases: readonly Phrase[];
  readonly limit: number;
}

/** SQL for the scores of the papers that can be among the best; undefined if every posting must be read. */
async function scoredSkipping(
  session: Session,
  sums: ScoreSums,
  { singles, phrases, limit }: Scoring,
): Promise<string | undefined> {
  const split = splitOf(singles, limit);
  if (split === undefined) return undefined;
  const bound = Math.ceil(split.bound * UNITS) + split.frequent.length; // each part is rounded
  const first = sums.empty();
  const rare = first.ofPapers(split.rare, phrases);
  const [edge] = await session.rows<{ least: number; candidates: number }>(
    `WITH scored AS MATERIALIZED (${rare}),
       edge AS (SELECT score AS least FROM scored ORDER BY score DESC OFFSET ${first.parameters.add(limit - 1)} LIMIT 1)
     SELECT least, (SELECT count(*)::int FROM scored WHERE score >= least - ${bound}::float8) AS candidates FROM edge`,
    first.parameters.values,
  );
  if (edge === undefined || edge.least <= bound || !isWorthwhile(split, edge.candidates)) return undefined;
  const candidates = `SELECT paper, score FROM (${sums.ofPapers(split.rare, phrases)}) AS rare
    WHERE score >= ${sums.parameters.add(edge.least - bound)}::float8`;
  return `SELECT candidate.paper, candidate.score + coalesce(rest.score, 0) AS score
    FROM (${candidates} OFFSET 0) AS candidate
    LEFT JOIN LATERAL (SELECT sum(part) AS score FROM (${sums.ofTerms(split.frequent)}
      WHERE posting.paper = candidate.paper) AS parts) AS rest ON true`;
}

/** The distinct terms that occur in papers. */
async function weightedTerms(session: Session, { papers: all }: State, tokens: readonly string[]): Promise<Weighted[]> {
  const times = new Map<string, number>();
  for (const token of tokens) times.set(token, (times.get(token) ?? 0) + 1);
  if (times.size === 0) return [];
  const rows = await session.rows<{ id: number; term: string; papers: number }>(
    'SELECT id, term, papers FROM term WHERE term = ANY ($1::text[]) AND papers > 0 ORDER BY id',
    [[...times.keys()]],
  );
  return rows.map(({ id, term, papers }) => ({ id, papers, weight: times.get(term)! * idfOf(papers, all) }));
}

/** SQL for scores, and its parameters. */
class ScoreSums {
  readonly parameters = new Parameters();
  readonly #mean: string;

  constructor(readonly state: State) {
    this.#mean = this.parameters.add(state.tokens / Math.max(1, state.papers));
  }

  /** For another statement. */
  empty(): ScoreSums {
    return new ScoreSums(this.state);
  }

  /** The score of every paper with any of the terms or phrases. */
  ofPapers(terms: readonly Weighted[], phrases: readonly Phrase[]): string {
    const parts = [
      ...(terms.length > 0 ? [this.ofTerms(terms)] : []),
      ...(phrases.length > 0 ? [this.#ofPhrases(phrases)] : []),
    ];
    return `SELECT paper, sum(part) AS score FROM (${parts.join(' UNION ALL ')}) AS parts GROUP BY paper`;
  }

  /** What each term adds to the score of each paper. */
  ofTerms(terms: readonly Weighted[]): string {
    const ids = this.parameters.add(terms.map(({ id }) => id));
    const weights = this.parameters.add(terms.map(({ weight }) => weight));
    const frequency = `(${TITLE_WEIGHT} * in_title + in_abstract)`;
    return `SELECT posting.paper, ${this.#part('weight', frequency, '(title_tokens + abstract_tokens)')} AS part
       FROM unnest(${ids}::int[], ${weights}::float8[]) AS asked (id, weight) JOIN posting ON posting.term = asked.id`;
  }

  #ofPhrases(phrases: readonly Phrase[]): string {
    const holders = phrases.flatMap(({ papers: those }) =>
      those.map((one) => ({ ...one, weight: idfOf(those.length, this.state.papers) })),
    );
    const column = (of: (holder: (typeof holders)[number]) => string | number): string =>
      this.parameters.add(holders.map(of));
    return `SELECT paper, ${this.#part('weight', 'frequency', 'length')} AS part
       FROM unnest(${column(({ paper }) => paper)}::bigint[],
         ${column(({ weight }) => weight)}::float8[],
         ${column(({ inTitle, inAbstract }) => TITLE_WEIGHT * inTitle + inAbstract)}::float8[],
         ${column(({ length }) => length)}::float8[]) AS phrase (paper, weight, frequency, length)`;
  }

  #part(weight: string, frequency: string, length: string): string {
    const saturation = `${K1} * (${1 - B} + ${B} * ${length} / ${this.#mean}::float8)`;
    return `round(${weight} * ${frequency} * ${K1 + 1} / (${frequency} + ${saturation}) * ${UNITS}::float8)`;
  }
}
