/**
 * Values derived from the papers: a small JSON value under a name, and rows that belong to it. A damaged value counts
 * as missing, and is derived again.
 *
 * Rows that are replaced are written as a new edition, in batches. The value names the valid edition, so after an
 * interruption the old rows stay valid. Several processes may replace the same rows at once: a claim gives each an
 * edition of its own, and one whose edition was removed by another stores nothing.
 */
import type Database from 'better-sqlite3';
import type { Derived, DerivedRow, RowChanges } from '../../contract.js';
import { keyBatches, ROWS_AT_ONCE, writeBatches } from '../../derived-batches.js';
import { checksumOf } from '../database/checksum.js';
import { damagedIndex } from '../database/map-errors.js';
import { generationOf, papersVersionIn } from '../database/meta.js';
import { prepared } from '../database/prepared.js';
import { batchesInOrder } from '../database/whole-scan.js';

/** Key of the row that claims an edition while its rows are written; no row of a value has an empty key. */
const CLAIM = '';
const UINT32 = 2 ** 32;

interface Header {
  readonly generation: number;
  readonly program: string;
  readonly value: string;
  readonly edition: number;
  readonly rows: number;
  /** The sum of the checksums of the rows. */
  readonly rows_sum: number;
}

interface Row {
  readonly key: string;
  readonly value: string;
  readonly sum: number;
}

/** A value, and the generation of the papers that it was derived from. */
interface Value {
  readonly generation: number;
  readonly program: string;
  readonly value: unknown;
}

/** @returns undefined if it is missing or damaged */
export function readDerived(database: Database.Database, name: string): Derived | undefined {
  const header = headerOf(database, name);
  if (header === undefined) return undefined;
  const of = papersVersionIn(database, header.generation);
  return { of, program: header.program, value: JSON.parse(header.value) as unknown };
}

function headerOf(database: Database.Database, name: string): Header | undefined {
  const row = prepared(database, 'SELECT * FROM derived WHERE name = ?').get(name) as
    | (Header & { sum: number })
    | undefined;
  return row !== undefined && headerSum(name, row) === row.sum ? row : undefined;
}

function headerSum(name: string, { generation, program, value, edition, rows, rows_sum }: Header): number {
  return checksumOf(name, generation, program, value, edition, rows, rows_sum);
}

/** @throws CorpusError INDEX_DAMAGED if a row is damaged, missing or superfluous */
export async function* readRows(
  database: Database.Database,
  folder: string,
  name: string,
  keys?: readonly string[],
): AsyncGenerator<readonly DerivedRow[]> {
  const header = headerOf(database, name);
  if (header === undefined || header.rows === 0) return;
  const damaged = () => damagedIndex(folder, `the stored value "${name}" is damaged; it is computed again when needed`);
  const parsed = (row: Row): DerivedRow => {
    if (rowSum(name, row) !== row.sum) throw damaged();
    return [row.key, JSON.parse(row.value) as unknown];
  };
  if (keys !== undefined) {
    const one = database.prepare('SELECT key, value, sum FROM derived_row WHERE name = ? AND edition = ? AND key = ?');
    for (const batch of keyBatches(keys))
      yield batch.flatMap((key) => (one.all(name, header.edition, key) as Row[]).map(parsed));
    return;
  }
  const next = database.prepare(
    'SELECT key, value, sum FROM derived_row WHERE name = ? AND edition = ? AND key > ? ORDER BY key LIMIT ?',
  );
  const rowsAfter = (key: string) => next.all(name, header.edition, key, ROWS_AT_ONCE) as Row[];
  let [count, sum] = [0, 0];
  for (const rows of batchesInOrder('derived_row', '', rowsAfter, ({ key }) => key)) {
    count += rows.length;
    for (const row of rows) sum = (sum + row.sum) % UINT32;
    yield rows.map(parsed);
  }
  if (count !== header.rows || sum !== header.rows_sum) throw damaged();
}

function rowSum(name: string, { key, value }: Pick<Row, 'key' | 'value'>): number {
  return checksumOf(name, key, value);
}

/**
 * Does nothing if a newer value is stored, if the stored rows are of another version, or if the value is of another
 * index.
 */
export async function saveDerived(
  database: Database.Database,
  name: string,
  { of, program, value, rows }: Derived & { readonly rows?: RowChanges },
): Promise<void> {
  const generation = generationOf(database, of);
  if (generation === undefined) return;
  const derived: Value = { generation, program, value };
  if (rows !== undefined && 'replace' in rows) return replaceRows(database, name, derived, rows.replace);
  database
    .transaction(() => {
      const header = headerOf(database, name);
      if (header !== undefined && header.generation > generation) return;
      if (rows === undefined) {
        writeHeader(database, name, derived, header ?? { edition: nextEdition(database, name), rows: 0, rows_sum: 0 });
        return;
      }
      if (header === undefined || header.generation !== generationOf(database, rows.since)) return;
      const writer = rowWriter(database, name, header);
      for (const key of rows.remove) writer.remove(key);
      for (const row of rows.put) writer.put(row);
      writeHeader(database, name, derived, writer.now());
    })
    .immediate();
}

async function replaceRows(
  database: Database.Database,
  name: string,
  derived: Value,
  rows: Iterable<DerivedRow> | AsyncIterable<DerivedRow>,
): Promise<void> {
  const edition = database.transaction(() => claimEdition(database, name)).immediate();
  const writer = rowWriter(database, name, { edition, rows: 0, rows_sum: 0 });
  const putAll = (batch: readonly DerivedRow[]) => batch.forEach(writer.put);
  const rest = await writeBatches(rows, (batch) => database.transaction(putAll).immediate(batch));
  database
    .transaction(() => {
      putAll(rest);
      const isClaimed = releaseClaim(database, name, edition);
      const header = headerOf(database, name);
      if (isClaimed && (header === undefined || header.generation <= derived.generation)) {
        writeHeader(database, name, derived, writer.now());
        database.prepare('DELETE FROM derived_row WHERE name = ? AND edition < ?').run(name, edition);
      } else database.prepare('DELETE FROM derived_row WHERE name = ? AND edition = ?').run(name, edition);
    })
    .immediate();
}

function claimEdition(database: Database.Database, name: string): number {
  const edition = nextEdition(database, name);
  database.prepare('INSERT INTO derived_row VALUES (?, ?, ?, ?, ?)').run(name, edition, CLAIM, '', 0);
  return edition;
}

/** @returns false if another process has removed the edition meanwhile */
function releaseClaim(database: Database.Database, name: string, edition: number): boolean {
  const release = database.prepare('DELETE FROM derived_row WHERE name = ? AND edition = ? AND key = ?');
  return release.run(name, edition, CLAIM).changes > 0;
}

function nextEdition(database: Database.Database, name: string): number {
  const newest = database.prepare('SELECT max(edition) FROM derived_row WHERE name = ?').pluck().get(name);
  const named = database.prepare('SELECT edition FROM derived WHERE name = ?').pluck().get(name);
  return Math.max(Number(newest ?? 0), Number(named ?? 0)) + 1;
}

type Rows = Pick<Header, 'edition' | 'rows' | 'rows_sum'>;

/** Writes rows of one edition and counts them. */
function rowWriter(database: Database.Database, name: string, { edition, rows, rows_sum }: Rows) {
  const take = database
    .prepare('DELETE FROM derived_row WHERE name = ? AND edition = ? AND key = ? RETURNING sum')
    .pluck();
  const add = database.prepare('INSERT INTO derived_row VALUES (?, ?, ?, ?, ?)');
  let [count, sum] = [rows, rows_sum];
  const remove = (key: string) => {
    const before = take.get(name, edition, key) as number | undefined;
    if (before === undefined) return;
    count--;
    sum = (sum - before + UINT32) % UINT32;
  };
  return {
    remove,
    put: ([key, value]: DerivedRow) => {
      remove(key);
      const text = JSON.stringify(value);
      const checksum = rowSum(name, { key, value: text });
      add.run(name, edition, key, text, checksum);
      count++;
      sum = (sum + checksum) % UINT32;
    },
    now: (): Rows => ({ edition, rows: count, rows_sum: sum }),
  };
}

function writeHeader(
  database: Database.Database,
  name: string,
  { generation, program, value }: Value,
  { edition, rows, rows_sum }: Rows,
): void {
  const header: Header = { generation, program, value: JSON.stringify(value), edition, rows, rows_sum };
  database
    .prepare(
      'INSERT OR REPLACE INTO derived VALUES (@name, @generation, @program, @value, @edition, @rows, @rows_sum, @sum)',
    )
    .run({ name, ...header, sum: headerSum(name, header) });
}

/** @returns one sentence for each fault */
export function derivedFaults(database: Database.Database): string[] {
  const names = database.prepare('SELECT name FROM derived ORDER BY name').pluck().all() as string[];
  return names
    .filter((name) => !rowsFit(database, name))
    .map((name) => `what is kept as "${name}" is damaged; it is made again when needed`);
}

function rowsFit(database: Database.Database, name: string): boolean {
  const header = headerOf(database, name);
  if (header === undefined) return false;
  let [count, sum] = [0, 0];
  const rows = database.prepare('SELECT key, value, sum FROM derived_row WHERE name = ? AND edition = ?');
  for (const row of rows.iterate(name, header.edition) as Iterable<Row>) {
    if (rowSum(name, row) !== row.sum) return false;
    count++;
    sum = (sum + row.sum) % UINT32;
  }
  return count === header.rows && sum === header.rows_sum;
}

/** All intact values, for a database that is rewritten. */
export function copyDerived(old: Database.Database, made: Database.Database): void {
  for (const name of old.prepare('SELECT name FROM derived ORDER BY name').pluck().all() as string[]) {
    if (!rowsFit(old, name)) continue;
    const header = old.prepare('SELECT * FROM derived WHERE name = ?').get(name) as Header;
    made
      .prepare('INSERT INTO derived VALUES (@name, @generation, @program, @value, @edition, @rows, @rows_sum, @sum)')
      .run(header);
    const add = made.prepare('INSERT INTO derived_row VALUES (@name, @edition, @key, @value, @sum)');
    const rows = old.prepare('SELECT * FROM derived_row WHERE name = ? AND edition = ? ORDER BY key');
    for (const row of rows.iterate(name, header.edition)) add.run(row);
  }
}
