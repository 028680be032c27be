import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async (ids, options) => {
  const merged = await withCorpus(options, (corpus) => corpus.mergeDuplicates(ids, waiting(options)));
  if (options.json === true) await printJson('merged', merged);
  else print(`Merged ${merged.removed.join(', ')} into ${merged.kept}.`);
};
