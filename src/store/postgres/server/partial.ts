/**
 * Answers from the servers that answer, where the URL allows it (`partial=true`): while a server is down, temporary
 * views of the session hide the tables of papers and contain only the partitions of the others.
 */
import type { PoolClient } from 'pg';
import { codeOf } from '../../../errors.js';
import { PAPER_TABLES } from './tables.js';

/** How long a server that was down is left out before it is tried again. */
const RECHECK_MS = 5_000;
/** SQLSTATE of postgres_fdw: it could not connect to a server, or lost it in the middle of a statement. */
const SERVER_DOWN = new Set(['08001', '08006']);

export function isServerDown(error: unknown): boolean {
  return SERVER_DOWN.has(codeOf(error) ?? '');
}

interface Partition {
  readonly parent: string;
  readonly part: string;
  /** Null if it is on the coordinator. */
  readonly server: string | null;
}

interface Answering {
  /** Servers that do not answer. */
  readonly missing: readonly string[];
  /** If some are missing: the remainders of the partitions on the others. */
  readonly parts?: readonly number[];
}

export class ReachableParts {
  readonly #schema: string;
  #answering: Answering = { missing: [] };
  #checked = -RECHECK_MS;
  /** Which servers the views of a connection leave out. */
  readonly #views = new WeakMap<PoolClient, string>();

  constructor(schema: string) {
    this.#schema = schema;
  }

  /** Checks every server with the next query. */
  recheck(): void {
    this.#checked = -RECHECK_MS;
  }

  /** Called on a connection outside of a transaction. @returns what the next query asks */
  async prepare(client: PoolClient, suspected: boolean): Promise<Answering> {
    if ((suspected || this.#answering.missing.length > 0) && performance.now() - this.#checked >= RECHECK_MS) {
      this.#answering = await this.#probe(client);
      this.#checked = performance.now();
    }
    const answering = this.#answering;
    const wanted = answering.missing.join(' ');
    if ((this.#views.get(client) ?? '') !== wanted) {
      for (const sql of await this.#viewSql(client, answering.missing)) await client.query(sql);
      this.#views.set(client, wanted);
    }
    return answering;
  }

  async #probe(client: PoolClient): Promise<Answering> {
    const missing: string[] = [];
    const partitions = await this.#partitions(client);
    for (const server of new Set(partitions.flatMap(({ server: name }) => name ?? []))) {
      const { part } = partitions.find((one) => one.server === server)!;
      try {
        await client.query(`SELECT 1 FROM ${part} LIMIT 1`);
      } catch (error) {
        if (!isServerDown(error)) throw error;
        missing.push(server);
      }
    }
    if (missing.length === 0) return { missing };
    const reachable = partitions
      .filter(({ parent, server }) => parent === 'posting' && (server === null || !missing.includes(server)))
      .map(({ part }) => Number(/(\d+)"?$/.exec(part)![1]));
    return { missing: missing.sort(), parts: reachable };
  }

  async #partitions(client: PoolClient): Promise<Partition[]> {
    const { rows } = await client.query<Partition>(
      `SELECT parent.relname AS parent, format('%I.%I', $1::text, part.relname) AS part, srvname AS server
       FROM pg_inherits
       JOIN pg_class AS part ON part.oid = inhrelid JOIN pg_class AS parent ON parent.oid = inhparent
       LEFT JOIN pg_foreign_table ON ftrelid = part.oid LEFT JOIN pg_foreign_server AS other ON other.oid = ftserver
       WHERE parent.relnamespace = quote_ident($1)::regnamespace AND parent.relkind = 'p' ORDER BY part.relname`,
      [this.#schema],
    );
    return rows;
  }

  async #viewSql(client: PoolClient, missing: readonly string[]): Promise<string[]> {
    const tables = PAPER_TABLES.map(({ name }) => name);
    if (missing.length === 0) return tables.map((name) => `DROP VIEW IF EXISTS pg_temp.${name}`);
    const partitions = await this.#partitions(client);
    return tables.map((name) => {
      const parts = partitions.filter(
        ({ parent, server }) => parent === name && (server === null || !missing.includes(server)),
      );
      const whole = `"${this.#schema}".${name}`;
      const sql =
        parts.length === 0
          ? `SELECT * FROM ${whole} WHERE false`
          : parts.map(({ part }) => `SELECT * FROM ${part}`).join(' UNION ALL ');
      return `CREATE OR REPLACE TEMPORARY VIEW ${name} AS ${sql}`;
    });
  }
}
