import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { note, plain, print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async ([id], options) => {
  const answer = await withCorpus(options, (corpus) =>
    corpus.undo(id, {
      waitMs: options.waitMs,
      onWait: () => note('Another paperkin process is writing to this index; waiting …'),
    }),
  );
  if (options.json === true) await printJson('undone', answer);
  else print(`Undone: ${plain(answer.undone.summary)}`);
};
