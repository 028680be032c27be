/** How sessions and transactions begin, whatever the server, the database or the login sets by default. */

/**
 * The lock of a machine that vanished is free after a minute, and not after TCP's two hours. A writer that embeds is
 * idle for longer than some servers allow.
 */
export const KEEPALIVE = `SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
  SET idle_session_timeout = 0`;

/** Between two statements, answers are computed: that takes longer than some servers allow. */
const UNHURRIED = 'SET LOCAL idle_in_transaction_session_timeout = 0';

/** Statements of a write see what others committed meanwhile, and take the longer the larger the batch is. */
export const WRITE = `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = 0; ${UNHURRIED}`;

/**
 * Ranking by words sums the scores of every paper with a word: 64 MB are enough for a million. Compiling a statement
 * (JIT) and starting parallel workers take longer than most queries, and a server answers many queries at once.
 */
export const READ = `BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off;
  SET LOCAL max_parallel_workers_per_gather = 0; ${UNHURRIED}`;

/** Tables of the index without their schema, and pgvector, which services install in a schema of their own. */
export function searchPath(schema: string, during: 'transaction' | 'session'): string {
  const path = `'"${schema}", public' || coalesce((SELECT ', ' || quote_ident(nspname) FROM pg_extension
    JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'vector'), '')`;
  return `SELECT set_config('search_path', ${path}, ${during === 'transaction'})`;
}
