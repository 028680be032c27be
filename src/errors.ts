/**
 * What can go wrong for a person, in one table.
 *
 * Every failure that an operator can mend is a `CorpusError`: a code, one sentence, and the remedy.
 * A presenter turns the code into an exit code or an HTTP status by this table and nothing else.
 * States that cannot happen are not here; they are asserts.
 */

/** Exit codes of the command line; `docs/guide.md` lists them. */
const EXIT_CODES = {
  FAILED: 1,
  USAGE: 2,
  PAPER_UNKNOWN: 1,
  PAPER_AMBIGUOUS: 1,
  THEME_UNKNOWN: 1,
  TAG_UNKNOWN: 1,
  NAME_UNKNOWN: 1,
  CORPUS_EMPTY: 1,
  CORPUS_BUSY: 1,
  DATABASE_DOWN: 1,
  READ_ONLY: 1,
  DISK_FULL: 1,
  INPUT_UNREADABLE: 3,
  INPUT_INVALID: 3,
  MODEL_MISSING: 4,
  MODEL_DAMAGED: 4,
  MODEL_DIFFERS: 4,
  INDEX_DAMAGED: 5,
  INDEX_VERSION: 5,
  INDEX_REPLACED: 5,
  INTERRUPTED: 130,
} as const;

/** Which kind of failure it is, for programs; `docs/library.md` says what each means. */
export type ErrorCode = keyof typeof EXIT_CODES;

/** One sentence for a person, what to do about it, and a code for a program. */
export class CorpusError extends Error {
  readonly code: ErrorCode;
  /** One or two sentences, worded for the command line. */
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CorpusError';
    this.code = code;
    this.remedy = remedy;
  }
}

/** The process exit code of the command line for an error code: 1 to 5, or 130. */
export function exitCodeOf(code: ErrorCode): number {
  return EXIT_CODES[code];
}

/** For what cannot be answered without some servers of a database. @param why a clause: `this needs all papers` */
export function serversDown(servers: readonly string[], why: string): CorpusError {
  return new CorpusError(
    'DATABASE_DOWN',
    `${servers.join(' and ')} ${servers.length === 1 ? 'does' : 'do'} not answer, and ${why}`,
    'Start that server, then run the same command again.',
  );
}

/** V8, WebAssembly and ONNX Runtime say it in words of their own. */
const OUT_OF_MEMORY = /out of memory|allocation failed|failed to allocate|bad_alloc|cannot allocate memory/i;

/** The code that Node.js, SQLite, PostgreSQL or V8 gave an error. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Whether an error of the file system says that there is no such file; others say that it cannot be read. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
}

/** Whether an error, or the last words of a process, say that memory ended. */
export function saysOutOfMemory(what: unknown): boolean {
  const code = codeOf(what);
  return code === 'ERR_WORKER_OUT_OF_MEMORY' || code === 'ENOMEM' || OUT_OF_MEMORY.test(messageOf(what));
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** @throws CorpusError INTERRUPTED where the signal says so; called between two pieces of work, never within one */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new CorpusError('INTERRUPTED', 'interrupted; nothing that was stored is lost', 'Run the same command again.');
}

/** Lets other work run, such as a signal to stop. @throws CorpusError INTERRUPTED */
export async function yieldToEventLoop(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  throwIfAborted(signal);
}
