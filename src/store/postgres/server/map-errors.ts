/** Maps errors of the server and of the connection to sentences with a remedy. */
import { CorpusError, codeOf, messageOf } from '../../../errors.js';

/** Of the operating system and of `pg`: no answer, or the connection ended. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ENOENT',
]);
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);
const TOO_SLOW = /timeout exceeded when trying to connect|timeout expired|due to connection timeout/;
const LOST_MESSAGES = /^(?:Connection terminated|Client has encountered a connection error|Client was closed)/;
/** Of TLS in Node: https://nodejs.org/api/tls.html#x509-certificate-error-codes. */
const UNTRUSTED = /^(?:CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_CERT_|SELF_SIGNED_CERT_|UNABLE_TO_(?:GET|VERIFY)_)/;
/** Of `pg`, if the server asks with SCRAM. */
const NO_PASSWORD = /client password must be a (?:non-empty )?string/;
const NO_TLS = 'The server does not support SSL connections';
/** Codes of PostgreSQL: postgresql.org/docs/current/errcodes-appendix.html. */
const SHUTTING_DOWN = new Set(['57P01', '57P02', '57P03']);
const WRONG_LOGIN = new Set(['28000', '28P01']);
const DISK_FULL = '53100';
const OUT_OF_MEMORY = '53200';
const READ_ONLY = '25006';

/** The error of the server or of the connection, also where it is mapped already. */
function causeOf(error: unknown): unknown {
  return error instanceof CorpusError ? error.cause : error;
}

/** Whether the server is full or takes no writes now: some servers become read-only when their disk is full. */
export function saysUnwritable(error: unknown): boolean {
  return [DISK_FULL, READ_ONLY].includes(codeOf(causeOf(error)) ?? '');
}

/** Whether a table is missing: another process may drop it between two statements of a transaction. */
export function isMissingTable(error: unknown): boolean {
  return codeOf(causeOf(error)) === '42P01';
}

/** Whether the connection was lost, so that the query may be repeated on another one. */
export function isLostConnection(error: unknown): boolean {
  const cause = causeOf(error);
  const code = codeOf(cause);
  return (
    (code !== undefined && (LOST.has(code) || SHUTTING_DOWN.has(code))) ||
    (cause instanceof Error && LOST_MESSAGES.test(cause.message) && !TOO_SLOW.test(cause.message))
  );
}

/** The error as shown to a person; other errors are unchanged. */
export function mapped(location: string, error: unknown): unknown {
  if (error instanceof CorpusError) return error;
  const failed = (message: string, remedy: string) => new CorpusError('FAILED', message, remedy, error);
  const down = (message: string, remedy: string) => new CorpusError('DATABASE_DOWN', message, remedy, error);
  const code = codeOf(error);
  const text = messageOf(error);
  if (isLostConnection(error))
    return down(
      `the connection to ${location} was lost`,
      'Run the same command again; papers reported as added are kept.',
    );
  const tls = tlsError(location, error);
  if (tls !== undefined) return tls;
  if ((code !== undefined && UNREACHABLE.has(code)) || TOO_SLOW.test(text))
    return down(`the server of ${location} does not answer`, 'Check that it runs and that its address is right.');
  if (NO_PASSWORD.test(text))
    return failed(
      `${location} asks for a password, and there is none`,
      'Put it into PGPASSWORD, ~/.pgpass or the URL in PAPERKIN_INDEX.',
    );
  if (code === undefined) return error;
  if (WRONG_LOGIN.has(code))
    return failed(`${location} refuses the login`, 'Check the user and the password in the URL.');
  if (code === '3D000')
    return failed(`there is no database at ${location}`, 'Create it with createdb, or name another.');
  if (code === '57014')
    return failed(
      `the server of ${location} took too long`,
      'Ask for less, or raise statement_timeout in the URL (milliseconds).',
    );
  if (code === '42501')
    return failed(
      `this login lacks a right on ${location}: ${text}`,
      'Use another login, or grant the right; docs/postgres.md has the grants of a reader.',
    );
  if (code === READ_ONLY) return readOnly(location, error);
  if (code === '53300')
    return failed(`the server of ${location} has no free connection`, 'Try again, or raise max_connections.');
  if (code === DISK_FULL || code === OUT_OF_MEMORY)
    return new CorpusError(
      code === DISK_FULL ? 'DISK_FULL' : 'FAILED',
      `the server of ${location} has no disk space or memory left: ${text}`,
      'Free some and run the same command again.',
      error,
    );
  if (code === '40001' || code === '40P01' || code === '55P03')
    return new CorpusError(
      'CORPUS_BUSY',
      `another program is writing to ${location}`,
      'Run the same command again.',
      error,
    );
  if (code === '08001' || code === '08006')
    return down(
      `${location} cannot reach one of its servers: ${text.split('\n')[0]}`,
      'Start that server, then run the same command again.',
    );
  return failed(`${location} failed: ${text}`, 'See the log of the server.');
}

export function readOnly(location: string, cause?: unknown): CorpusError {
  return new CorpusError(
    'READ_ONLY',
    `${location} can only be read with this login`,
    'Use a login that may write to it.',
    cause,
  );
}

/** @returns none if TLS is not the reason */
function tlsError(location: string, error: unknown): CorpusError | undefined {
  const failed = (message: string, remedy: string) => new CorpusError('FAILED', message, remedy, error);
  const { syscall, path } = error as { readonly syscall?: unknown; readonly path?: unknown };
  const text = messageOf(error);
  if (syscall === 'open' && typeof path === 'string')
    return failed(`${path} cannot be read`, 'Check sslrootcert, sslcert and sslkey in the URL.');
  if (text === NO_TLS)
    return failed(
      `the server of ${location} has no TLS, which sslmode in the URL asks for`,
      'Turn on ssl in its settings, or leave out sslmode.',
    );
  if (UNTRUSTED.test(codeOf(error) ?? ''))
    return failed(
      `the certificate of ${location} is not trusted: ${text}`,
      'Name the certificate of its authority in the URL (sslrootcert=FILE).',
    );
  return undefined;
}
