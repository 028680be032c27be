import { localMinute } from '../../plain-text.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson, styled } from '../terminal.js';

export const run: Run<CommonOptions> = async (_args, options) => {
  const changes = await withCorpus(options, (corpus) => corpus.history());
  if (options.json === true) return printJson('history', { changes });
  if (changes.length === 0) return print('Nothing has been changed by hand.');
  const width = Math.max(...changes.map(({ id }) => id.length));
  print(
    changes
      .map(({ id, at, summary, undone }) => {
        const line = `${id.padEnd(width)}  ${localMinute(at)}  ${plain(summary)}`;
        return undone ? styled('dim', `${line} (undone)`) : line;
      })
      .join('\n'),
  );
};
