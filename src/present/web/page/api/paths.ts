/** Paths and parameter names of the server, in one place. */
import { ANY_NOTE, FILTERS, type Filter, kindOf, type Question, type ThemesPreview } from '../address.js';
import { isDate } from '../parts/wording.js';
import type { Paged } from './answers.js';

export const STATUS = '/api/status';
export const PROGRESS = '/api/progress';
export const THEMES = '/api/themes/brief';
export const MAP = '/api/map';
export const DUPLICATES = '/api/duplicates?limit=100';
export const BORDERLINE = '/api/duplicates?borderline=true&limit=1';
export const MERGE = '/api/duplicates/merge';
export const IGNORE = '/api/duplicates/ignore';
export const NUMBER_THEMES = '/api/themes/number';
export const RENAME_THEME = '/api/themes/rename';
export const MERGE_THEMES = '/api/themes/merge';
export const SPLIT_THEME = '/api/themes/split';
export const PIN_PAPER = '/api/themes/pin';
export const HISTORY = '/api/history';
export const UNDO = '/api/undo';
export const EXPORT = '/api/export';
export const DIGEST = '/api/digest?since=last&limit=5';
export const DIGEST_READ = '/api/digest/read';
export const SEARCHES = '/api/searches';
export const searchOfPath = (name: string): string => `${SEARCHES}/${encodeURIComponent(name)}`;
export const MARKS = '/api/marks';
export const READ = '/api/marks/read';
export const UNREAD = '/api/marks/unread';
export const NOTE = '/api/marks/note';
export const TAGS = '/api/tags';
/** The server returns no more papers or groups in one page; a cursor leads to the next. */
export const MOST_AT_ONCE = 100;

/** Themes as they would be; nothing is saved. */
export function previewPath({ k, since, until }: ThemesPreview): string {
  const parameters = Object.entries({ k, since, until }).filter(([, value]) => value !== '');
  return `${THEMES}?${new URLSearchParams(parameters)}`;
}
/** Files are sent as a form. */
export const AGAINST = '/api/duplicates/against';

export const splitPath = (id: string, parts: number): string => `${themePath(id)}/split?parts=${parts}`;
export const themePath = (id: string): string => `/api/themes/${encodeURIComponent(id)}`;
export const themePapersPath = (id: string, limit: number): string => `${themePath(id)}/papers?limit=${limit}`;
export const paperPath = (id: string): string => `/api/papers/${encodeURIComponent(id)}`;

export const tagPath = (name: string): string => `/api/tags/${encodeURIComponent(name)}`;
export const untagPath = (name: string): string => `${tagPath(name)}/remove`;
export const recommendPath = (tag: string, limit: number): string =>
  `/api/recommend?${new URLSearchParams({ tag, limit: String(limit) })}`;
/** Whether an answer depends on marks or saved searches. */
export const tellsMarks = (path: string): boolean =>
  /^\/api\/(marks|tags|recommend|digest|searches)|[?&](tag|reading|inNote)=/.test(path);

export interface Reading {
  /** Format of the file, if the person chose one. */
  readonly format?: string;
  /** Year for dates without one. */
  readonly year?: string;
}

export const addPath = (name: string, reading: Reading): string =>
  `/api/papers?${new URLSearchParams({ name, ...reading })}`;
export const similarPath = (id: string, limit: number): string =>
  `/api/similar/${encodeURIComponent(id)}?limit=${limit}`;
export const duplicatesOfPath = (id: string): string => `/api/duplicates?${new URLSearchParams({ paper: id })}`;
export const differencePath = (a: string, b: string): string => `/api/duplicates/diff?${new URLSearchParams({ a, b })}`;

/** The path of the next page; `null` at the end. */
export function goingOn(path: string, { next }: Paged): string | null {
  return next === null ? null : `${path}${path.includes('?') ? '&' : '?'}cursor=${next}`;
}

/** @returns `null` if the question has neither a text nor papers */
export function searchPath(question: Question): string | null {
  if (kindOf(question) !== 'ranked') return null;
  const text = question.text.trim();
  const [first, ...others] = question.like;
  const parameters = new URLSearchParams(text === '' ? {} : { q: text });
  if (text === '') for (const id of others) parameters.append('and', id);
  else for (const id of question.like) parameters.append('like', id);
  refine(parameters, question);
  parameters.set('limit', String(Math.min(question.limit, MOST_AT_ONCE)));
  return text === '' ? `/api/similar/${encodeURIComponent(first!)}?${parameters}` : `/api/search?${parameters}`;
}

/** Papers that pass the filters, newest first by default. */
export function listPath(question: Question): string {
  const parameters = new URLSearchParams({ order: question.order || 'published' });
  filter(parameters, question);
  parameters.set('limit', String(Math.min(question.limit, MOST_AT_ONCE)));
  return `/api/papers?${parameters}`;
}

/** Papers by month over the whole time, without the date filter. */
export function timelinePath(question: Question): string {
  const parameters = new URLSearchParams();
  filter(parameters, { ...question, since: '', until: '' });
  return `/api/timeline?${parameters}`;
}

/** A list of one paper, asked for its total. */
export function countPath(filter: Partial<Record<Filter, string>>): string {
  return `/api/papers?${new URLSearchParams({ order: 'added', ...filter, limit: '1' })}`;
}

/** The most results of a ranking that the server exports. */
export const MOST_EXPORTED = 1_000;

/** Parameters of an export: results of a question (all if its limit is infinite), given papers, or all papers. */
export type Exported =
  | { readonly question: Question }
  | { readonly theme: string }
  | { readonly papers: readonly string[] }
  | 'near-duplicates'
  | 'all';

/** A selection of more papers is cut; the same as the server's limit. */
export const MOST_SELECTED = 5_000;
/** Longer paths are sent as a body: servers and browsers refuse some from 8 kB on. */
const LONGEST_PATH = 6_000;

/** The body of an export whose path would be too long; null where a link will do. */
export function exportBody(what: Exported, format: string): object | null {
  if (typeof what === 'string' || !('papers' in what) || exportPath(what, format).length <= LONGEST_PATH) return null;
  return { format, papers: what.papers.slice(0, MOST_SELECTED) };
}

export function exportPath(what: Exported, format: string): string {
  const parameters = new URLSearchParams({ format });
  if (what === 'all') return `${EXPORT}?${parameters}`;
  if (what === 'near-duplicates') {
    parameters.set('duplicates', 'true');
  } else if ('theme' in what) {
    parameters.set('theme', what.theme);
  } else if ('papers' in what) {
    for (const id of what.papers) parameters.append('papers', id);
  } else {
    const { question } = what;
    for (const id of question.like) parameters.append('like', id);
    if (question.text.trim() !== '') parameters.set('q', question.text.trim());
    if (kindOf(question) !== 'ranked') parameters.set('order', question.order || 'published');
    refine(parameters, question);
    if (Number.isFinite(question.limit)) parameters.set('limit', String(question.limit));
  }
  return `${EXPORT}?${parameters}`;
}

function refine(parameters: URLSearchParams, question: Question): void {
  if (kindOf(question) === 'ranked') for (const id of question.not) parameters.append('not', id);
  filter(parameters, question);
}

function filter(parameters: URLSearchParams, question: Question): void {
  for (const name of FILTERS)
    if (question[name] !== '' && filterFault(name, question[name]) === null)
      parameters.set(name, filterValue(name, question[name]));
}

/** As the server takes it. */
export function filterValue(name: Filter, value: string): string {
  return name === 'inNote' && value === ANY_NOTE ? '' : value;
}

/** Why a filter is not sent, for its field; `null` if it is. */
export function filterFault(name: Filter, value: string): string | null {
  if (name === 'since' || name === 'until' || name === 'addedSince')
    return isDate(value) ? null : 'A year, month or day: 2026, 2026-03 or 2026-03-09';
  return name !== 'minComments' || /^\d{1,6}$/.test(value) ? null : 'A whole number below 1,000,000';
}
