/** Asks the server, keeps what it said until the corpus changes, and carries the token where one is needed. */
import { problemOf, problemOfError } from './problem.js';

/**
 * Answers kept at most; the oldest goes first. A hundred near-duplicates side by side ask for three each; all of them
 * weigh less than the map of 10,000 papers.
 */
const ANSWERS_KEPT = 300;
const TOKEN = 'paperkin.token';

const answers = new Map<string, unknown>();
const listeners = new Set<() => void>();

/** @throws Problem, and AbortError when the signal says so */
export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await send<T>(path, signal === undefined ? {} : { signal });
  answers.delete(path);
  answers.set(path, answer);
  if (answers.size > ANSWERS_KEPT) answers.delete(answers.keys().next().value!);
  return answer;
}

/** What the server said to this question before, if the corpus has not changed since. */
export function cachedAnswer<T>(path: string): T | undefined {
  return answers.get(path) as T | undefined;
}

/** Tells the server to change something. Whoever tells it says `corpusChanged` when what is gone is off the page. */
export async function tell<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method };
  if (body !== undefined)
    Object.assign(init, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return send<T>(path, init);
}

/** Every kept answer is forgotten, and what is on the page is asked for again. */
export function corpusChanged(): void {
  answers.clear();
  for (const listener of [...listeners]) listener();
}

/** Forgets the answers to some paths only, and asks for those on the page again. */
export function answersChanged(concerns: (path: string) => boolean): void {
  for (const path of [...answers.keys()]) if (concerns(path)) answers.delete(path);
  for (const listener of [...listeners]) listener();
}

/** @returns how to stop listening */
export function onCorpusChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A request with the token; answers that are not 2xx are problems. @throws Problem, AbortError */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const token = sessionStorage.getItem(TOKEN);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(path, { ...init, headers }).catch((error: unknown) => {
    throw isAbort(error) ? error : problemOfError(error);
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** Whether requests carry a token, so that a plain link would be refused. */
export const hasToken = (): boolean => sessionStorage.getItem(TOKEN) !== null;

/** Keeps the token for as long as the tab is open. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
  corpusChanged();
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  const response = await request(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}
