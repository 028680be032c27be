import { compactIndex } from '../../../index.js';
import type { CommonOptions, Run } from '../run.js';
import { print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async (_args, options, signal) => {
  const compacted = await compactIndex({ index: options.index, waitMs: options.wait * 1000, signal });
  if (options.json === true) return printJson('compacted', compacted);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  print(`${compacted.papers} papers, ${megabytes(compacted.before)} before, ${megabytes(compacted.after)} now.`);
};
