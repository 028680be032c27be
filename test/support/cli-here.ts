/**
 * The command line in this process, for what does not depend on being a process of its own: that takes half a second of
 * processor time for each command. It starts no threads, since those of the sources are not compiled: few papers only.
 */
import { vi } from 'vitest';
import { program } from '../../src/present/cli/program.js';
import { reportError } from '../../src/present/cli/report-error.js';
import type { Outcome } from './cli.js';

/** Of the person who runs the tests. Colour is switched off in `vitest.config.ts`: it is read once, when loading. */
const UNSET = ['COLUMNS', 'PAPERKIN_INDEX', 'PAPERKIN_MODEL'];

/** One command at a time: all that is written meanwhile counts as its output. */
export async function paperkinHere(args: readonly string[]): Promise<Omit<Outcome, 'signal'>> {
  const [stdout, stderr] = [written(process.stdout), written(process.stderr)];
  const settings = UNSET.map((name) => [name, process.env[name]] as const);
  for (const name of UNSET) delete process.env[name];
  try {
    const code = await run(args);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    for (const [name, value] of settings) if (value !== undefined) process.env[name] = value;
    for (const { restore } of [stdout, stderr]) restore();
  }
}

/** As `main.ts` does. */
async function run(args: readonly string[]): Promise<number> {
  try {
    return await program({ argv: ['node', 'paperkin', ...args], signal: new AbortController().signal });
  } catch (error) {
    return reportError(error, { debug: args.includes('--debug'), json: args.includes('--json') });
  }
}

function written(stream: NodeJS.WriteStream) {
  let text = '';
  const write = vi.spyOn(stream, 'write').mockImplementation((chunk, ...rest: unknown[]) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const callback = rest.at(-1);
    if (typeof callback === 'function') callback();
    return true;
  });
  return { text: () => text, restore: () => write.mockRestore() };
}
