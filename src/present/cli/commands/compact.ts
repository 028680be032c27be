import { counted } from '../../../counted.js';
import { compactIndex } from '../../../index.js';
import { withBar } from '../progress.js';
import { type CommonOptions, indexOptions, type Run } from '../run.js';
import { print, printJson } from '../terminal.js';

interface Options extends CommonOptions {
  readonly graph?: boolean;
}

export const run: Run<Options> = async (_args, options, signal) => {
  const compacted = await withBar('done', (onProgress) =>
    compactIndex({ ...indexOptions(options), graph: options.graph === true, signal, onProgress }),
  );
  if (options.json === true) return printJson('compacted', compacted);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  print(
    `${counted(compacted.papers, 'paper')}, ${megabytes(compacted.before)} before, ${megabytes(compacted.after)} now.`,
  );
};
