/**
 * The SQLite driver: `better-sqlite3`, in the version that this version of Node can run.
 *
 * Version 13 crashes Node 20. Version 12 makes Node 24.19 and later abort when garbage is collected: there
 * `node::ObjectWrap`, which it extends, removes a hook that needs a running context.
 */
import type Database from 'better-sqlite3';
import { notInstalled } from '../../compiled-package.js';

const [MAJOR] = process.versions.node.split('.').map(Number);
const PACKAGE = MAJOR! >= 22 ? 'better-sqlite3' : 'better-sqlite3-node20';

/** Loads the driver when it is first used. @throws CorpusError FAILED where the package is not installed */
export async function loadSqlite(): Promise<typeof Database> {
  try {
    const { default: Sqlite } = (await import(PACKAGE)) as { default: typeof Database };
    return Sqlite;
  } catch (cause) {
    throw notInstalled(PACKAGE, 'Use Node 22 or newer, or install a C++ compiler and then paperkin again.', cause);
  }
}
