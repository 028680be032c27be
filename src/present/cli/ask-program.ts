/** Asks a program that the user names, such as a local language model: a text in, its output out. */
import { spawn } from 'node:child_process';
import { CorpusError } from '../../index.js';

/** Characters of output that are read; an answer is one line. */
const MOST_OUTPUT = 1_000_000;

/**
 * Runs a shell command. What it writes to stderr, such as its progress, goes to the terminal.
 * @returns its output
 * @throws CorpusError FAILED if it cannot be run, fails or never stops writing; INTERRUPTED
 */
export function askProgram(command: string, input: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown) =>
      reject(
        signal.aborted
          ? new CorpusError('INTERRUPTED', 'interrupted; what was saved stays', 'Run the same command again.')
          : new CorpusError('FAILED', `\`${command}\` ${why}`, 'Try it in a shell first.', cause),
      );
    const program = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'], signal });
    let output = '';
    program.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length <= MOST_OUTPUT) return;
      program.stdout.destroy(); // the shell may have started others, which end when nobody reads
      program.kill();
      fail(`wrote more than ${MOST_OUTPUT.toLocaleString('en')} characters`);
    });
    program.stdin.on('error', () => undefined); // it need not read its input
    program.stdin.end(input);
    program.once('error', (cause) => fail('cannot be run', cause));
    program.once('close', (code, killedBy) => {
      if (code === 0) resolve(output);
      else fail(`ended with ${killedBy ?? `exit code ${code}`}`);
    });
  });
}
