import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async (_args, options) => {
  const status = await withCorpus(options, { create: false }, (corpus) => corpus.status());
  if (options.json === true) return printJson('status', status);
  print(
    [
      `papers      ${status.papers}`,
      `embeddings  ${status.embeddings} (papers with the same text share one)`,
      `model       ${status.model ?? 'none'}${status.dimension === null ? '' : `, ${status.dimension} dimensions`}`,
      `index       ${status.index.path}, ${(status.index.sizeBytes / 1e6).toFixed(1)} MB, ${status.index.neighbours} papers in the neighbour index`,
      ...(status.waiting === undefined || status.waiting.papers === 0
        ? []
        : [
            `waiting     ${status.waiting.papers} papers for \`paperkin work\`, ${status.waiting.rate.toFixed(1)} embedded a second`,
          ]),
    ].join('\n'),
  );
};
