import { counted } from '../../../counted.js';
import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async (ids, options) => {
  const answer = await withCorpus(options, (corpus) => corpus.remove(ids, waiting(options)));
  if (options.json === true) await printJson('removed', answer);
  else {
    const verb = answer.papers === 1 ? 'remains' : 'remain';
    print(`Removed ${answer.removed.join(', ')}; ${counted(answer.papers, 'paper')} ${verb}.`);
  }
};
