import { CorpusError } from '../../../index.js';
import { describeRanked, filtersOf, type RankingOptions, searchOptionsOf } from '../ranked-papers.js';
import { queryInFile, textFrom } from '../read-text.js';
import { refuseOptions } from '../refuse-options.js';
import { type Run, waiting, withCorpus } from '../run.js';
import { note, plain, print, printJson } from '../terminal.js';
import { listPapers } from './list.js';

interface Options extends RankingOptions {
  readonly file?: string;
  readonly save?: string;
}

export const run: Run<Options> = async (words, options, signal) => {
  const filtered = Object.keys(filtersOf(options)).length > 0;
  if (words.length === 0 && options.file === undefined && filtered) {
    const remedy = 'Type a text, or leave the option out.';
    refuseOptions(['save', 'not', 'explain', 'mode'], options, 'needs a query', () => remedy);
    return listPapers({ ...options, order: 'published' }, signal);
  }
  const { save } = options;
  if (save !== undefined) {
    const saved = { ...options, mode: options.mode === 'hybrid' ? undefined : options.mode };
    const remedy = 'A search is saved with its filters; leave the option out.';
    refuseOptions(['not', 'mode'], saved, 'cannot be saved', () => remedy);
  }
  const query = await queryOf(words, options.file);
  const answer = await withCorpus(options, async (corpus) => {
    if (save !== undefined) {
      const search = { name: save, query, filters: filtersOf(options) };
      const before = (await corpus.savedSearches()).find(({ name }) => name === save.trim());
      await corpus.saveSearch(search, waiting(options));
      const instead = before === undefined ? '' : `, in place of the search for “${plain(before.query)}”`;
      note(`Saved as “${plain(save)}”${instead}. Every digest runs it again.`);
    }
    return corpus.search(query, { ...searchOptionsOf(options), signal });
  });
  if (options.json === true) await printJson('search', answer);
  else print(describeRanked(answer, options));
};

async function queryOf(words: readonly string[], file: string | undefined): Promise<string> {
  if (file !== undefined) {
    if (words.length > 0) throw new CorpusError('USAGE', 'a query and --file cannot be combined', 'Use one of them.');
    return queryInFile(file);
  }
  if (words.length === 0)
    throw new CorpusError(
      'USAGE',
      'there is no query',
      'Type a text, use --file FILE, use - for standard input, or give a filter such as --since to list papers.',
    );
  return textFrom(words);
}
