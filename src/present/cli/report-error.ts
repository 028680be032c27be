/** Errors on stderr: one sentence and a remedy, or JSON. */
import { CommanderError } from 'commander';
import { CorpusError, exitCodeOf } from '../../errors.js';

/** @returns the exit code of the error */
export function reportError(error: unknown, { debug, json }: { debug: boolean; json: boolean }): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodeOf('USAGE'); // commander has printed it
  const known =
    error instanceof CorpusError
      ? error
      : new CorpusError(
          'FAILED',
          error instanceof Error ? error.message : String(error),
          'This is a fault in paperkin; --debug shows where.',
          error,
        );
  if (json)
    process.stderr.write(
      `${JSON.stringify({ error: { code: known.code, message: known.message, remedy: known.remedy } })}\n`,
    );
  else process.stderr.write(`paperkin: ${sentence(known.message)} ${known.remedy}\n`);
  if (debug) process.stderr.write(`${stackOf(known)}\n`);
  return exitCodeOf(known.code);
}

function sentence(message: string): string {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}

function stackOf(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by ${stackOf(error.cause)}` : stack;
}
