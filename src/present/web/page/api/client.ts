/** HTTP client of the page: caches answers until the corpus changes, and sends the token. */
import { readStored, store, TAB } from '../stored.js';
import type { Ranked } from './answers.js';
import { type Change, shareChanges } from './other-tabs.js';
import { STATUS, tellsMarks } from './paths.js';
import { problemOf, problemOfError } from './problem.js';

/**
 * Maximum number of cached answers; the oldest is dropped first. A hundred pairs of near-duplicates need three answers
 * each, which together are smaller than the map of 10,000 papers.
 */
const ANSWERS_KEPT = 300;
const TOKEN = 'paperkin.token';

const answers = new Map<string, unknown>();
const listeners = new Set<() => void>();
/** How many changes of each kind there were. */
const changes: Record<Change, number> = { corpus: 0, marks: 0 };
/** Entity tag of the first answer since the last change; it names the revision of the collection. */
let revision: string | null = null;

/** @throws Problem, and AbortError when the signal says so */
export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const before = { ...changes };
  const answer = await send<T>(path, signal === undefined ? {} : { signal });
  const marked = changes.marks !== before.marks && dependsOnMarks(path, answer);
  if (marked || changes.corpus !== before.corpus) return answer; // it may be from before the change
  answers.delete(path);
  answers.set(path, answer);
  if (answers.size > ANSWERS_KEPT) answers.delete(answers.keys().next().value!);
  return answer;
}

/** The cached answer to a path, if the corpus has not changed since. */
export function cachedAnswer<T>(path: string): T | undefined {
  return answers.get(path) as T | undefined;
}

/** Sends a change to the server. The caller runs `corpusChanged` once the changed elements have left the page. */
export async function tell<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method };
  if (body !== undefined)
    Object.assign(init, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return send<T>(path, init);
}

/** Clears the cache and reloads what is on the page, in every tab. */
export function corpusChanged(): void {
  forget('corpus');
  tellOtherTabs('corpus');
}

/** Reloads what depends on marks or saved searches, in every tab. */
export function marksChanged(): void {
  forget('marks');
  tellOtherTabs('marks');
}

const tellOtherTabs = shareChanges(forget);

/** Reloads what is on the page if another program has changed the collection, such as `paperkin add`. */
export async function followOtherPrograms(): Promise<void> {
  const before = revision;
  if (before === null || document.hidden) return;
  const now = await request(STATUS).then(revisionOf, () => before);
  if (revision === before && now !== before) forget('corpus');
}

const revisionOf = ({ headers }: Response): string | null => headers.get('etag');

function forget(change: Change): void {
  changes[change]++;
  revision = null;
  if (change === 'corpus') answers.clear();
  else for (const [path, answer] of [...answers]) if (dependsOnMarks(path, answer)) answers.delete(path);
  for (const listener of [...listeners]) listener();
}

function dependsOnMarks(path: string, answer: unknown): boolean {
  return tellsMarks(path) || countsNotes(answer as Partial<Ranked> | undefined);
}

/** A search without a match, though with weak ones, says how many of your notes contain the query. */
function countsNotes({ nothing, papers = [] }: Partial<Ranked> = {}): boolean {
  return nothing !== undefined && !papers.some(({ about }) => about);
}

/** @returns a function that removes the listener */
export function onCorpusChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A request with the token; throws for responses other than 2xx. @throws Problem, AbortError */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const token = readStored(TOKEN, TAB);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(path, { ...init, headers }).catch((error: unknown) => {
    throw isAbort(error) ? error : problemOfError(error);
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** Whether requests carry a token, so that a plain link would be refused. */
export const hasToken = (): boolean => readStored(TOKEN, TAB) !== null;

/** Stores the token until the tab is closed. */
export function keepToken(token: string): void {
  store(TOKEN, token, TAB);
  forget('corpus');
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  const response = await request(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
  revision ??= revisionOf(response);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}
