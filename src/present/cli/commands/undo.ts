import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { plain, print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async ([id], options) => {
  const answer = await withCorpus(options, (corpus) => corpus.undo(id, waiting(options)));
  if (options.json === true) await printJson('undone', answer);
  else print(`Undone: ${plain(answer.undone.summary)}`);
};
