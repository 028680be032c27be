import { restoreIndex } from '../../../index.js';
import { progressBar } from '../progress.js';
import type { CommonOptions, Run } from '../run.js';
import { plain, print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async ([file], options, signal) => {
  const bar = await progressBar('checked');
  const restored = await restoreIndex(file!, {
    index: options.index,
    waitMs: options.wait * 1000,
    signal,
    onProgress: (share) => bar.update(share),
  }).finally(() => bar.stop());
  if (options.json === true) return printJson('restored', restored);
  print(`Restored ${restored.papers} papers from ${plain(file!)}.`);
  if (restored.copy !== null) print(`The previous index is kept as ${restored.copy}. You can delete it.`);
};
