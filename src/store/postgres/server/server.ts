/**
 * A PostgreSQL server through `pg`: a pool of connections for queries, one transaction each, and another for writes,
 * so that a query that stores something cannot deadlock. The only file that loads `pg`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client as PgClient, Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { WriteLock } from '../../contract.js';
import { KEEPALIVE, READ, searchPath, WRITE } from './begin.js';
import type { ServerLocation } from './location.js';
import { isLostConnection, mapped } from './map-errors.js';
import { isServerDown, ReachableParts } from './partial.js';
import type { Database, Parameter, Session } from './session.js';

/** Pause before a query is repeated: a restarting server needs a moment. */
const RETRY_MS = 500;
/** A server that shuts down drops its connections and then refuses new ones. */
const MOST_RETRIES = { whole: 1, partial: 3 };
/** One for the writer's lock, one for a write without it, one for values stored during a query. */
const WRITING_CONNECTIONS = 3;
/**
 * Each server takes its snapshot at its first statement. A query over several servers therefore begins with a
 * statement on each, and no write is committed meanwhile: it sees a write on every server or on none.
 */
const TOUCH = "SELECT 1 FROM heading WHERE id = ''";
const gate = (lock: string) => `SELECT ${lock}(hashtext('paperkin commit'), hashtext(current_database()))`;

export async function connectTo(location: ServerLocation): Promise<Database> {
  const { default: pg } = await import('pg');
  const pool = (max: number) => {
    const made = new pg.Pool({
      Client: endedOnFailure(pg.Client),
      connectionString: location.url,
      connectionTimeoutMillis: location.connectMs,
      max,
      application_name: 'paperkin',
      keepAlive: true,
      allowExitOnIdle: true,
    });
    return made.on('error', ignore); // an idle connection was closed: the next transaction gets another one
  };
  // A query may run another one inside it, so there are twice as many connections as queries.
  return new Server(location, pool(2 * location.connections), pool(WRITING_CONNECTIONS));
}

/**
 * A client that closes its connection if it cannot log in: `pg` leaves it open if the server asks for a password and
 * there is none, so the process would wait until the server gives up.
 */
function endedOnFailure(Client: typeof PgClient): typeof PgClient {
  return class extends Client {
    override connect(): Promise<PgClient>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<PgClient> | undefined {
      if (callback === undefined) return super.connect();
      super.connect((error: Error) => {
        if (error) void this.end().catch(ignore);
        callback(error);
      });
      return undefined;
    }
  };
}

class Server implements Database {
  readonly location: string;
  spread = 0;
  readonly #asking = new AsyncLocalStorage<true>();
  readonly #turns: Turns;
  readonly #parts: ReachableParts | undefined;
  /** The connection with the writer's lock: if the lock is lost, its writes must fail. */
  #writer: PoolClient | undefined;
  #lastWrite: Promise<unknown> = Promise.resolve();
  /** Settles when the server has the lock back: the next writer in this process waits for that. */
  #unlocked: Promise<unknown> = Promise.resolve();

  constructor(
    readonly settings: ServerLocation,
    readonly reading: Pool,
    readonly writing: Pool,
  ) {
    this.location = settings.shown;
    this.#turns = new Turns(settings.connections);
    this.#parts = settings.partial ? new ReachableParts(settings.schema) : undefined;
  }

  async read<T>(question: (session: Session) => Promise<T>): Promise<T> {
    if (this.#asking.getStore() === true) return this.#ask(question);
    const done = await this.#turns.take();
    try {
      return await this.#asking.run(true, () => this.#ask(question));
    } finally {
      done();
    }
  }

  async #ask<T>(question: (session: Session) => Promise<T>): Promise<T> {
    const { statementMs } = this.settings;
    const begin = `${READ}; SET LOCAL statement_timeout = ${statementMs}`;
    const ask = (suspected: boolean) =>
      onConnection(this.reading, async (client) => {
        if (this.spread === 0) return this.#transaction(client, begin, question);
        const { missing = [], parts = this.#all() } = (await this.#parts?.prepare(client, suspected)) ?? {};
        await client.query(gate('pg_advisory_lock_shared'));
        return this.#transaction(client, begin, async (session) => {
          await session.rows(TOUCH);
          await session.rows(gate('pg_advisory_unlock_shared'));
          return question({ ...session, parts, ...(missing.length === 0 ? {} : { missing }) });
        });
      });
    const retries = this.#parts === undefined ? MOST_RETRIES.whole : MOST_RETRIES.partial;
    for (let retry = 0, suspected = false; ; retry++) {
      try {
        return await ask(suspected);
      } catch (error) {
        const down = this.#parts !== undefined && isServerDown(error);
        if (retry === retries || !(isServerDown(error) || isLostConnection(error))) throw mapped(this.location, error);
        suspected = down;
        if (down) this.#parts!.recheck();
        else await pause(RETRY_MS);
      }
    }
  }

  write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const writer = this.#writer;
    if (writer === undefined) return this.keep(work);
    const done = this.#lastWrite.then(() => this.#transaction(writer, WRITE, work));
    this.#lastWrite = done.catch(() => undefined);
    return this.#mapped(done);
  }

  keep<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#mapped(onConnection(this.writing, (client) => this.#transaction(client, WRITE, work)));
  }

  maintain(statements: readonly string[]): Promise<void> {
    return this.#mapped(
      onConnection(this.writing, async (client) => {
        await client.query(`SET statement_timeout = 0; ${searchPath(this.settings.schema, 'session')}`);
        for (const statement of statements) await client.query(statement);
      }),
    );
  }

  async tryLock(): Promise<WriteLock | undefined> {
    await this.#unlocked;
    if (this.#writer !== undefined) return undefined;
    const client = await this.#mapped(this.writing.connect());
    client.on('error', ignore); // the next statement reports it
    try {
      await client.query(KEEPALIVE);
      const { rows } = await client.query<{ held: boolean }>(
        'SELECT pg_try_advisory_lock(hashtext($1), hashtext($2)) AS held',
        ['paperkin', this.settings.schema],
      );
      if (rows[0]?.held !== true || this.#writer !== undefined) {
        client.release(true);
        return undefined;
      }
    } catch (error) {
      client.release(true);
      throw mapped(this.location, error);
    }
    this.#writer = client;
    return {
      release: async () => {
        if (this.#writer !== client) return;
        this.#writer = undefined;
        this.#unlocked = client.query('SELECT pg_advisory_unlock_all()').then(
          () => {
            client.off('error', ignore);
            client.release();
          },
          () => client.release(true), // the session has ended, and the lock with it
        );
        await this.#unlocked;
      },
    };
  }

  async close(): Promise<void> {
    this.#writer?.release(true);
    this.#writer = undefined;
    await this.#unlocked;
    await Promise.all([this.reading.end(), this.writing.end()]);
  }

  /** The remainders of all partitions. */
  #all(): number[] {
    return Array.from({ length: this.spread }, (_, remainder) => remainder);
  }

  #mapped<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      throw mapped(this.location, error);
    });
  }

  async #transaction<T>(client: PoolClient, begin: string, work: (session: Session) => Promise<T>): Promise<T> {
    await client.query(`${begin}; ${searchPath(this.settings.schema, 'transaction')}`);
    try {
      const result = await work(inOrder(client, this.spread > 0));
      if (this.spread > 0 && begin === WRITE) await client.query(gate('pg_advisory_xact_lock'));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      if (!isLostConnection(error)) await client.query('ROLLBACK').catch(ignore);
      if (this.spread > 0) await client.query(gate('pg_advisory_unlock_shared')).catch(ignore);
      throw error;
    }
  }
}

function ignore(): void {}

async function onConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  client.on('error', ignore); // the current statement, or the next one, reports it
  let lost = false;
  try {
    return await work(client);
  } catch (error) {
    lost = isLostConnection(error);
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(lost);
  }
}

/** `pg` wants one statement at a time; a question may ask for several at once. */
function inOrder(client: PoolClient, spread: boolean): Session {
  let last: Promise<unknown> = Promise.resolve();
  const afterLast = <T>(work: () => Promise<T>) => {
    const next = last.then(work);
    last = next.catch(ignore);
    return next;
  };
  return {
    rows: <Row>(sql: string, values: readonly Parameter[] = []) =>
      afterLast(async () => (await client.query(sql, [...values])).rows as Row[]),
    // COPY sends the rows of a foreign table one by one, INSERT sends many at once.
    ...(spread
      ? {}
      : {
          copyIn: (sql: string, chunks: Iterable<Buffer>) =>
            afterLast(() => pipeline(Readable.from(chunks), client.query(copyFrom(sql)))),
        }),
  };
}

/** At most this many at a time; the others wait in order of arrival. */
class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(most: number) {
    this.#free = most;
  }

  /** @returns to be called at the end of the turn */
  async take(): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return () => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    };
  }
}
