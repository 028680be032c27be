/**
 * Every view has a URL, and every URL is a view. Parsing a written URL gives the same view. Unknown paths are
 * `nowhere`; unknown or malformed parameters are ignored.
 */
import type { SavedSearches } from './api/answers.js';

export interface Question {
  readonly text: string;
  /** Positive examples, alone or together with the text. */
  readonly like: readonly string[];
  readonly not: readonly string[];
  readonly since: string;
  readonly until: string;
  readonly by: string;
  readonly source: string;
  readonly minComments: string;
  readonly theme: string;
  readonly addedSince: string;
  readonly tag: string;
  readonly reading: '' | Reading;
  /** Part of the own note; `ANY_NOTE` for any. */
  readonly inNote: string;
  /** Order of listed papers without a query; empty: newest first. */
  readonly order: '' | Order;
  readonly limit: number;
}

export const READINGS = ['unread', 'read'] as const;
export type Reading = (typeof READINGS)[number];
/** The server reads an empty text as any note; in an address and a field, empty is no filter. */
export const ANY_NOTE = '*';

export const ORDERS = ['published', 'comments', 'added'] as const;
export type Order = (typeof ORDERS)[number];

/** Themes computed for a look only: another number of them, or papers of a period. Empty where it is as usual. */
export interface ThemesPreview {
  readonly k: string;
  readonly since: string;
  readonly until: string;
}

export type Address =
  | { readonly view: 'search'; readonly question: Question }
  /**
   * `show`: the selected theme; `paper`: the selected paper on the map; `find`: a query whose results are highlighted.
   */
  | {
      readonly view: 'themes';
      readonly show: string | null;
      readonly paper: string | null;
      readonly find: string | null;
      readonly preview?: ThemesPreview;
    }
  | { readonly view: 'theme'; readonly id: string }
  | { readonly view: 'paper'; readonly id: string }
  | { readonly view: 'collected' }
  | { readonly view: 'tag'; readonly name: string }
  | { readonly view: 'duplicates' }
  | { readonly view: 'history' }
  | { readonly view: 'new' }
  | { readonly view: 'add' }
  | { readonly view: 'nowhere'; readonly path: string };

/** The map with all themes, none of them selected. */
export const ALL_THEMES = { view: 'themes', show: null, paper: null, find: null } as const;

/** Views without parameters. */
const PLAIN_VIEWS = ['new', 'collected', 'duplicates', 'add', 'history'] as const;
/** Papers on the first page, and with each "more". */
export const PAGE_OF_PAPERS = 20;
/** Maximum number of papers shown; beyond that, a narrower query is more useful. */
export const MOST_PAPERS = 1000;

export const NO_QUESTION: Question = {
  text: '',
  like: [],
  not: [],
  since: '',
  until: '',
  by: '',
  source: '',
  minComments: '',
  theme: '',
  addedSince: '',
  tag: '',
  reading: '',
  inNote: '',
  order: '',
  limit: PAGE_OF_PAPERS,
};
/** Those that the server knows. */
export type Filter = keyof SavedSearches['searches'][number]['filters'];

/** In a written URL. */
const PARAMETER: Readonly<Record<Filter, string>> = {
  since: 'since',
  until: 'until',
  by: 'by',
  source: 'source',
  minComments: 'min-comments',
  theme: 'theme',
  addedSince: 'added-since',
  tag: 'tag',
  reading: 'reading',
  inNote: 'in-note',
};
export const FILTERS = Object.keys(PARAMETER) as readonly Filter[];
const PREVIEW = ['k', 'since', 'until'] as const;

/** @param from the path with its query, as in `/search?q=…` */
export function readAddress(from: string): Address {
  const { pathname, searchParams } = new URL(from, 'http://paperkin');
  const [first = '', second = '', ...rest] = pathname.split('/').slice(1).map(decoded);
  if (rest.length > 0) return { view: 'nowhere', path: pathname };
  if (second !== '') {
    if (first === 'themes') return { view: 'theme', id: second };
    if (first === 'papers') return { view: 'paper', id: second };
    if (first === 'collected') return { view: 'tag', name: second };
    return { view: 'nowhere', path: pathname };
  }
  if (first === '' || first === 'search') return { view: 'search', question: readQuestion(searchParams) };
  if (first === 'themes')
    return {
      view: 'themes',
      show: searchParams.get('show') || null,
      paper: searchParams.get('paper') || null,
      find: searchParams.get('find') || null,
      ...readPreview(searchParams),
    };
  const plain = PLAIN_VIEWS.find((view) => view === first);
  if (plain !== undefined) return { view: plain };
  return { view: 'nowhere', path: pathname };
}

export function writeAddress(address: Address): string {
  switch (address.view) {
    case 'search':
      return withQuery('/search', writeQuestion(address.question));
    case 'themes':
      return withQuery(
        '/themes',
        parametersOf([
          ['show', address.show],
          ['paper', address.paper],
          ['find', address.find ?? null],
          ...PREVIEW.map((name): [string, string] => [name, address.preview?.[name] ?? '']),
        ]),
      );
    case 'theme':
      return `/themes/${encodeURIComponent(address.id)}`;
    case 'paper':
      return `/papers/${encodeURIComponent(address.id)}`;
    case 'tag':
      return `/collected/${encodeURIComponent(address.name)}`;
    case 'nowhere':
      return address.path;
    default:
      return `/${address.view}`;
  }
}

export function filtersOf(question: Question): Filter[] {
  return FILTERS.filter((filter) => question[filter] !== '');
}

/** The question of a saved search, with its filters. */
export function questionOf(
  text: string,
  filters: { readonly [filter in Filter]?: string | number | undefined },
): Question {
  const set = FILTERS.map((filter) => [filter, String(filters[filter] ?? '')]);
  const inNote = filters.inNote === '' ? ANY_NOTE : (filters.inNote ?? '');
  return { ...NO_QUESTION, ...Object.fromEntries(set), inNote: String(inNote), text };
}

/** Kind of a question: papers similar to a text or to papers, a list of papers, or nothing yet. */
export function kindOf(question: Question): 'ranked' | 'listed' | 'nothing' {
  if (question.like.length > 0 || question.text.trim() !== '') return 'ranked';
  return question.order !== '' || filtersOf(question).length > 0 ? 'listed' : 'nothing';
}

/** Only with a preview that asks for something. */
function readPreview(parameters: URLSearchParams): { readonly preview?: ThemesPreview } {
  const [k = '', since = '', until = ''] = PREVIEW.map((name) => parameters.get(name) ?? '');
  return `${k}${since}${until}` === '' ? {} : { preview: { k, since, until } };
}

function readQuestion(parameters: URLSearchParams): Question {
  const limit = Number(parameters.get('limit') ?? PAGE_OF_PAPERS);
  const filters = Object.fromEntries(
    FILTERS.map((filter) => [filter, parameters.get(PARAMETER[filter]) ?? '']),
  ) as Record<Exclude<Filter, 'reading'>, string>;
  return {
    text: parameters.get('q') ?? '',
    like: parameters.getAll('like').filter((id) => id !== ''),
    not: parameters.getAll('not').filter((id) => id !== ''),
    ...filters,
    reading: READINGS.find((reading) => reading === parameters.get('reading')) ?? '',
    order: ORDERS.find((order) => order === parameters.get('order')) ?? '',
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, MOST_PAPERS) : PAGE_OF_PAPERS,
  };
}

function writeQuestion(question: Question): URLSearchParams {
  return parametersOf([
    ['q', question.text],
    ...question.like.map((id): [string, string] => ['like', id]),
    ...question.not.map((id): [string, string] => ['not', id]),
    ...FILTERS.map((filter): [string, string] => [PARAMETER[filter], question[filter]]),
    ['order', question.order],
    ['limit', question.limit === PAGE_OF_PAPERS ? '' : String(question.limit)],
  ]);
}

function parametersOf(pairs: readonly (readonly [string, string | null])[]): URLSearchParams {
  return new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== ''));
}

function withQuery(path: string, parameters: URLSearchParams): string {
  const query = parameters.toString();
  return query === '' ? path : `${path}?${query}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
