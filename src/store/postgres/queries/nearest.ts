/**
 * Nearest papers: exact search over all embeddings that pass the filter, as long as that is fast; otherwise the HNSW
 * graphs of the partitions are scanned until enough papers pass (pgvector's iterative scan). Similarities are computed
 * here, from the stored embeddings, so they are the same as in every other store.
 */
import { cosineSimilarity, type Embedding } from '../../../embedding.js';
import { bySimilarity } from '../../../maths/order.js';
import type { PaperId } from '../../../paper.js';
import type { PaperReader } from '../../contract.js';
import type { Neighbour } from '../../shapes.js';
import { vectorText } from '../papers/rows.js';
import { Parameters, type Session } from '../server/session.js';
import type { State } from '../server/state.js';
import { nearestOverServers } from './over-servers.js';
import { type Passing, passes } from './passing.js';
import { conditionOf } from './where.js';

/** Up to this many papers every embedding is compared, and the answer is exact: `test/bench/postgres.md`. */
export const EXACT_UP_TO = 20_000;
/** Candidates of each graph: `test/bench/postgres.md` has recall and time by this number. */
export const EF_SEARCH = 200;
/** The server sums in float32: papers whose similarities differ by less than this may be in the wrong order. */
const ROUNDING = 1e-6;
/** Papers read beyond `k`, so that ties at the end are broken by id. */
const SPARE = 16;
/** A graph is scanned until enough papers pass, without a limit. */
const NO_LIMIT = 2_147_483_647;

export interface NearestOptions {
  readonly passing: Passing | undefined;
  /** Compares every embedding, whatever their number. */
  readonly exact?: boolean;
  /** Of papers by id. */
  readonly embeddings: PaperReader['embeddings'];
}

export async function nearestTo(
  session: Session,
  state: State,
  { query, k, passing, embeddings, exact = false }: NearestOptions & { readonly query: Embedding; readonly k: number },
): Promise<Neighbour[]> {
  if (k <= 0) return [];
  const all = state.papers;
  const most = passing?.count ?? all;
  const byGraph = state.graph !== null && !exact && most > EXACT_UP_TO;
  for (let wanted = k + SPARE; ; wanted *= 4) {
    const scan = { query, wanted, passing };
    const ids = byGraph ? await scanGraphs(session, state, scan) : await scanAll(session, scan);
    const nearest = [...(await embeddings(ids))].map(([id, embedding]) => ({
      id,
      similarity: cosineSimilarity(query, embedding),
    }));
    const sorted = nearest.sort(bySimilarity);
    const last = sorted.at(-1)?.similarity ?? -1;
    const complete = nearest.length < wanted || wanted >= all;
    if (complete && byGraph && nearest.length < Math.min(k, most))
      // parts of a graph may be unreachable
      return nearestTo(session, state, { query, k, passing, embeddings, exact: true });
    if (complete || last < sorted[k - 1]!.similarity - ROUNDING) return sorted.slice(0, k);
  }
}

interface Scan {
  readonly query: Embedding;
  readonly wanted: number;
  readonly passing: Passing | undefined;
}

/** `+ 0` prevents the planner from using the graph. */
async function scanAll(session: Session, scan: Scan): Promise<PaperId[]> {
  const { query, wanted, passing } = scan;
  if (session.parts !== undefined) return nearestOverServers(session, { ...scan, graph: undefined });
  const parameters = new Parameters();
  const point = parameters.add(vectorText(query));
  const limit = parameters.add(wanted);
  const source =
    passing?.papers === undefined
      ? `embedding WHERE ${passes('paper', passing, parameters)}`
      : `unnest(${parameters.add(passing.papers)}::bigint[]) AS passing (paper) JOIN embedding USING (paper)`;
  return idsOf(
    session,
    `SELECT id FROM
       (SELECT paper FROM ${source} ORDER BY (numbers <#> ${point}::vector) + 0 LIMIT ${limit}) AS nearest
       JOIN heading USING (paper)`,
    parameters,
  );
}

async function scanGraphs(session: Session, { graph, model }: State, scan: Scan): Promise<PaperId[]> {
  const { query, wanted, passing } = scan;
  const type = `${graph}(${model!.dimension})`;
  const numbers = `(numbers::${type})`; // the indexed expression of the graphs
  await session.rows(
    `SELECT set_config('hnsw.iterative_scan', 'strict_order', true), set_config('hnsw.ef_search', $1, true),
       set_config('hnsw.max_scan_tuples', $2, true)`,
    [String(EF_SEARCH), String(NO_LIMIT)],
  );
  if (session.parts !== undefined) return nearestOverServers(session, { ...scan, graph: { numbers, type } });
  const parameters = new Parameters();
  const distance = `${numbers} <#> ${parameters.add(vectorText(query))}::${type}`;
  const limit = parameters.add(wanted);
  const nearest =
    passing === undefined
      ? `SELECT id FROM (SELECT paper FROM embedding ORDER BY ${distance} LIMIT ${limit}) AS nearest
         JOIN heading USING (paper)`
      : `SELECT id FROM embedding JOIN heading USING (paper)
         WHERE ${conditionOf(passing.where, parameters)} ORDER BY ${distance} LIMIT ${limit}`;
  return idsOf(session, nearest, parameters);
}

async function idsOf(session: Session, sql: string, { values }: Parameters): Promise<PaperId[]> {
  return (await session.rows<{ id: PaperId }>(sql, values)).map(({ id }) => id);
}
