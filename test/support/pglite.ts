/**
 * PostgreSQL in this process (PGlite with pgvector), as a stand-in for a server. It has one connection: questions that
 * overlap share a transaction, and a write waits until they are done. One instance serves a test file; each index has a
 * schema of its own.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import type { Store } from '../../src/store/index.js';
import type { GraphType } from '../../src/store/postgres/server/location.js';
import type { Database, Parameter, Session } from '../../src/store/postgres/server/session.js';
import { storeIn } from '../../src/store/postgres/store.js';
import { afterThisFile } from './clean-up.js';
import { emptySql } from './servers.js';

let opening: Promise<PGlite> | undefined;
let schemas = 0;

/** The instance of this test file. */
export function pglite(): Promise<PGlite> {
  if (opening === undefined) {
    opening = PGlite.create({ extensions: { vector } });
    afterThisFile(async () => {
      const closing = opening;
      opening = undefined; // even where closing fails: the next file opens its own
      await (await closing)?.close();
    });
  }
  return opening;
}

/** A new index; `exactUpTo` and `few` as in `storeIn`. */
export async function openPglite(exactUpTo?: number, graph: GraphType | null = null, few?: number): Promise<Store> {
  const engine = await pglite();
  const schema = `index_${++schemas}`;
  const settings = { schema, partitions: 2, shown: `pglite:${schema}`, graph };
  return storeIn(new Embedded(engine, schema), settings, {
    ...(exactUpTo === undefined ? {} : { exactUpTo }),
    ...(few === undefined ? {} : { few }),
  });
}

/** A store whose tables are empty again when it is closed: making them takes longer than a test. */
export function reusedPglite(): () => Promise<Store> {
  const schema = `index_${++schemas}`;
  return async () => {
    const engine = await pglite();
    const settings = { schema, partitions: 2, shown: `pglite:${schema}`, graph: null };
    const store = await storeIn(new Embedded(engine, schema), settings, {});
    return { ...store, close: async () => void (await engine.exec(emptySql(schema))) };
  };
}

/** The same index, opened once more. */
export async function reopenPglite({ location }: Store): Promise<Store> {
  const schema = location.replace('pglite:', '');
  return storeIn(new Embedded(await pglite(), schema), { schema, partitions: 2, shown: location, graph: null }, {});
}

/** The type that each HNSW graph of an index indexes. */
export async function graphsOf({ location }: Store): Promise<string[]> {
  const { rows } = await (await pglite()).query<{ type: string }>(
    `SELECT substring(indexdef FROM 'numbers\\)::(\\w+\\(\\d+\\))') AS type
     FROM pg_indexes WHERE schemaname = $1 AND indexdef LIKE '%hnsw%' ORDER BY type`,
    [location.replace('pglite:', '')],
  );
  return rows.map(({ type }) => type);
}

/** The partitions of `posting` that have a key. */
export async function keysOf({ location }: Store): Promise<string[]> {
  const { rows } = await (await pglite()).query<{ name: string }>(
    `SELECT relname AS name FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
     WHERE contype = 'p' AND relname LIKE 'posting%' AND relnamespace = $1::regnamespace ORDER BY relname`,
    [location.replace('pglite:', '')],
  );
  return rows.map(({ name }) => name);
}

class Embedded implements Database {
  readonly location: string;
  spread = 0;
  /** Set in the middle of a question: what it writes is part of its transaction. */
  readonly #asking = new AsyncLocalStorage<true>();
  #readers = 0;
  #begun: Promise<unknown> = Promise.resolve();
  #last: Promise<unknown> = Promise.resolve();
  #idle: (() => void)[] = [];
  #locked = false;

  constructor(
    readonly engine: PGlite,
    readonly schema: string,
  ) {
    this.location = `pglite:${schema}`;
  }

  async read<T>(question: (session: Session) => Promise<T>): Promise<T> {
    if (this.#readers++ === 0) this.#begun = this.#last.then(() => this.#begin('ISOLATION LEVEL REPEATABLE READ'));
    await this.#begun;
    try {
      return await this.#asking.run(true, () => question(this.#session()));
    } finally {
      if (--this.#readers === 0) {
        await this.engine.exec('COMMIT');
        for (const next of this.#idle.splice(0)) next();
      }
    }
  }

  async write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (this.#asking.getStore() === true) return work(this.#session());
    const turn = this.#last.then(async () => {
      while (this.#readers > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
      await this.#begin('');
      try {
        const result = await work(this.#session());
        await this.engine.exec('COMMIT');
        return result;
      } catch (error) {
        await this.engine.exec('ROLLBACK');
        throw error;
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  keep<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.write(work);
  }

  async maintain(statements: readonly string[]): Promise<void> {
    await this.engine.exec(`SET search_path TO "${this.schema}", public`);
    for (const statement of statements) await this.engine.exec(statement);
  }

  async tryLock() {
    if (this.#locked) return undefined;
    this.#locked = true;
    return {
      release: async () => {
        this.#locked = false;
      },
    };
  }

  async close(): Promise<void> {
    await this.engine.exec(`DROP SCHEMA "${this.schema}" CASCADE`);
  }

  async #begin(mode: string): Promise<void> {
    await this.engine.exec(`BEGIN ${mode}; SET LOCAL search_path TO "${this.schema}", public`);
  }

  #session(): Session {
    return {
      rows: async <Row>(sql: string, values: readonly Parameter[] = []) =>
        (await this.engine.query<Row>(sql, [...values])).rows,
    };
  }
}
