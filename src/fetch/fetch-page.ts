/** Fetches one page: follows redirects, retries busy servers, and skips unchanged pages. */
import { CorpusError, throwIfAborted } from '../errors.js';
import { serverNamedUrl } from './address.js';
import { inUtf8 } from './charset.js';
import { type HttpAnswer, type Limits, requestOnce, TransferError } from './client.js';

export interface FetchOptions {
  readonly limits: Limits;
  readonly signal?: AbortSignal | undefined;
  /** Waits; injected for tests. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Validators of a page for conditional requests. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchedPage extends Validators {
  /** Final URL. */
  readonly url: URL;
  readonly body: Uint8Array;
  /** URL of the next page from the response headers. */
  readonly nextLink: string | null;
  /** Whether other pages of this server may be private. */
  readonly mayBePrivate: boolean;
}

export interface PageRequest {
  readonly url: URL;
  /** False if the address came from a server. */
  readonly mayBePrivate: boolean;
  readonly known?: Validators | undefined;
}

const MOST_REDIRECTS = 5;
/** Maximum number of attempts, and the wait before the second; it doubles each time. */
const ATTEMPTS = 4;
const FIRST_WAIT_MS = 1_000;
/** Maximum pause: for a longer one, an error is better than a command that seems to hang. */
const LONGEST_WAIT_MS = 60_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const BUSY = new Set([429, 500, 502, 503, 504]);

/** @returns null if the page is unchanged @throws CorpusError INPUT_UNREADABLE */
export async function fetchPage(request: PageRequest, options: FetchOptions): Promise<FetchedPage | null> {
  let { url, mayBePrivate } = request;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await patiently(url, { ...request, mayBePrivate }, options);
    if (answer.status === 304 && isConditional(request)) return null;
    if (answer.status === 200) return pageOf(url, answer, mayBePrivate);
    const location = answer.header('location');
    if (!REDIRECTS.has(answer.status) || location === undefined) throw statusFault(url, answer.status);
    const next = serverNamedUrl(location, url);
    // A redirect from a public server into a private network is an attack; between private servers it is not.
    mayBePrivate = mayBePrivate && answer.isPrivate;
    url = next;
  }
  throw unreadable(
    `${request.url.host} redirects more than ${MOST_REDIRECTS} times`,
    'Use the final address that a browser shows.',
  );
}

function isConditional({ known }: PageRequest): boolean {
  return Object.keys(conditionsOf(known)).length > 0;
}

function conditionsOf(known: Validators | undefined): Readonly<Record<string, string>> {
  return {
    ...(known?.etag == null ? {} : { 'if-none-match': known.etag }),
    ...(known?.lastModified == null ? {} : { 'if-modified-since': known.lastModified }),
  };
}

async function patiently(
  url: URL,
  { mayBePrivate, known }: PageRequest,
  { limits, signal, wait }: FetchOptions,
): Promise<HttpAnswer> {
  const headers = conditionsOf(known);
  for (let attempt = 1; ; attempt++) {
    throwIfAborted(signal);
    const answer = await requestOnce(url, { headers, limits, mayBePrivate, signal }).catch((error: unknown) => {
      throwIfAborted(signal);
      if (!(error instanceof TransferError)) throw error;
      return error;
    });
    const failed = answer instanceof TransferError;
    if (failed ? !answer.mayPass : !BUSY.has(answer.status)) {
      if (!failed) return answer;
      throw unreadable(`${url.host} ${answer.message}`, 'Check the address.');
    }
    const pause = (failed ? null : retryAfterMs(answer)) ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
    if (attempt === ATTEMPTS || pause > LONGEST_WAIT_MS) {
      if (failed) throw unreadable(`${url.host} ${answer.message}`, 'Try again later.');
      throw busyFault(url, answer.status, pause);
    }
    await wait(pause, signal);
  }
}

/** In seconds, or a date relative to the clock of the server. */
function retryAfterMs(answer: HttpAnswer): number | null {
  const text = answer.header('retry-after');
  if (text === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text) * 1000;
  const [at, now] = [Date.parse(text), Date.parse(answer.header('date') ?? '')];
  return Number.isNaN(at) || Number.isNaN(now) ? null : Math.max(0, at - now);
}

function pageOf(url: URL, { header, body }: HttpAnswer, mayBePrivate: boolean): FetchedPage {
  const next = /<([^>]*)>\s*;[^,]*\brel\s*=\s*"?next"?/i.exec(header('link') ?? '')?.[1] ?? null;
  const validators = { etag: header('etag') ?? null, lastModified: header('last-modified') ?? null };
  return { url, body: inUtf8(body, header('content-type')), nextLink: next, mayBePrivate, ...validators };
}

function statusFault(url: URL, status: number): CorpusError {
  const what: Readonly<Record<number, string>> = {
    401: 'asks for a password',
    403: 'does not allow it',
    404: 'has no such page',
    410: 'has removed the page',
  };
  return unreadable(
    `${url.host} ${what[status] ?? `answers with status ${status}`} (${url.pathname})`,
    'Check the address in a browser.',
  );
}

function busyFault(url: URL, status: number, pauseMs: number): CorpusError {
  const asks = pauseMs > LONGEST_WAIT_MS ? ` and asks to wait ${Math.ceil(pauseMs / 1000)} seconds` : '';
  return unreadable(`${url.host} is busy (status ${status})${asks}`, 'Try again later.');
}

function unreadable(message: string, remedy: string): CorpusError {
  return new CorpusError('INPUT_UNREADABLE', message, remedy);
}
