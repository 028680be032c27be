import { progressBar } from '../progress.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { print, printJson } from '../terminal.js';

interface Options extends CommonOptions {
  readonly stay?: boolean;
}

export const run: Run<Options> = async (_args, options, signal) => {
  const bar = await progressBar('papers');
  const report = await withCorpus(options, { create: false }, (corpus) =>
    corpus.work({ signal, stay: options.stay === true, onProgress: (embedded) => bar.update(null, embedded) }),
  ).finally(() => bar.stop());
  if (options.json === true) return printJson('worked', report);
  print(`${report.embedded} papers embedded.`);
};
