/**
 * paperkin over HTTP: the page, `/api/…`, `/mcp`, `/openapi.json`, `/healthz`.
 *
 * In: the folder of an index and where to listen. Out: an address, served until the signal fires or the server is
 * closed. Work runs on threads and in separate processes, so the server always responds. It listens on this machine
 * only unless there is a token. It offers nothing that the library does not; see `../verbs/`.
 */
import { randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { fileURLToPath } from 'node:url';
import { codeOf } from '../../errors.js';
import { CorpusError } from '../../index.js';
import { mcpOverHttp } from '../mcp/index.js';
import { openThreads } from '../threads/threads.js';
import { guardOf } from './guard.js';
import { openPage } from './page.js';
import { buildServer } from './server.js';

export interface ServeOptions {
  /** Folder of the index; created if missing. */
  readonly index: string;
  /** Folder of a sentence-transformer (default: the model that comes with paperkin). */
  readonly model?: string | undefined;
  /** URL of a replica of the database of the index, to read from. */
  readonly readFrom?: string | undefined;
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Required to listen beyond loopback; if set, every request needs it. */
  readonly token?: string | undefined;
  /** Called with internal errors, for the operator of the server. */
  readonly log?: ((line: string) => void) | undefined;
}

export interface Serving {
  /** URL of the page. */
  readonly url: string;
  /** Settles when the last response is sent and every worker has exited. */
  close(): Promise<void>;
}

/** How long running requests may take after the server was told to stop; soon after, the program is ended. */
const GRACE_MS = 3_000;
/** How often idle connections are looked for while stopping. */
const IDLE_LOOK_MS = 50;
/** The built files of the page. */
const PAGE = fileURLToPath(new URL('../web', import.meta.url));

/**
 * Listens.
 * @throws CorpusError USAGE (an address that needs a token), FAILED (the port is taken), and those of `openCorpus`
 */
export async function serve({
  index,
  readFrom,
  model,
  host,
  port,
  token,
  log = () => undefined,
}: ServeOptions): Promise<Serving> {
  const guard = guardOf(host, token);
  const threads = openThreads({ index, create: true, readFrom, model }, log);
  const mcp = mcpOverHttp(threads.ask);
  const app = await buildServer({
    ask: threads.ask,
    guard,
    page: openPage(PAGE),
    mcp,
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
  async function stop(): Promise<void> {
    const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_LOOK_MS);
    const impatience = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
    await Promise.all([app.close(), threads.close()]);
    clearInterval(idle);
    clearTimeout(impatience);
  }
  return { url: addressOf(app.server.address(), host), close: () => (closing ??= stop()) };
}

function addressOf(address: ReturnType<import('node:net').Server['address']>, host: string): string {
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = isIPv6(host) ? `[${host}]` : host;
  return `http://${name}:${port}/`;
}

function cannotListen(error: unknown, host: string, port: number): unknown {
  const code = codeOf(error);
  if (code === 'EADDRINUSE')
    return new CorpusError('FAILED', `port ${port} on ${host} is in use`, 'Choose another with --port.', error);
  if (code === 'EACCES')
    return new CorpusError('FAILED', `port ${port} needs more privileges`, 'Choose one above 1023 with --port.', error);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new CorpusError('USAGE', `${host} is not an address of this machine`, 'Choose another with --host.', error);
  return error;
}
