import { counted } from '../../../counted.js';
import { answering } from '../run.js';

export const run = answering(
  'status',
  (corpus) => corpus.status(),
  ({ index, waiting, ...status }) =>
    [
      `papers      ${status.papers}`,
      `embeddings  ${status.embeddings} (papers with the same text share one)`,
      `model       ${status.model ?? 'none'}${status.dimension === null ? '' : `, ${status.dimension} dimensions`}`,
      `index       ${index.path}, ${(index.sizeBytes / 1e6).toFixed(1)} MB, ${index.neighbours} in the neighbour index`,
      ...(waiting === undefined || waiting.papers === 0
        ? []
        : [
            `waiting     ${counted(waiting.papers, 'paper')} for \`paperkin work\`, ` +
              `${waiting.rate.toFixed(1)} embedded a second`,
          ]),
    ].join('\n'),
);
