/** The one row of `state`: the versions, the counts that BM25 needs, and the model. */
import { papersVersionOf } from '../../papers-version.js';
import type { StoredModel } from '../../shapes.js';
import type { GraphType } from './location.js';
import type { Session } from './session.js';

export interface State {
  readonly identity: string;
  readonly papersVersion: number;
  readonly decisionsVersion: number;
  readonly papers: number;
  readonly tokens: number;
  readonly oldestChange: number;
  /** The type indexed by the HNSW graph; none if every embedding is compared. */
  readonly graph: GraphType | null;
  readonly model: StoredModel | null;
}

const COLUMNS = `identity, papers_version::float8 AS "papersVersion", decisions_version::float8 AS "decisionsVersion",
  papers::float8 AS papers, tokens::float8 AS tokens, oldest_change::float8 AS "oldestChange", graph, model`;

type StateRow = Omit<State, 'model'> & { readonly model: string | null };

export async function readState(session: Session): Promise<State> {
  return stateOf((await session.rows<StateRow>(`SELECT ${COLUMNS} FROM state`))[0]!);
}

/** Locks the row until the transaction ends, so that versions are committed in order. @param by default: 1 */
export async function raisePapersVersion(session: Session, by = 1): Promise<State> {
  const sql = `UPDATE state SET papers_version = papers_version + $1 RETURNING ${COLUMNS}`;
  return stateOf((await session.rows<StateRow>(sql, [by]))[0]!);
}

function stateOf({ model, ...state }: StateRow): State {
  return { ...state, model: model === null ? null : (JSON.parse(model) as StoredModel) };
}

export function versionOf({ identity, papersVersion, decisionsVersion }: State): string {
  return `${papersVersionOf(identity, papersVersion)}.${decisionsVersion}`;
}
