import { compactIndex } from '../../../index.js';
import { progressBar } from '../progress.js';
import type { CommonOptions, Run } from '../run.js';
import { print, printJson } from '../terminal.js';

interface Options extends CommonOptions {
  readonly graph?: boolean;
}

export const run: Run<Options> = async (_args, options, signal) => {
  const bar = await progressBar('done');
  const compacted = await compactIndex({
    index: options.index,
    waitMs: options.wait * 1000,
    graph: options.graph === true,
    ...(options.model === undefined ? {} : { model: options.model }),
    signal,
    onProgress: (share) => bar.update(share),
  }).finally(() => bar.stop());
  if (options.json === true) return printJson('compacted', compacted);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  print(`${compacted.papers} papers, ${megabytes(compacted.before)} before, ${megabytes(compacted.after)} now.`);
};
