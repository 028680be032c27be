import { counted } from '../../counted.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { note, print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async (ids, options) => {
  const answer = await withCorpus(options, (corpus) =>
    corpus.remove(ids, {
      waitMs: options.waitMs,
      onWait: () => note('Another paperkin process is writing to this index; waiting …'),
    }),
  );
  if (options.json === true) await printJson('removed', answer);
  else {
    const verb = answer.papers === 1 ? 'remains' : 'remain';
    print(`Removed ${answer.removed.join(', ')}; ${counted(answer.papers, 'paper')} ${verb}.`);
  }
};
