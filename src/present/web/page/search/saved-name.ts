/** The name of a search that is saved from the page. */
import { LONGEST_NAME } from '../../../../limits.js';
import { ANY_NOTE, FILTERS, filtersOf, type Question } from '../address.js';
import type { SavedSearches } from '../api/answers.js';
import { filterValue } from '../api/paths.js';

type SavedSearch = SavedSearches['searches'][number];
type Named = Pick<SavedSearch, 'name' | 'query' | 'filters'>;

/** The question as the server saves it. */
export function searchToSave(question: Question): Omit<Named, 'name'> {
  const filters = filtersOf(question).map((filter) => [
    filter,
    filter === 'minComments' ? Number(question[filter]) : filterValue(filter, question[filter]),
  ]);
  return { query: question.text.trim(), filters: Object.fromEntries(filters) as Named['filters'] };
}

/** The saved search with the same text and filters. */
export function savedAlready<T extends Named>(search: Omit<Named, 'name'>, saved: readonly T[]): T | undefined {
  return saved.find((one) => keyOf(one) === keyOf(search));
}

/** The text; with the filters, or a number, if another search has that name: saving would replace it. */
export function nameToSave(search: Omit<Named, 'name'>, saved: readonly Named[]): string {
  const others = new Set(saved.filter((one) => keyOf(one) !== keyOf(search)).map(({ name }) => name));
  const filters = filterPairs(search).map(([filter, value]) => ` · ${wordsOf(filter)} ${value}`);
  for (let number = 1; ; number++)
    for (const suffix of ['', filters.join('')]) {
      const name = shortened(search.query, `${suffix}${number === 1 ? '' : ` (${number})`}`);
      if (!others.has(name)) return name;
    }
}

function shortened(text: string, suffix: string): string {
  const end = suffix.slice(-LONGEST_NAME / 2);
  return `${text.slice(0, LONGEST_NAME - end.length).trim()}${end}`;
}

function filterPairs({ filters }: Pick<Named, 'filters'>): [string, string][] {
  return FILTERS.flatMap((filter) =>
    filters[filter] === undefined ? [] : [[filter, String(filters[filter] === '' ? ANY_NOTE : filters[filter])]],
  );
}

function keyOf(search: Omit<Named, 'name'>): string {
  return JSON.stringify([search.query, filterPairs(search)]);
}

const wordsOf = (filter: string): string => filter.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
