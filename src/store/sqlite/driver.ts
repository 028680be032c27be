/**
 * The SQLite driver: `better-sqlite3`, in the version that this version of Node can run.
 *
 * Version 13 crashes Node 20. Version 12 makes Node 24.19 and later abort when garbage is collected: there
 * `node::ObjectWrap`, which it extends, removes a hook that needs a running context.
 */
import type Database from 'better-sqlite3';

const [MAJOR] = process.versions.node.split('.').map(Number);
const PACKAGE = MAJOR! >= 22 ? 'better-sqlite3' : 'better-sqlite3-node20';

/** Loads the driver when it is first used. */
export async function loadSqlite(): Promise<typeof Database> {
  const { default: Sqlite } = (await import(PACKAGE)) as { default: typeof Database };
  return Sqlite;
}
