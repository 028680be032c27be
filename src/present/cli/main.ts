#!/usr/bin/env node
/**
 * Entry point of the command line: arguments in, exit code out. Nothing else uses `process.argv` or `process.exit`.
 */
import { CorpusError, exitCodeOf } from '../../errors.js';

/**
 * A process that was told to end is ended after this time; acknowledged writes are safe at any moment. Less than the
 * five seconds that are promised: beside 16 busy processes on 2 cores its threads and memory take a second to go.
 */
const LONGEST_END_MS = 3_700;

// Before anything else is loaded, so that a signal during the start is handled too.
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort();
    process.stdin.destroy(); // who waits for input waits no longer
    process.once('exit', (code) => process.exit(code)); // leaves out that Node frees its memory piece by piece
    // Without its handler the signal ends the process at once, as a second one does. `process.exit` would wait for
    // threads that are in a call of native code.
    setTimeout(() => process.kill(process.pid, signal), LONGEST_END_MS).unref();
  });
}

const mode = { debug: process.argv.includes('--debug'), json: process.argv.includes('--json') };
let report: typeof import('./report-error.js').reportError | undefined;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0); // the reader of the pipe has closed it
  const reason = `the output cannot be written: ${error.message}`;
  const failure = new CorpusError('FAILED', reason, 'Check where the output goes.', error);
  process.exit(report?.(failure, { debug: false, json: false }) ?? exitCodeOf(failure.code));
});
process.stderr.on('error', () => undefined); // nobody reads it; the answer and the exit code stay
// Errors outside of the command.
process.on('uncaughtException', (error) => process.exit(reported(error)));

try {
  report = (await import('./report-error.js')).reportError;
  const { watchHeap } = await import('./heap-limit.js');
  watchHeap((error) => process.exit(reported(error)));
  const { program } = await import('./program.js');
  process.exitCode = await program({ signal: interrupted.signal, argv: process.argv });
} catch (error) {
  process.exitCode = reported(error);
}

/** @returns the exit code */
function reported(error: unknown): number {
  if (report === undefined) process.stderr.write(`paperkin: it could not be loaded: ${(error as Error).message}\n`);
  return report?.(error, mode) ?? exitCodeOf('FAILED');
}
