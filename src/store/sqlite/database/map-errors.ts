/** Turns errors of SQLite and of the file system into sentences with a remedy. */
import { CorpusError, codeOf } from '../../../errors.js';
import { Damage } from './checksum.js';

export const DATABASE_FILE = 'papers.sqlite';

/** Error codes of the system for a location that cannot be written. */
const UNWRITABLE = new Set('EACCES EPERM EROFS ENOTDIR EEXIST ENOENT ENAMETOOLONG ELOOP EFBIG'.split(' '));
/** SQLite calls it `SHMSIZE` where not a byte is left for the index of its log. */
const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT']);
/**
 * The same by SQLite, whose codes have extensions (sqlite.org/rescode.html): `SQLITE_IOERR_WRITE`,
 * `SQLITE_CANTOPEN_ISDIR`.
 */
const UNWRITABLE_FAMILIES = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH', 'SQLITE_IOERR'];
/** Codes of these families that are about the bytes read, not about the location. */
const BAD_BYTES = new Set(['SQLITE_IOERR_SHORT_READ', 'SQLITE_IOERR_CORRUPTFS', 'SQLITE_IOERR_DATA']);
const UNREADABLE = new Set(['SQLITE_IOERR_READ', 'SQLITE_IOERR_FSTAT', 'SQLITE_IOERR_SEEK', 'SQLITE_IOERR_AUTH']);
/** Of a wrong use, whatever is in the index: a fault of the program, which no repair ends. */
const MISUSED = new Set(['SQLITE_MISMATCH', 'SQLITE_RANGE', 'SQLITE_MISUSE']);

/** Runs database work and turns SQLite's errors into sentences. */
export function mapErrors<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throwMapped(folder, error);
  }
}

/** The same for asynchronous work. */
export function throwMapped(folder: string, error: unknown): never {
  throw translation(folder, error);
}

/** Whether an error, or its cause, says that a location is full or cannot be written. */
export function saysUnwritable(error: unknown): boolean {
  const code = codeOf(error instanceof CorpusError ? error.cause : error);
  return code !== undefined && (FULL.has(code) || isUnwritable(code));
}

/** The index is intact; it only cannot be written here. @param cause none if it was opened for reading only */
export function unwritable(folder: string, cause?: unknown): CorpusError {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  return new CorpusError(
    cause === undefined ? 'READ_ONLY' : 'FAILED',
    `the index folder ${folder} cannot be written${reason}`,
    'Check its permissions, the free space on its disk and the limit on open files (`ulimit -n`), or name another ' +
      'folder with --index DIR; papers reported as added are kept.',
    cause,
  );
}

/** For a write to an index that was opened for reading only. @param refusal why it was not opened for writing */
export function notOpenedForWriting(folder: string, refusal: unknown): CorpusError {
  return refusal instanceof CorpusError && refusal.code === 'DISK_FULL' ? refusal : unwritable(folder);
}

export function damagedIndex(folder: string, reason: string, cause?: unknown): CorpusError {
  return new CorpusError(
    'INDEX_DAMAGED',
    `the index in ${folder} is damaged: ${reason}`,
    'Run `paperkin doctor --repair`, which keeps everything intact and lists the rest; or `paperkin restore FILE`.',
    cause,
  );
}

function translation(folder: string, error: unknown): unknown {
  if (error instanceof Damage) return damagedIndex(folder, error.message, error);
  const code = codeOf(error);
  if (error instanceof CorpusError || code === undefined || MISUSED.has(code)) return error;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new CorpusError(
      'CORPUS_BUSY',
      `another program is writing to the index in ${folder}`,
      'Try again when it is done.',
      error,
    );
  }
  if (FULL.has(code)) {
    return new CorpusError(
      'DISK_FULL',
      `no space left on the disk of ${folder}`,
      'Free some space and run the same command again; papers reported as added are kept.',
      error,
    );
  }
  if (UNREADABLE.has(code)) {
    return new CorpusError(
      'FAILED',
      `the index in ${folder} cannot be read: ${(error as Error).message}`,
      'Check its disk and its permissions.',
      error,
    );
  }
  if (isUnwritable(code)) return unwritable(folder, error);
  if (code === 'SQLITE_NOMEM')
    return new CorpusError('FAILED', 'there is not enough memory', 'Close other programs and try again.', error);
  return code.startsWith('SQLITE_') ? damagedIndex(folder, (error as Error).message, error) : error;
}

function isUnwritable(code: string): boolean {
  if (BAD_BYTES.has(code) || UNREADABLE.has(code)) return false;
  return UNWRITABLE.has(code) || UNWRITABLE_FAMILIES.some((family) => code.startsWith(family));
}
