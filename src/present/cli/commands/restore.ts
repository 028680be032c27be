import { counted } from '../../../counted.js';
import { restoreIndex } from '../../../index.js';
import { withBar } from '../progress.js';
import { type CommonOptions, indexOptions, type Run } from '../run.js';
import { plain, print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async ([file], options, signal) => {
  const restored = await withBar('checked', (onProgress) =>
    restoreIndex(file!, { ...indexOptions(options), signal, onProgress }),
  );
  if (options.json === true) return printJson('restored', restored);
  print(`Restored ${counted(restored.papers, 'paper')} from ${plain(file!)}.`);
  if (restored.copy !== null) print(`The previous index is kept as ${restored.copy}. You can delete it.`);
};
