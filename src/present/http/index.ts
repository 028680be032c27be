/**
 * paperkin over HTTP: the page, `/api/…`, `/mcp`, `/openapi.json`, `/healthz`.
 *
 * In: the folder of an index and where to listen. Out: an address, answered until the signal fires or it is closed.
 * Everything that takes time happens on threads and in processes of its own, so the server always answers. It listens
 * on this machine only unless there is a token. It says nothing that the library does not say; see `../verbs/`.
 */
import { randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CorpusError } from '../../index.js';
import { VERSION } from '../../version.js';
import { mcpOverHttp } from '../mcp/index.js';
import { openThreads } from '../threads/threads.js';
import { guardOf } from './guard.js';
import { openPage } from './page.js';
import { buildServer } from './server.js';

export interface ServeOptions {
  /** Folder of the index; made where there is none. */
  readonly index: string;
  /** Folder of a sentence-transformer; the shipped one where not given. */
  readonly model?: string;
  /** URL of a replica of the database of the index, to read from. */
  readonly readFrom?: string;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Needed to listen anywhere but on loopback; where given, every request needs it. */
  readonly token?: string;
  readonly signal: AbortSignal;
  /** Told what went wrong inside, for whoever runs the server. */
  readonly log?: (line: string) => void;
  /** Folder of the page's built files. */
  readonly page?: string;
}

export interface Serving {
  /** Where to open it. */
  readonly url: string;
  /** Settles when the last answer is out and every thread has gone. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** How long answers under way may take to finish after the server was told to stop. */
const GRACE_MS = 5_000;
/** How often connections that have had their last answer are looked for then. */
const IDLE_LOOK_MS = 50;
const PAGE = fileURLToPath(new URL('../web', import.meta.url));

/**
 * Listens.
 * @throws CorpusError USAGE (an address that needs a token), FAILED (the port is taken), and those of `openCorpus`
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { index, readFrom, model, host, port, token, signal, log = () => undefined } = options;
  const guard = guardOf(host, token);
  const threads = openThreads(
    {
      index,
      create: true,
      ...(readFrom === undefined ? {} : { readFrom }),
      ...(model === undefined ? {} : { model }),
    },
    log,
  );
  const mcp = mcpOverHttp(threads.ask, VERSION);
  const app = await buildServer({
    ask: threads.ask,
    guard,
    page: openPage(options.page ?? PAGE),
    mcp,
    version: VERSION,
    series: randomUUID(),
    withToken: token !== undefined,
    log,
  });
  try {
    await threads.ask('status', {}); // an index that cannot be opened is told now
    await app.listen({ host, port });
  } catch (error) {
    await Promise.all([app.close(), threads.close()]);
    throw cannotListen(error, host, port);
  }

  let closing: Promise<void> | undefined;
  const close = () => (closing ??= stop());
  const { promise: closed, resolve } = withResolvers();
  async function stop(): Promise<void> {
    const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_LOOK_MS);
    const impatience = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
    await Promise.all([app.close(), threads.close()]);
    clearInterval(idle);
    clearTimeout(impatience);
    resolve();
  }
  signal.addEventListener('abort', () => void close(), { once: true });
  if (signal.aborted) await close();
  return { url: addressOf(app.server.address(), host), closed, close };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  return {
    promise: new Promise<void>((settle) => {
      resolve = settle;
    }),
    resolve,
  };
}

function addressOf(address: ReturnType<import('node:net').Server['address']>, host: string): string {
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = isIPv6(host) ? `[${host}]` : host;
  return `http://${name}:${port}/`;
}

function cannotListen(error: unknown, host: string, port: number): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'EADDRINUSE')
    return new CorpusError('FAILED', `port ${port} on ${host} is taken`, 'Choose another with --port.', error);
  if (code === 'EACCES')
    return new CorpusError('FAILED', `port ${port} may not be used`, 'Choose one above 1023 with --port.', error);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new CorpusError('USAGE', `${host} is no address of this machine`, 'Choose another with --host.', error);
  return error;
}
