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
import { type Parameter, Parameters, type Session } from './session.js';
import type { State } from './state.js';
import { conditionOf, isFilter } from './where.js';

/**
 * Scores are summed as whole numbers of this unit: equal papers get the same sum in any order, so that ties are broken
 * by id. As floats, which PostgreSQL adds faster than large integers, sums below 2^53 are exact: scores up to 65,536.
 */
const UNITS = 2 ** 37;

interface AskedTerm {
  readonly id: number;
  readonly papers: number;
  readonly times: number;
}

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
  const singles = await askedTerms(
    session,
    tokenLists.filter(({ length }) => length === 1).map(([token]) => token!),
  );
  const phrases = await phrasesOf(
    session,
    tokenLists.filter(({ length }) => length > 1),
  );
  if ((singles.length === 0 && phrases.length === 0) || limit <= 0) return [];
  const parameters = new Parameters();
  const scored = scoredPapers(state, singles, phrases, parameters);
  const condition = conditionOf(where, parameters);
  const most = parameters.add(Math.min(limit, 2 ** 31 - 1));
  const rows = await session.rows<{ id: PaperId; score: number }>(
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
  return rows;
}

/** The distinct terms that occur in papers, with their number in the query. */
async function askedTerms(session: Session, tokens: readonly string[]): Promise<AskedTerm[]> {
  const times = new Map<string, number>();
  for (const token of tokens) times.set(token, (times.get(token) ?? 0) + 1);
  if (times.size === 0) return [];
  const rows = await session.rows<{ id: number; term: string; papers: number }>(
    'SELECT id, term, papers FROM term WHERE term = ANY ($1::text[]) AND papers > 0 ORDER BY id',
    [[...times.keys()]],
  );
  return rows.map(({ id, term, papers }) => ({ id, papers, times: times.get(term)! }));
}

/** SQL for the score of every paper with any of the terms or phrases. */
function scoredPapers(
  { papers, tokens }: State,
  singles: readonly AskedTerm[],
  phrases: readonly Phrase[],
  parameters: Parameters,
): string {
  const mean = parameters.add(tokens / Math.max(1, papers));
  const score = (weight: string, frequency: string, length: string) => {
    const saturation = `${K1} * (${1 - B} + ${B} * ${length} / ${mean}::float8)`;
    return `round(${weight} * ${frequency} * ${K1 + 1} / (${frequency} + ${saturation}) * ${UNITS}::float8)`;
  };
  const parts: string[] = [];
  if (singles.length > 0) {
    const ids = parameters.add(singles.map(({ id }) => id));
    const weights = parameters.add(singles.map((one) => one.times * idfOf(one.papers, papers)));
    const frequency = `(${TITLE_WEIGHT} * in_title + in_abstract)`;
    parts.push(
      `SELECT posting.paper, ${score('weight', frequency, '(title_tokens + abstract_tokens)')} AS part
       FROM unnest(${ids}::int[], ${weights}::float8[]) AS asked (id, weight) JOIN posting ON posting.term = asked.id`,
    );
  }
  if (phrases.length > 0) {
    const holders = phrases.flatMap(({ papers: those }) =>
      those.map((one) => ({ ...one, weight: idfOf(those.length, papers) })),
    );
    const column = (of: (holder: (typeof holders)[number]) => string | number): Parameter => holders.map(of);
    parts.push(
      `SELECT paper, ${score('weight', 'frequency', 'length')} AS part
       FROM unnest(${parameters.add(column(({ paper }) => paper))}::bigint[],
         ${parameters.add(column(({ weight }) => weight))}::float8[],
         ${parameters.add(column(({ inTitle, inAbstract }) => TITLE_WEIGHT * inTitle + inAbstract))}::float8[],
         ${parameters.add(column(({ length }) => length))}::float8[]) AS phrase (paper, weight, frequency, length)`,
    );
  }
  return `SELECT paper, sum(part) AS score FROM (${parts.join(' UNION ALL ')}) AS parts GROUP BY paper`;
}
