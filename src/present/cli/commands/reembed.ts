import { counted } from '../../../counted.js';
import { reembedIndex } from '../../../index.js';
import { withBar } from '../progress.js';
import { type CommonOptions, indexOptions, type Run, waiting } from '../run.js';
import { print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async (_args, options, signal) => {
  const report = await withBar('embedded', (onProgress) =>
    reembedIndex({ ...indexOptions(options), ...waiting(options), signal, onProgress }),
  );
  if (options.json === true) return printJson('reembedded', report);
  const { before, model, dimension, texts, embedded, changed } = report;
  if (!changed) print(`The index already uses ${model}. Nothing was embedded.`);
  else
    print(
      `${counted(texts, 'text')} embedded with ${model} (${dimension} dimensions), ${embedded} of them now.\n` +
        `The index was made with ${before ?? 'no model'}; it now uses ${model}.`,
    );
};
