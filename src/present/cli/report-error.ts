/** Errors on stderr: one sentence and a remedy, or JSON. */
import { CommanderError } from 'commander';
import { CorpusError, exitCodeOf, messageOf } from '../../errors.js';
import { plain, plainLine, terminalJson } from '../plain-text.js';

/** What the machine ran out of, and what to do about it. */
const SHORTAGES: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  EMFILE: ['this process has too many open files', 'Raise the limit (`ulimit -n 1024`) and run it again.'],
  ENFILE: ['the system has too many open files', 'Close other programs and run it again.'],
  ENOMEM: ['there is not enough memory', 'Close other programs, or raise the limit, and run it again.'],
  ERR_WORKER_OUT_OF_MEMORY: ['there is not enough memory', 'Close other programs and run it again.'],
  ERR_WORKER_INIT_FAILED: ['a thread could not be started', 'Close other programs, or raise the limit on processes.'],
  EAGAIN: [
    'the system cannot start more processes or threads',
    'Close other programs, or raise the limit on processes.',
  ],
  ENOSPC: ['the disk is full', 'Free some space and run it again; what was reported as added is safe.'],
  EDQUOT: ['the disk quota is used up', 'Free some space and run it again; what was reported as added is safe.'],
};

/** @returns the exit code of the error */
export function reportError(error: unknown, { debug, json }: { debug: boolean; json: boolean }): number {
  // commander has printed it
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodeOf('USAGE');
  const corpusError = error instanceof CorpusError ? error : unforeseen(error);
  const { code, message, remedy } = corpusError;
  if (json) process.stderr.write(`${terminalJson({ error: { code, message, remedy } })}\n`);
  else process.stderr.write(`paperkin: ${plainLine(`${sentence(message)} ${remedy}`)}\n`);
  if (debug) process.stderr.write(`${plain(stackOf(corpusError))}\n`);
  return exitCodeOf(code);
}

function unforeseen(error: unknown): CorpusError {
  const shortage = SHORTAGES[String((error as { code?: unknown } | null)?.code)];
  if (shortage !== undefined) return new CorpusError('FAILED', shortage[0], shortage[1], error);
  const message = messageOf(error);
  return new CorpusError('FAILED', message, 'This is a bug in paperkin. --debug shows a stack trace.', error);
}

function sentence(message: string): string {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}

function stackOf(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by ${stackOf(error.cause)}` : stack;
}
