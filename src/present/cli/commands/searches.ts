/** `searches` and `searches remove`: the searches that were saved. */
import type { SavedSearch } from '../../../index.js';
import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { plain, print, printJson, styled } from '../terminal.js';

export const run: Run<CommonOptions> = async (_args, options) => {
  const searches = await withCorpus(options, (corpus) => corpus.savedSearches());
  if (options.json === true) return printJson('savedSearches', { searches });
  if (searches.length === 0) return print('No search is saved. To save one: `paperkin search TEXT --save NAME`.');
  print(searches.map(describeSearch).join('\n'));
};

export const remove: Run<CommonOptions> = async (words, options) => {
  const search = await withCorpus(options, (corpus) => corpus.removeSearch(words.join(' '), waiting(options)));
  if (options.json === true) return printJson('savedSearches', { searches: [search] });
  print(`Removed the search ${plain(search.name)}.`);
};

function describeSearch({ name, query, filters }: SavedSearch): string {
  const set = Object.entries(filters).map(([key, value]) => `${optionOf(key)} ${String(value)}`);
  return `${styled('bold', plain(name))}: ${plain([query, ...set].join(' · '))}`;
}

/** `--min-comments` of `minComments`: as it is typed. */
function optionOf(filter: string): string {
  return `--${filter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
