import { embeddingsOf, papersFor, type TextFormat, textOf } from '../../export/contents.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';

interface Options extends CommonOptions {
  readonly format: TextFormat | 'npy';
  readonly theme?: string;
  readonly search?: string;
  readonly limit: number;
  readonly duplicates?: boolean;
}

export const run: Run<Options> = async (_args, { search, theme, duplicates, limit, ...options }) => {
  const format = options.json === true ? 'json' : options.format;
  await withCorpus(options, { create: false }, async (corpus) => {
    const papers = await papersFor(corpus, {
      limit,
      ...(search === undefined ? {} : { q: search }),
      ...(theme === undefined ? {} : { theme }),
      ...(duplicates === undefined ? {} : { duplicates }),
    });
    const pieces = format === 'npy' ? await embeddingsOf(corpus, papers) : await textOf(corpus, papers, format);
    for (const piece of pieces) {
      if (process.stdout.write(piece)) continue;
      await new Promise((resolve) => {
        process.stdout.once('drain', resolve);
      });
    }
  });
};
