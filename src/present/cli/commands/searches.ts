/** `searches` and `searches remove`: the searches that were saved. */
import type { SavedSearch } from '../../../index.js';
import { optionOf } from '../ranked-papers.js';
import { answering, waiting } from '../run.js';
import { plain, styled } from '../terminal.js';

export const run = answering(
  'savedSearches',
  async (corpus) => ({ searches: await corpus.savedSearches() }),
  ({ searches }) =>
    searches.map(describeSearch).join('\n') || 'No search is saved. To save one: `paperkin search TEXT --save NAME`.',
);

export const remove = answering(
  'savedSearches',
  async (corpus, words, options) => ({ searches: [await corpus.removeSearch(words.join(' '), waiting(options))] }),
  ({ searches: [search] }) => `Removed the search ${plain(search!.name)}.`,
);

function describeSearch({ name, query, filters }: SavedSearch): string {
  const set = Object.entries(filters).map(([key, value]) => `${optionOf(key)} ${value === '' ? '""' : String(value)}`);
  return `${styled('bold', plain(name))}: ${plain([query, ...set].join(' · '))}`;
}
