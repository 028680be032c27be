import { CorpusError, type Filters, type Order } from '../../../index.js';
import { embeddingsOf, papersFor, type TextFormat, textOf } from '../../export/contents.js';
import { filtersOf } from '../ranked-papers.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';

interface Options extends CommonOptions, Filters {
  readonly format: TextFormat | 'npy';
  readonly search?: string;
  readonly limit?: number;
  readonly order?: Order;
  readonly duplicates?: boolean;
  readonly exact?: boolean;
}

export const run: Run<Options> = async (_args, { search, duplicates, limit, order, ...options }) => {
  const format = options.json === true ? 'json' : options.format;
  if (search !== undefined && order !== undefined)
    throw new CorpusError('USAGE', '--search and --order cannot be combined', 'The most similar papers come first.');
  await withCorpus(options, { create: false }, async (corpus) => {
    const papers = await papersFor(corpus, {
      ...filtersOf(options),
      ...(limit === undefined ? {} : { limit }),
      ...(order === undefined ? {} : { order }),
      ...(search === undefined ? {} : { q: search }),
      ...(duplicates === undefined ? {} : { duplicates }),
    });
    const pieces =
      format === 'npy'
        ? await embeddingsOf(corpus, papers)
        : await textOf(corpus, papers, format, { exact: options.exact === true });
    for (const piece of pieces) {
      if (process.stdout.write(piece)) continue;
      await new Promise((resolve) => {
        process.stdout.once('drain', resolve);
      });
    }
  });
};
