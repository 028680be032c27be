/** One state of the papers, on one connection, in one transaction. */
import { serversDown } from '../../errors.js';
import type { StoreStatus, StoreView } from '../contract.js';
import { papersVersionOf } from '../papers-version.js';
import { changesSince } from './papers/changes.js';
import { paperReader, STORED_PAPER, type StoredRow, storedOf } from './papers/papers.js';
import type { KnownEmbeddings, RecentEmbeddings } from './papers/recent.js';
import { keptValues } from './papers/stored-values.js';
import { waitingAmong, waitingIn } from './papers/waiting.js';
import { paperLists } from './queries/lists.js';
import { nearestTo } from './queries/nearest.js';
import { passingPapers } from './queries/passing.js';
import { type Snapshot, wordIndex } from './queries/words.js';
import type { Session } from './server/session.js';
import { readState, type State, versionOf } from './server/state.js';

/** @param few up to so many papers that pass a filter are named in statements */
export async function viewOf(session: Session, recent: RecentEmbeddings, few?: number): Promise<StoreView> {
  const state = await readState(session);
  const passing = passingPapers(session, few);
  if (session.missing === undefined) return wholeView({ session, state, passing }, recent.of(state.papersVersion));
  return partialView(wholeView({ session, state, passing }), session.missing);
}

/** What can be answered without all servers: nothing computed from all papers, so that none of it is stored. */
function partialView(view: StoreView, missing: readonly string[]): StoreView {
  const refuse = (): never => {
    throw serversDown(missing, 'this needs all papers');
  };
  return {
    ...view,
    missing,
    version: `${view.version} without ${missing.join(' ')}`,
    listIds: async () => refuse(),
    scanPapers: refuse,
    scanHeadings: refuse,
    scanEmbeddings: refuse,
    unembedded: async () => refuse(),
  };
}

function wholeView(snapshot: Snapshot, known?: KnownEmbeddings): StoreView {
  const { session, state, passing } = snapshot;
  const reader = paperReader(session, known);
  return {
    version: versionOf(state),
    papersVersion: papersVersionOf(state.identity, state.papersVersion),
    status: () => statusOf(session, state),
    model: async () => state.model,
    waitingAmong: (ids) => waitingAmong(session, ids),
    changesSince: (version) => changesSince(session, state, version),
    unembedded: async () => {
      const rows = await session.rows<StoredRow>(
        `SELECT ${STORED_PAPER} FROM heading JOIN paper USING (paper)
         WHERE NOT EXISTS (SELECT 1 FROM embedding WHERE embedding.paper = heading.paper) ORDER BY id`,
      );
      return rows.map(storedOf);
    },
    nearest: (query, k, options) =>
      passing(options?.where).then((among) =>
        nearestTo(session, state, { query, k, passing: among, embeddings: reader.embeddings }),
      ),
    ...reader,
    ...paperLists(session, state.papers),
    ...wordIndex(snapshot),
    ...keptValues(session),
  };
}

async function statusOf(session: Session, state: State): Promise<StoreStatus> {
  const [sizes] = await session.rows<{ embeddings: number; bytes: number }>(
    `SELECT (SELECT count(DISTINCT text_hash)::float8 FROM embedding) AS embeddings,
       (SELECT sum(pg_total_relation_size(oid))::float8 FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r') AS bytes`,
  );
  return {
    version: versionOf(state),
    papers: state.papers,
    embeddings: sizes?.embeddings ?? 0,
    model: state.model,
    sizeBytes: sizes?.bytes ?? 0,
    waiting: await waitingIn(session),
  };
}
