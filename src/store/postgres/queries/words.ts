/**
 * Ranking by words: BM25 over a table of postings. Every number belongs to the snapshot of the query, and the same
 * papers have the same scores, whatever was updated or removed before.
 */
import { withoutOthers } from '../../beyond.js';
import { idfOf } from '../../bm25.js';
import type { WordIndex } from '../../contract.js';
import type { RankedId, Where } from '../../shapes.js';
import { tokenLists } from '../../tokens.js';
import type { Parameter, Session } from '../server/session.js';
import type { State } from '../server/state.js';
import { rankOverServers } from './over-servers.js';
import type { PassingPapers } from './passing.js';
import { phrasesOf } from './phrases.js';
import { boundOf, ScoreSums, UNITS } from './score-sums.js';
import { isNarrow, isWorthwhile, type Scoring, splitFor, type Weighted } from './skipping.js';

/** PostgreSQL's int. */
const MOST = 2 ** 31 - 1;

export function wordIndex(snapshot: Snapshot): WordIndex {
  const { session } = snapshot;
  return {
    rankByWords: async (terms, limit, { where, beyond } = {}) => {
      const ranked = await rank(snapshot, { terms, limit, where });
      return beyond === undefined ? ranked : withoutOthers(ranked, beyond);
    },
    paperCounts: (terms) => countsWhere(session, 'term = ANY ($1::text[])', [terms]),
    termsOfLength: (shortest, longest) => countsWhere(session, 'units BETWEEN $1 AND $2', [shortest, longest]),
  };
}

/** The number of papers of each term that passes a condition, in order of term. */
async function countsWhere(
  session: Session,
  condition: string,
  values: readonly Parameter[],
): Promise<Map<string, number>> {
  const rows = await session.rows<{ term: string; papers: number }>(
    `SELECT term, papers FROM term WHERE ${condition} AND papers > 0 ORDER BY term`,
    values,
  );
  return new Map(rows.map(({ term, papers }) => [term, papers]));
}

interface WordQuery {
  readonly terms: readonly string[];
  readonly limit: number;
  readonly where: Where | undefined;
}

export interface Snapshot {
  readonly session: Session;
  readonly state: State;
  readonly passing: PassingPapers;
}

async function rank({ session, state, passing }: Snapshot, { terms, limit, where }: WordQuery): Promise<RankedId[]> {
  const tokensOfTerms = tokenLists(terms);
  const singles = await weightedTerms(
    session,
    state,
    tokensOfTerms.filter(({ length }) => length === 1).map(([token]) => token!),
  );
  const phrases = await phrasesOf(
    session,
    tokensOfTerms.filter(({ length }) => length > 1),
  );
  if ((singles.length === 0 && phrases.length === 0) || limit <= 0) return [];
  const among = await passing(where);
  if (among?.count === 0) return [];
  const scoring = { singles, phrases, limit: Math.min(limit, MOST), passing: among };
  if (session.parts !== undefined && phrases.length === 0) return rankOverServers({ session, state }, scoring);
  const sums = new ScoreSums(state, among);
  const narrow = session.parts === undefined && isNarrow(scoring);
  const skipping = narrow || session.parts !== undefined ? undefined : await scoredSkipping(session, sums, scoring);
  const scored = skipping ?? sums.ofPapers(singles, phrases, narrow);
  const most = sums.parameters.add(scoring.limit);
  return session.rows<RankedId>(
    `WITH scored AS MATERIALIZED (${scored}),
       edge AS (SELECT min(score) AS least
       FROM (SELECT score FROM scored ORDER BY score DESC LIMIT ${most}) AS best),
       best AS MATERIALIZED (SELECT scored.* FROM scored, edge WHERE score >= least)
     SELECT id, score / ${UNITS}::float8 AS score
     FROM best CROSS JOIN LATERAL (SELECT id FROM heading WHERE heading.paper = best.paper OFFSET 0) AS named
     ORDER BY best.score DESC, id LIMIT ${most}`,
    sums.parameters.values,
  );
}

/** SQL for the scores of the papers that can be among the best; undefined if every posting must be read. */
async function scoredSkipping(session: Session, sums: ScoreSums, scoring: Scoring): Promise<string | undefined> {
  const split = splitFor(scoring, sums.state);
  if (split === undefined) return undefined;
  const { phrases, limit } = scoring;
  const bound = boundOf(split);
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
