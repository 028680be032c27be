import { counted } from '../../../counted.js';
import { withBar } from '../progress.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { note, print, printJson } from '../terminal.js';

interface Options extends CommonOptions {
  readonly stay?: boolean;
}

export const run: Run<Options> = async (_args, options, signal) => {
  const report = await withBar('papers', (update) =>
    withCorpus(options, (corpus) =>
      corpus.work({
        signal,
        stay: options.stay === true,
        onProgress: (embedded) => update(null, embedded),
        onDown: ({ message }) => note(`${message}; waiting for it.`),
      }),
    ),
  );
  if (options.json === true) return printJson('worked', report);
  print(`${counted(report.embedded, 'paper')} embedded.`);
};
