/**
 * The definitions of tables, indexes and columns in the database. The program knows them, so a damaged definition is
 * detected before a statement misreads a table, and a repair rewrites it.
 */
import type Database from 'better-sqlite3';
import { Damage } from '../database/checksum.js';
import { createTables } from '../papers/tables.js';

/** A row of `sqlite_schema` (sqlite.org/schematab.html), without the page on which the table begins. */
interface Definition {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  /** `null` for an index that SQLite creates itself. */
  readonly sql: string | null;
}

interface StoredDefinition extends Definition {
  readonly rowid: number;
}

/** Computed once in a process. */
let newIndex: readonly Definition[] | undefined;

/** The definitions of a new index, as this SQLite writes them. */
function expectedDefinitions(database: Database.Database): readonly Definition[] {
  if (newIndex !== undefined) return newIndex;
  const empty = new (database.constructor as new (path: string) => Database.Database)(':memory:');
  try {
    createTables(empty);
    newIndex = definitionsIn(empty);
    return newIndex;
  } finally {
    empty.close();
  }
}

function definitionsIn(database: Database.Database): readonly StoredDefinition[] {
  return database
    .prepare('SELECT rowid, type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid')
    .all() as StoredDefinition[];
}

/** @throws Damage */
export function verifyDefinitions(database: Database.Database): void {
  const unmet = new Map(expectedDefinitions(database).map((one) => [one.name, one]));
  for (const definition of definitionsIn(database)) {
    const expected = unmet.get(definition.name);
    if (expected !== undefined && !areSame(definition, expected))
      throw new Damage(`the definition of the ${expected.type} "${expected.name}" is damaged`);
    unmet.delete(definition.name);
  }
  for (const { type, name } of unmet.values()) throw new Damage(`the ${type} "${name}" is missing`);
}

/** Ignores spaces and line ends, so that the source may be reformatted. */
function areSame(a: Definition, b: Definition): boolean {
  const plain = ({ type, name, tbl_name, sql }: Definition) =>
    JSON.stringify([type, name, tbl_name, typeof sql === 'string' ? sql.replace(/\s+/g, ' ') : sql]);
  return plain(a) === plain(b);
}

/** Rewrites damaged definitions. They apply when the database is opened again. */
export function restoreDefinitions(database: Database.Database): void {
  database.unsafeMode(true);
  database.pragma('writable_schema = ON'); // reads a database whose definitions cannot be parsed, too
  const definitions = definitionsIn(database);
  const expected = new Map(expectedDefinitions(database).map((one) => [one.name, one]));
  const names = new Set(definitions.map(({ name }) => name));
  // They are in the order in which the tables were created: an unknown name is the next that is missing.
  const missing = [...expected.values()].filter(({ name }) => !names.has(name));
  const update = database.prepare('UPDATE sqlite_schema SET type = ?, name = ?, tbl_name = ?, sql = ? WHERE rowid = ?');
  for (const one of definitions) {
    const right = expected.get(one.name) ?? missing.shift();
    if (right !== undefined && !areSame(one, right))
      update.run(right.type, right.name, right.tbl_name, right.sql, one.rowid);
  }
}
