import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async (_args, options) => {
  const status = await withCorpus(options, (corpus) => corpus.status());
  if (options.json === true) return printJson('status', status);
  const { index, waiting } = status;
  print(
    [
      `papers      ${status.papers}`,
      `embeddings  ${status.embeddings} (papers with the same text share one)`,
      `model       ${status.model ?? 'none'}${status.dimension === null ? '' : `, ${status.dimension} dimensions`}`,
      `index       ${index.path}, ${(index.sizeBytes / 1e6).toFixed(1)} MB, ${index.neighbours} in the neighbour index`,
      ...(waiting === undefined || waiting.papers === 0
        ? []
        : [`waiting     ${waiting.papers} papers for \`paperkin work\`, ${waiting.rate.toFixed(1)} embedded a second`]),
    ].join('\n'),
  );
};
