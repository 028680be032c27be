/**
 * Queries over partitions on several servers. Each partition is asked for the best of its own papers by a statement
 * that its server runs as a whole (aggregate, order and limit), all servers at once; numbers of papers and scores come
 * back, not postings and embeddings. A join or a limit over all partitions would be run by the coordinator, over rows
 * that it fetches.
 */
import type { Embedding } from '../../../embedding.js';
import { byScore } from '../../../maths/order.js';
import type { PaperId } from '../../../paper.js';
import type { RankedId } from '../../shapes.js';
import { vectorText } from '../papers/rows.js';
import { Parameters, type Session } from '../server/session.js';
import type { State } from '../server/state.js';
import { partitionName } from '../server/tables.js';
import type { Passing } from './passing.js';
import { boundOf, postingScore, UNITS } from './score-sums.js';
import { isWorthwhile, type Scoring, splitFor, type Weighted } from './skipping.js';
import { conditionOf } from './where.js';

interface Scored {
  readonly paper: string;
  readonly score: number;
}

/** Which papers are scored, and which of them are returned. */
interface Choice {
  readonly terms: readonly Weighted[];
  readonly passing?: Passing | undefined;
  /** Numbers of papers, as the text of an array. */
  readonly papers?: string;
  readonly least?: number;
  /** Of each partition. */
  readonly limit?: number;
}

interface Snapshot {
  readonly session: Session;
  readonly state: State;
}

/** Ranks by single terms, with the same scores as on one server. */
export async function rankOverServers(snapshot: Snapshot, scoring: Scoring): Promise<RankedId[]> {
  const { limit } = scoring;
  const scored = ((await scoresSkipping(snapshot, scoring)) ?? (await bestScores(snapshot, scoring))).sort(
    highestFirst,
  );
  const least = scored[limit - 1]?.score ?? 0;
  const best = scored.filter(({ score }) => score >= least);
  const ids = await idsOf(snapshot.session, best);
  return best
    .map(({ paper, score }) => ({ id: ids.get(paper)!, score: score / UNITS }))
    .sort(byScore)
    .slice(0, limit);
}

/** At least the best papers, and all that tie with the last of them. */
async function bestScores(snapshot: Snapshot, { singles: terms, limit, passing }: Scoring): Promise<Scored[]> {
  const best = await scoresOf(snapshot, { terms, passing, limit });
  const least = best.sort(highestFirst)[limit - 1]?.score;
  if (least === undefined) return best;
  // A partition that returned as many as it may, can have more with the score of the last of them.
  const counts = new Map<number, number>();
  for (const { part, score } of best) if (score >= least) counts.set(part, (counts.get(part) ?? 0) + 1);
  const hidden = Math.max(...counts.values()) >= limit;
  return hidden ? scoresOf(snapshot, { terms, passing, least }) : best;
}

/** As on one server (`words.ts`): frequent terms are read only for papers that they can lift among the best. */
async function scoresSkipping(snapshot: Snapshot, scoring: Scoring): Promise<Scored[] | undefined> {
  const { limit, passing } = scoring;
  const split = splitFor(scoring, snapshot.state);
  if (split === undefined) return undefined;
  const bound = boundOf(split);
  const rare = await scoresOf(snapshot, { terms: split.rare, passing, limit });
  const edge = rare.sort(highestFirst)[limit - 1]?.score;
  if (edge === undefined || edge <= bound) return undefined;
  const candidates = await scoresOf(snapshot, { terms: split.rare, passing, least: edge - bound });
  if (!isWorthwhile(split, candidates.length)) return undefined;
  const papers = `{${candidates.map(({ paper }) => paper).join(',')}}`;
  const rest = await scoresOf(snapshot, { terms: split.frequent, papers });
  const added = new Map(rest.map(({ paper, score }) => [paper, score]));
  return candidates.map(({ paper, score }) => ({ paper, score: score + (added.get(paper) ?? 0) }));
}

/** The scores of papers with any of the terms, computed by their servers. */
async function scoresOf({ session, state }: Snapshot, choice: Choice): Promise<(Scored & { readonly part: number })[]> {
  if (session.parts!.length === 0) return [];
  const parameters = new Parameters();
  const { terms, passing, papers = passing?.papers, least, limit } = choice;
  const score = `sum(${postingScore(terms, state, parameters)})`;
  const conditions = [
    `posting.term = ANY (${parameters.add(terms.map(({ id }) => id))}::int[])`,
    ...(papers === undefined ? [] : [`posting.paper = ANY (${parameters.add(papers)}::bigint[])`]),
  ];
  const join = joinOf(papers === undefined ? passing : undefined, parameters);
  const having = least === undefined ? '' : `HAVING ${score} >= ${parameters.add(least)}::float8`;
  const most = limit === undefined ? '' : `ORDER BY score DESC LIMIT ${parameters.add(limit)}`;
  const parts = session.parts!.map(
    (part) =>
      `(SELECT ${part} AS part, posting.paper, ${score} AS score
        FROM ${partitionName('posting', part)} AS posting ${join.of(part)}
        WHERE ${[...conditions, ...join.conditions].join(' AND ')} GROUP BY posting.paper ${having} ${most})`,
  );
  return session.rows(
    `SELECT part, paper::text AS paper, score FROM (${parts.join(' UNION ALL ')}) AS parts`,
    parameters.values,
  );
}

interface NearestScan {
  readonly query: Embedding;
  readonly wanted: number;
  readonly passing: Passing | undefined;
  /** The indexed expression of the graphs, and its type; none to compare every embedding. */
  readonly graph: { readonly numbers: string; readonly type: string } | undefined;
}

/** The nearest papers; some more than wanted may be missing of those through graphs. */
export async function nearestOverServers(
  session: Session,
  { query, wanted, passing, graph }: NearestScan,
): Promise<PaperId[]> {
  if (session.parts!.length === 0) return [];
  const parameters = new Parameters();
  const point = parameters.add(vectorText(query));
  const limit = parameters.add(wanted);
  const join = joinOf(passing?.papers === undefined ? passing : undefined, parameters);
  const named =
    passing?.papers === undefined ? [] : [`embedding.paper = ANY (${parameters.add(passing.papers)}::bigint[])`];
  const where = [...named, ...join.conditions].join(' AND ') || 'TRUE';
  // As an aggregate, distances are computed where the embeddings are; a graph is scanned only in order of its own.
  const [distance, group] =
    graph === undefined
      ? [`max(numbers <#> ${point}::vector)`, 'GROUP BY embedding.paper']
      : [`${graph.numbers} <#> ${point}::${graph.type}`, ''];
  const parts = session.parts!.map(
    (part) =>
      `(SELECT embedding.paper, ${distance} AS distance FROM ${partitionName('embedding', part)} AS embedding
        ${join.of(part)} WHERE ${where} ${group} ORDER BY distance LIMIT ${limit})`,
  );
  // Merged in order, the servers would be asked one after another.
  const nearest = await session.rows<{ paper: string }>(
    `SELECT paper::text AS paper FROM (${parts.join(' UNION ALL ')}) AS parts ORDER BY distance + 0 LIMIT ${limit}`,
    parameters.values,
  );
  return [...(await idsOf(session, nearest)).values()];
}

/** A filter that many papers pass, as a join on the server of each partition. */
function joinOf(passing: Passing | undefined, parameters: Parameters) {
  return {
    of: (part: number) =>
      passing === undefined ? '' : `JOIN ${partitionName('heading', part)} AS heading USING (paper)`,
    conditions: passing === undefined ? [] : [conditionOf(passing.where, parameters)],
  };
}

async function idsOf(session: Session, papers: readonly { readonly paper: string }[]): Promise<Map<string, PaperId>> {
  const rows = await session.rows<{ paper: string; id: PaperId }>(
    'SELECT paper::text AS paper, id FROM heading WHERE paper = ANY ($1::bigint[])',
    [papers.map(({ paper }) => paper)],
  );
  return new Map(rows.map(({ paper, id }) => [paper, id]));
}

function highestFirst(a: { readonly score: number }, b: { readonly score: number }): number {
  return b.score - a.score;
}
