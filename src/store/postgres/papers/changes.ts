/** Which papers each write added, changed and removed, so that derived values can be updated. */
import type { PaperId } from '../../../paper.js';
import type { PaperChanges } from '../../contract.js';
import { changesBetween, MOST_WRITES, numberOfVersion } from '../../papers-version.js';
import type { Session } from '../server/session.js';
import type { State } from '../server/state.js';

/** Called within the transaction of the write. */
export async function logChanges(session: Session, version: number, changes: PaperChanges): Promise<void> {
  const kinds = [
    ...changes.added.map((id) => [id, 'added'] as const),
    ...changes.updated.map((id) => [id, 'updated'] as const),
    ...changes.removed.map((id) => [id, 'removed'] as const),
  ];
  await session.rows('INSERT INTO change SELECT $1, id, kind FROM unnest($2::text[], $3::text[]) AS one (id, kind)', [
    version,
    kinds.map(([id]) => id),
    kinds.map(([, kind]) => kind),
  ]);
  const oldest = version - MOST_WRITES;
  if (oldest <= 0) return;
  await session.rows('DELETE FROM change WHERE version <= $1', [oldest]);
  await session.rows('UPDATE state SET oldest_change = $1', [oldest]);
}

/** @returns none if the changes are not known */
export async function changesSince(
  session: Session,
  state: State,
  papersVersion: string,
): Promise<PaperChanges | undefined> {
  const since = numberOfVersion(papersVersion, state.identity);
  if (since === undefined || since > state.papersVersion || since < state.oldestChange) return undefined;
  const rows = await session.rows<{ id: PaperId; first: string; last: string }>(
    `SELECT id, (array_agg(kind ORDER BY version))[1] AS first, (array_agg(kind ORDER BY version DESC))[1] AS last
     FROM change WHERE version > $1 GROUP BY id`,
    [since],
  );
  const ids = (passes: (row: (typeof rows)[number]) => boolean) => new Set(rows.filter(passes).map(({ id }) => id));
  return changesBetween(
    ids(({ first }) => first !== 'added'),
    ids(({ last }) => last !== 'removed'),
  );
}
