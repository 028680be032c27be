import { spawn } from 'node:child_process';
import { serve } from '../../http/index.js';
import type { CommonOptions, Run } from '../run.js';
import { note, print } from '../terminal.js';

interface Options extends CommonOptions {
  readonly host: string;
  readonly port: number;
  readonly token?: string;
  readonly open?: boolean;
}

export const run: Run<Options> = async (_args, options, signal) => {
  const { index, model, host, port, token } = options;
  const { url, close } = await serve({
    index,
    host,
    port,
    signal,
    log: note,
    ...(model === undefined ? {} : { model }),
    ...(token === undefined ? {} : { token }),
  });
  if (options.json === true) print(JSON.stringify({ url }));
  else print(`paperkin is at ${url} (Ctrl-C ends it)`);
  if (options.open === true) openInBrowser(url);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await close();
};

/** Asks the system to show an address; where it cannot, the address has been printed. */
function openInBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  spawn(command!, args, { stdio: 'ignore', detached: true })
    .on('error', () => note(`Open ${url} in a browser.`))
    .unref();
}
