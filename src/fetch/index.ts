/**
 * "What is at this address now?"
 *
 * In: an http or https address that a person named, and its state from the last fetch. Out: its pages, one after the
 * other, or that it has not changed. Handles redirects, compression, limits of time and size, pauses that servers ask
 * for, and result pages. Parses no format, writes nothing, and is never called for an address from HTTP or an
 * assistant.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { CorpusError, throwIfAborted } from '../errors.js';
import { readUrl } from './address.js';
import { LIMITS, type Limits } from './client.js';
import { type FetchedPage, fetchPage, type Validators } from './fetch-page.js';
import { firstPages, nextPage, pauseBefore } from './paging.js';

export { isPrivateAddress, readUrl } from './address.js';
export type { Limits } from './client.js';
export type { Validators } from './fetch-page.js';

export interface FetchAllOptions {
  readonly limits?: Limits | undefined;
  readonly signal?: AbortSignal | undefined;
  /** State from the last fetch. */
  readonly known?: Validators | undefined;
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Maximum number of pages, so that a server cannot continue for ever. */
const MOST_PAGES = 100;

/**
 * The pages of an address; none if it has not changed.
 * @throws CorpusError USAGE for an invalid address; INPUT_UNREADABLE after the pages before the error, or after the
 * hundredth if there are more
 */
export async function* fetchPages(typed: string, options: FetchAllOptions = {}): AsyncGenerator<FetchedPage> {
  const { limits = LIMITS, signal, known, wait = pause } = options;
  const first = firstPages(readUrl(typed));
  const visits = new Set<string>();
  let pageCount = 0;
  for (const start of first) {
    let url: URL | null = start;
    let mayBePrivate = true;
    while (url !== null) {
      if (pageCount === MOST_PAGES) throw morePages();
      const pauseMs = pauseBefore(url);
      if (pauseMs > 0) await wait(pauseMs, signal);
      visits.add(url.href);
      const unchanged = pageCount === 0 && first.length === 1 ? known : undefined;
      const page: FetchedPage | null = await fetchPage(
        { url, mayBePrivate, known: unchanged },
        { limits, signal, wait },
      );
      if (page === null) return;
      yield page;
      pageCount++;
      url = nextPage(page);
      mayBePrivate = page.mayBePrivate;
      if (url !== null && visits.has(url.href)) break; // pages in a circle: all of them were read
    }
  }
}

function morePages(): CorpusError {
  return new CorpusError(
    'INPUT_UNREADABLE',
    `it has more than ${MOST_PAGES} pages, and only the papers of the first ${MOST_PAGES} were added`,
    'Use an address with fewer results, such as those of one year.',
  );
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => throwIfAborted(signal));
}
