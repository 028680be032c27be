#!/usr/bin/env node
/**
 * The command line's outermost ring: arguments in, exit code out. Nothing else touches `process.argv` or
 * `process.exit`.
 */
import { CorpusError, exitCodeOf } from '../../errors.js';
import { program } from './program.js';
import { reportError } from './report-error.js';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort();
    process.once(signal, () => process.exit(exitCodeOf('INTERRUPTED'))); // the second one does not wait
  });
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0); // the reader has seen enough
  const reason = `the output cannot be written: ${error.message}`;
  const failure = new CorpusError('FAILED', reason, 'Check the place it goes to.', error);
  process.exit(reportError(failure, { debug: false, json: false }));
});

try {
  process.exitCode = await program({ signal: interrupted.signal, argv: process.argv });
} catch (error) {
  process.exitCode = reportError(error, {
    debug: process.argv.includes('--debug'),
    json: process.argv.includes('--json'),
  });
}
