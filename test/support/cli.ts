/** The built command line, run as a person runs it: a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { inCheckout } from './folders.js';

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
  /** Another user, where the tests may take one. */
  readonly uid?: number;
  readonly gid?: number;
  /** A shell command said before, such as a limit. */
  readonly shell?: string;
  /** Called with the process once it is there. */
  readonly onStart?: (child: ChildProcess) => void;
}

export function paperkin(
  args: readonly string[],
  { env = {}, stdin, cwd, uid, gid, shell, onStart }: RunOptions = {},
): Promise<Outcome> {
  const command = [process.execPath, inCheckout('dist/present/cli/main.js'), ...args];
  const [program, ...rest] = shell === undefined ? command : ['sh', '-c', `${shell}; exec "$@"`, 'sh', ...command];
  const child = spawn(program!, rest, {
    cwd: cwd ?? inCheckout('.'),
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    env: {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      COLUMNS: undefined,
      PAPERKIN_INDEX: undefined,
      PAPERKIN_MODEL: undefined,
      ...env,
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {}); // it may end without reading
  child.stdin.end(stdin ?? '');
  onStart?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Runs with `--json` and reads the answer. */
export async function paperkinJson<T>(args: readonly string[], options: RunOptions = {}): Promise<T> {
  const { code, stdout, stderr } = await paperkin([...args, '--json'], options);
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}

/** The commands that a help page lists, without `help` itself. */
export function commandsIn(help: string): string[] {
  const [, listed = ''] = help.split(/^(?:Collection|Commands):$/m);
  const commands = listed.split(/^Examples:$/m)[0]!.matchAll(/^ {2}([a-z]+)/gm);
  return [...commands].map(([, name]) => name!).filter((name) => name !== 'help');
}
