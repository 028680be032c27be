/** The SQLite driver, to look into a database and to damage it. */
import type Sqlite from 'better-sqlite3';
import { loadSqlite } from '../../src/store/sqlite/database/driver.js';

export const Database = await loadSqlite();
export type Connection = Sqlite.Database;
