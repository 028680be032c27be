import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async ([a, b], options) => {
  const { ignored } = await withCorpus(options, (corpus) => corpus.ignoreDuplicate(a!, b!, waiting(options)));
  if (options.json === true) await printJson('ignored', { ignored });
  else print(`${ignored.join(' and ')} are marked as not duplicates.`);
};
