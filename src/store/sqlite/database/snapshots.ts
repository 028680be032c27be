/**
 * Snapshots of the papers for questions: each is a read transaction (sqlite.org/isolation.html, WAL). A question begins
 * at the newest state, and shares its connection with other questions at that state. While a question is still at an
 * older state, the next gets a connection of its own. The last question at a state ends its transaction, so none is
 * open between questions, and the log can be checkpointed.
 */
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { loadSqlite } from './driver.js';
import { DATABASE_FILE } from './map-errors.js';
import { holdMeta, releaseMeta } from './meta.js';
import { prepared } from './prepared.js';

/** Connections kept open for the next query. */
const MOST_IDLE = 2;

export interface Snapshot {
  readonly database: Database.Database;
  release(): void;
}

interface OpenSnapshot {
  readonly database: Database.Database;
  readonly state: unknown;
  questions: number;
}

export class Snapshots {
  readonly #newest: Database.Statement;
  readonly #idle: Database.Database[] = [];
  readonly #open = new Set<OpenSnapshot>();
  #current: OpenSnapshot | undefined;

  /** @param live the connection to the newest state; the only one if the database is in memory */
  constructor(
    readonly folder: string,
    readonly live: Database.Database,
  ) {
    this.#newest = live.prepare("SELECT group_concat(value, '.') FROM meta WHERE name IN ('generation', 'decisions')");
    this.#newest.pluck();
  }

  async take(): Promise<Snapshot> {
    if (this.live.memory) return { database: this.live, release: () => undefined };
    const Sqlite = await loadSqlite();
    const state = this.#newest.get();
    const sharing = this.#current !== undefined && this.#current.questions > 0 && this.#current.state === state;
    const snapshot = sharing ? this.#current! : this.#begin(state, Sqlite);
    snapshot.questions++;
    let released = false;
    return {
      database: snapshot.database,
      release: () => {
        if (released) return;
        released = true;
        if (--snapshot.questions === 0) this.#end(snapshot);
      },
    };
  }

  close(): void {
    for (const database of [...this.#idle, ...[...this.#open].map((one) => one.database)]) database.close();
    this.#open.clear();
  }

  #begin(state: unknown, Sqlite: typeof Database): OpenSnapshot {
    const database =
      this.#idle.pop() ?? new Sqlite(join(this.folder, DATABASE_FILE), { readonly: true, fileMustExist: true });
    try {
      prepared(database, 'BEGIN').run();
      prepared(database, 'SELECT 1 FROM meta').get(); // the first read starts the snapshot, at `state` or a newer one
    } catch (error) {
      database.close();
      throw error;
    }
    holdMeta(database);
    this.#current = { database, state, questions: 0 };
    this.#open.add(this.#current);
    return this.#current;
  }

  #end(snapshot: OpenSnapshot): void {
    if (!this.#open.delete(snapshot)) return; // closed before its question had settled
    if (this.#current === snapshot) this.#current = undefined;
    releaseMeta(snapshot.database);
    try {
      prepared(snapshot.database, 'COMMIT').run();
      if (this.#idle.length < MOST_IDLE) this.#idle.push(snapshot.database);
      else snapshot.database.close();
    } catch {
      snapshot.database.close(); // a damaged file: the question that reads the damage reports it
    }
  }
}
