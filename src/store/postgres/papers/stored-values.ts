/** Values stored with the papers: a person's decisions, which are primary data, and values derived from the papers. */
import type { Derived, DerivedRow, RowChanges, StoredValues } from '../../contract.js';
import { keyBatches, ROWS_AT_ONCE, writeBatches } from '../../derived-batches.js';
import { numberOfVersion } from '../../papers-version.js';
import type { Session } from '../server/session.js';
import type { State } from '../server/state.js';

interface Header {
  readonly of: string;
  readonly version: number;
  readonly program: string;
  readonly value: string;
  readonly edition: string;
}

type Saved = Derived & { readonly rows?: RowChanges };

export function keptValues(session: Session): StoredValues {
  return {
    decisions: async (name) => {
      const [row] = await session.rows<{ value: string }>('SELECT value FROM decision WHERE name = $1', [name]);
      return row === undefined ? undefined : (JSON.parse(row.value) as unknown);
    },
    decisionNames: async () =>
      (await session.rows<{ name: string }>('SELECT name FROM decision ORDER BY name')).map(({ name }) => name),
    derived: async (name) => {
      const header = await headerOf(session, name);
      if (header === undefined) return undefined;
      return { of: header.of, program: header.program, value: JSON.parse(header.value) as unknown };
    },
    derivedRows: (name, keys) => readRows(session, name, keys),
  };
}

async function headerOf(session: Session, name: string): Promise<Header | undefined> {
  const sql = `SELECT of, papers_version::float8 AS version, program, value, edition::text AS edition
    FROM derived WHERE name = $1`;
  return (await session.rows<Header>(sql, [name]))[0];
}

async function* readRows(
  session: Session,
  name: string,
  keys?: readonly string[],
): AsyncGenerator<readonly DerivedRow[]> {
  const header = await headerOf(session, name);
  if (header === undefined) return;
  const parsed = (rows: readonly { key: string; value: string }[]) =>
    rows.map(({ key, value }): DerivedRow => [key, JSON.parse(value) as unknown]);
  const ofEdition = 'SELECT key, value FROM derived_row WHERE name = $1 AND edition = $2';
  if (keys !== undefined) {
    const named = `${ofEdition} AND key = ANY ($3::text[]) ORDER BY key`;
    for (const batch of keyBatches(keys)) yield parsed(await session.rows(named, [name, header.edition, batch]));
    return;
  }
  for (let last: string | undefined; ; ) {
    const rows: { key: string; value: string }[] = await session.rows(
      `${ofEdition} AND ($3::text IS NULL OR key > $3) ORDER BY key LIMIT ${ROWS_AT_ONCE}`,
      [name, header.edition, last ?? null],
    );
    if (rows.length === 0) return;
    yield parsed(rows);
    last = rows.at(-1)!.key;
  }
}

/** Does nothing if a newer value is stored, or if the stored rows are of another version. */
export async function saveDerived(session: Session, state: State, name: string, derived: Saved): Promise<void> {
  await session.rows('SELECT pg_advisory_xact_lock(hashtext($1), hashtext($2))', ['paperkin derived', name]);
  const version = numberOfVersion(derived.of, state.identity);
  const header = await headerOf(session, name);
  if (
    version === undefined ||
    (header !== undefined && numberOfVersion(header.of, state.identity) !== undefined && header.version > version)
  )
    return;
  const { rows } = derived;
  if (rows !== undefined && 'since' in rows) {
    if (header?.of !== rows.since) return;
    await session.rows('DELETE FROM derived_row WHERE name = $1 AND edition = $2 AND key = ANY ($3::text[])', [
      name,
      header.edition,
      rows.remove,
    ]);
    await putRows(session, name, header.edition, rows.put);
  }
  const edition = rows !== undefined && 'replace' in rows ? await replaceRows(session, name, rows.replace) : undefined;
  await session.rows(
    `INSERT INTO derived (name, of, papers_version, program, value, edition) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (name) DO UPDATE SET of = excluded.of, papers_version = excluded.papers_version,
       program = excluded.program, value = excluded.value, edition = excluded.edition`,
    [name, derived.of, version, derived.program, JSON.stringify(derived.value), edition ?? header?.edition ?? '0'],
  );
}

/** @returns the edition valid from now on */
async function replaceRows(
  session: Session,
  name: string,
  rows: Iterable<DerivedRow> | AsyncIterable<DerivedRow>,
): Promise<string> {
  const [next] = await session.rows<{ edition: string }>(
    'SELECT (coalesce(max(edition), 0) + 1)::text AS edition FROM derived_row WHERE name = $1',
    [name],
  );
  const put = (batch: readonly DerivedRow[]) => putRows(session, name, next!.edition, batch);
  await put(await writeBatches(rows, put));
  await session.rows('DELETE FROM derived_row WHERE name = $1 AND edition < $2', [name, next!.edition]);
  return next!.edition;
}

async function putRows(session: Session, name: string, edition: string, rows: readonly DerivedRow[]): Promise<void> {
  const last = [...new Map(rows.map((row) => [row[0], row])).values()];
  for (let from = 0; from < last.length; from += ROWS_AT_ONCE) {
    const some = last.slice(from, from + ROWS_AT_ONCE);
    await session.rows(
      `INSERT INTO derived_row (name, edition, key, value)
       SELECT $1, $2, key, value FROM unnest($3::text[], $4::text[]) AS one (key, value)
       ON CONFLICT (name, edition, key) DO UPDATE SET value = excluded.value`,
      [name, edition, some.map(([key]) => key), some.map(([, value]) => JSON.stringify(value))],
    );
  }
}

export async function writeDecisions(session: Session, decisions: ReadonlyMap<string, unknown>): Promise<void> {
  await session.rows('UPDATE state SET decisions_version = decisions_version + 1');
  for (const [name, value] of decisions)
    await session.rows(
      `INSERT INTO decision (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [name, JSON.stringify(value)],
    );
}
