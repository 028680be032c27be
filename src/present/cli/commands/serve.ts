import { spawn } from 'node:child_process';
import { CorpusError } from '../../../index.js';
import { serve } from '../../http/index.js';
import { textInFile } from '../read-text.js';
import type { CommonOptions, Run } from '../run.js';
import { note, print, printJson } from '../terminal.js';

interface Options extends CommonOptions {
  readonly host: string;
  readonly port: number;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly open?: boolean;
}

/** The command that opens an address in the default browser; `xdg-open` on the other platforms. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

export const run: Run<Options> = async (_args, options, signal) => {
  const { index, readFrom, model, host, port } = options;
  const token = await tokenOf(options);
  const { url, close } = await serve({ index, readFrom, model, host, port, token, log: note });
  if (options.json === true) await printJson('serving', { url }, 0);
  else print(`paperkin is running at ${url} (Ctrl-C to stop)`);
  if (options.open === true) openInBrowser(url);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await close();
};

/** The secret from the file, the option or the variable. @throws CorpusError USAGE, INPUT_UNREADABLE */
async function tokenOf({ token, tokenFile }: Options): Promise<string | undefined> {
  if (tokenFile === undefined) return token;
  if (token !== undefined)
    throw new CorpusError('USAGE', 'a token and --token-file cannot be combined', 'Use one of them.');
  return (await textInFile(tokenFile)).trim();
}

/** Opens the address in the default browser. If that fails, the printed address remains. */
function openInBrowser(url: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  spawn(command!, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => note(`Open ${url} in a browser.`))
    .unref();
}
