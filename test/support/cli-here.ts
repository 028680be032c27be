/**
 * The command line in this process, for what does not depend on being a process of its own: that takes half a second of
 * processor time for each command. It starts no threads, since those of the sources are not compiled: few papers only.
 */
import { vi } from 'vitest';
import { program } from '../../src/present/cli/program.js';
import { reportError } from '../../src/present/cli/report-error.js';
import type { Outcome } from './cli.js';

/** One command at a time: all that is written meanwhile counts as its output. */
export async function paperkinHere(args: readonly string[]): Promise<Omit<Outcome, 'signal'>> {
  const [stdout, stderr] = [written(process.stdout), written(process.stderr)];
  for (const name of ['COLUMNS', 'PAPERKIN_INDEX', 'PAPERKIN_MODEL']) vi.stubEnv(name, undefined);
  try {
    const code = await run(args);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    vi.unstubAllEnvs();
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
    text += chunk.toString();
    const callback = rest.at(-1);
    if (typeof callback === 'function') callback();
    return true;
  });
  return { text: () => text, restore: () => write.mockRestore() };
}
