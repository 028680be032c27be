/** Errors on stderr: one sentence and a remedy, or JSON. */
import { CommanderError } from 'commander';
import { CorpusError, codeOf, exitCodeOf, messageOf, saysOutOfMemory } from '../../errors.js';
import { plain, plainLine, terminalJson } from '../plain-text.js';
import { note } from './terminal.js';

type Failure = readonly [message: string, remedy: string];

const NO_MEMORY: Failure = [
  'there is not enough memory',
  'Close other programs, or raise the limit, and run it again.',
];
/** Node reports a file that it may not open as one that is missing. */
const NOT_LOADED: Failure = [
  'a file of paperkin cannot be read',
  'Raise the limit on open files (`ulimit -n 1024`) and the one on memory, or install paperkin again.',
];
const DISK_FULL: Failure = [
  'the disk is full',
  'Free some space and run it again; what was reported as added is safe.',
];
/** Node reports it as a missing file. */
const NO_WORKING_DIRECTORY: Failure = [
  'the working directory does not exist any more',
  'Change to another one (`cd`), and run it again.',
];

/** What the machine ran out of, and what to do about it. */
const SHORTAGES: Readonly<Record<string, Failure>> = {
  EMFILE: ['this process has too many open files', 'Raise the limit (`ulimit -n 1024`) and run it again.'],
  ENFILE: ['the system has too many open files', 'Close other programs and run it again.'],
  ENOMEM: NO_MEMORY,
  ERR_WORKER_OUT_OF_MEMORY: NO_MEMORY,
  ERR_MEMORY_ALLOCATION_FAILED: NO_MEMORY,
  ERR_MODULE_NOT_FOUND: NOT_LOADED,
  MODULE_NOT_FOUND: NOT_LOADED,
  ERR_DLOPEN_FAILED: NOT_LOADED,
  ERR_WORKER_INIT_FAILED: ['a thread could not be started', 'Close other programs, or raise the limit on processes.'],
  EAGAIN: [
    'the system cannot start more processes or threads',
    'Close other programs, or raise the limit on processes.',
  ],
  ENOSPC: DISK_FULL,
  EDQUOT: ['the disk quota is used up', DISK_FULL[1]],
};

/** @returns the exit code of the error */
export function reportError(error: unknown, { debug, json }: { debug: boolean; json: boolean }): number {
  if (error instanceof CommanderError) return reportUsage(error, json);
  const corpusError = error instanceof CorpusError ? error : unforeseen(error);
  const { code, message, remedy } = corpusError;
  if (json) process.stderr.write(`${terminalJson({ error: { code, message, remedy } })}\n`);
  else note(`paperkin: ${plainLine(`${sentence(message)} ${remedy}`)}`);
  if (debug) process.stderr.write(`${plain(stackOf(corpusError))}\n`);
  return exitCodeOf(code);
}

/** Commander has printed it as text, except if JSON is wanted. */
function reportUsage({ exitCode, code, message }: CommanderError, json: boolean): number {
  if (exitCode === 0) return 0;
  if (json) {
    const reason =
      code === 'commander.help' ? 'there is no command' : message.replace(/^error: /, '').replaceAll('\n', ' ');
    const remedy = 'Run `paperkin COMMAND --help`.';
    process.stderr.write(`${terminalJson({ error: { code: 'USAGE', message: reason, remedy } })}\n`);
  }
  return exitCodeOf('USAGE');
}

function unforeseen(error: unknown): CorpusError {
  const message = messageOf(error);
  const failure = knownFailure(error);
  if (failure !== undefined) return new CorpusError('FAILED', failure[0], failure[1], error);
  return new CorpusError('FAILED', message, 'This is a bug in paperkin. --debug shows a stack trace.', error);
}

function knownFailure(error: unknown): Failure | undefined {
  if ((error as NodeJS.ErrnoException | null)?.syscall === 'uv_cwd') return NO_WORKING_DIRECTORY;
  return SHORTAGES[codeOf(error) ?? ''] ?? (saysOutOfMemory(error) ? NO_MEMORY : undefined);
}

function sentence(message: string): string {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}

function stackOf(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by ${stackOf(error.cause)}` : stack;
}
