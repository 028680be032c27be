/** `duplicates merge` and `duplicates ignore`. */
import { answering, waiting } from '../run.js';

export const merge = answering(
  'merged',
  (corpus, ids, options) => corpus.mergeDuplicates(ids, waiting(options)),
  ({ kept, removed }) => `Merged ${removed.join(', ')} into ${kept}.`,
);
export const ignore = answering(
  'ignored',
  (corpus, [a, b], options) => corpus.ignoreDuplicate(a!, b!, waiting(options)),
  ({ ignored }) => `${ignored.join(' and ')} are marked as not duplicates.`,
);
