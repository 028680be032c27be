/** Finds the next page of a result, by the rules of each server. */
import { CorpusError } from '../errors.js';
import { serverNamedUrl } from './address.js';
import type { FetchedPage } from './fetch-page.js';

/** arXiv asks for three seconds between two requests (arXiv API User's Manual, section 3.1.1.1). */
const ARXIV_PAUSE_MS = 3_000;
const ARXIV = /(^|\.)arxiv\.org$/;
/** Characters at the start and end of a page that are searched for the next page. */
const LOOKED_AT = 64 * 1024;
/** `date=2026-03-01..2026-03-07`: maximum number of days. */
const MOST_DAYS = 92;
const DAY_MS = 86_400_000;
const DAYS = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/**
 * The first addresses: one for each day; and OpenAlex returns cursors only on request.
 * @throws CorpusError INPUT_UNREADABLE if there are too many days
 */
export function firstPages(url: URL): URL[] {
  if (url.hostname === 'api.openalex.org' && !url.searchParams.has('cursor') && !url.searchParams.has('page'))
    return [withParameter(url, 'cursor', '*')];
  const [, from, to] = DAYS.exec(url.searchParams.get('date') ?? '') ?? [];
  if (from === undefined || to === undefined) return [url];
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const days = Math.floor((end - start) / DAY_MS) + 1;
  if (!(days > 0)) return [url];
  if (days > MOST_DAYS)
    throw new CorpusError(
      'INPUT_UNREADABLE',
      `${from} to ${to} are ${days} days, and at most ${MOST_DAYS} are fetched at once`,
      'Use a shorter range of days.',
    );
  return Array.from({ length: days }, (_, i) =>
    withParameter(url, 'date', new Date(start + i * DAY_MS).toISOString().slice(0, 10)),
  );
}

/** The next page of a result; null at its end. It is on the same server. */
export function nextPage(page: FetchedPage): URL | null {
  const text = endsOf(page.body);
  const next =
    resumption(page.url, text) ?? arxivNext(page.url, text) ?? openAlexNext(page.url, text) ?? linked(page, text);
  return next === null || next.host !== page.url.host || next.href === page.url.href ? null : next;
}

/** When a server may be asked next, by host. */
const nextAt = new Map<string, number>();

/** How long to wait before a server is asked, whatever address of it was asked before; it is then asked. */
export function pauseBefore({ hostname }: URL): number {
  if (!ARXIV.test(hostname)) return 0;
  const now = performance.now();
  const at = Math.max(now, nextAt.get(hostname) ?? 0);
  nextAt.set(hostname, at + ARXIV_PAUSE_MS);
  return at - now;
}

/** OAI-PMH 2.0, section 3.5: the resumption token is the only parameter besides the verb. */
function resumption(url: URL, text: string): URL | null {
  const verb = url.searchParams.get('verb');
  if (verb === null) return null;
  const token = /<resumptionToken[^<>]*>([^<]+)<\/resumptionToken>/.exec(text)?.[1]?.trim();
  if (token === undefined || token === '') return null;
  const next = new URL(url.origin + url.pathname);
  next.searchParams.set('verb', verb);
  next.searchParams.set('resumptionToken', unescaped(token));
  return next;
}

/** The arXiv API states the total, the start and the count of results. */
function arxivNext(url: URL, text: string): URL | null {
  if (!ARXIV.test(url.hostname) || !url.pathname.startsWith('/api/query')) return null;
  const number = (name: string) =>
    Number(new RegExp(`<opensearch:${name}[^<>]*>(\\d+)<`).exec(text)?.[1] ?? Number.NaN);
  const [total, start, given] = [number('totalResults'), number('startIndex'), number('itemsPerPage')];
  return given > 0 && start + given < total ? withParameter(url, 'start', String(start + given)) : null;
}

function openAlexNext(url: URL, text: string): URL | null {
  if (url.hostname !== 'api.openalex.org') return null;
  const cursor = stringIn(/"next_cursor"\s*:\s*("(?:[^"\\]|\\.)+")/.exec(text)?.[1]);
  return cursor === null ? null : withParameter(url, 'cursor', cursor);
}

/** A link to the next page: in the response headers (RFC 8288), in an Atom feed (RFC 5005), or in a JSON feed. */
function linked({ url, nextLink }: FetchedPage, text: string): URL | null {
  const atom = /<link\b[^<>]*\brel=["']next["'][^<>]*>/i.exec(text)?.[0];
  const href = /\bhref=["']([^"']+)["']/i.exec(atom ?? '')?.[1];
  const json = stringIn(/^\s*\{[\s\S]*?"next_url"\s*:\s*("(?:[^"\\]|\\.)+")/.exec(text)?.[1]);
  const address = nextLink ?? (href === undefined ? null : unescaped(href)) ?? json;
  return address === null ? null : serverNamedUrl(address, url);
}

/** The text of a string in JSON; null where there is none, or it is not valid: the page is read without a next one. */
function stringIn(json: string | undefined): string | null {
  try {
    return json === undefined ? null : (JSON.parse(json) as string);
  } catch {
    return null;
  }
}

function withParameter(url: URL, name: string, value: string): URL {
  const next = new URL(url);
  next.searchParams.set(name, value);
  return next;
}

function endsOf(body: Uint8Array): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (bytes.length <= 2 * LOOKED_AT) return bytes.toString('utf8');
  return `${bytes.subarray(0, LOOKED_AT).toString('utf8')}\n${bytes.subarray(-LOOKED_AT).toString('utf8')}`;
}

function unescaped(text: string): string {
  return text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name]!,
  );
}
