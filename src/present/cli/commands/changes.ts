/** `remove`, `history` and `undo`. */
import { counted } from '../../../counted.js';
import { localMinute } from '../../plain-text.js';
import { withIdsFromInput } from '../read-text.js';
import { answering, waiting } from '../run.js';
import { plain, styled } from '../terminal.js';

/** Of more removed papers, only the number is said: `undo` and `history` speak of the change as a whole. */
const IDS_LISTED = 10;

export const remove = withIdsFromInput(
  answering(
    'removed',
    (corpus, ids, options) => corpus.remove(ids, waiting(options)),
    ({ removed, papers }) => {
      const what = removed.length > IDS_LISTED ? counted(removed.length, 'paper') : removed.join(', ');
      return `Removed ${what}; ${counted(papers, 'paper')} ${papers === 1 ? 'remains' : 'remain'}.`;
    },
  ),
);

export const history = answering(
  'history',
  async (corpus) => ({ changes: await corpus.history() }),
  ({ changes }) => {
    if (changes.length === 0) return 'Nothing has been changed by hand.';
    const width = Math.max(...changes.map(({ id }) => id.length));
    return changes
      .map(({ id, at, summary, undone }) => {
        const line = `${id.padEnd(width)}  ${localMinute(at)}  ${plain(summary)}`;
        return undone ? styled('dim', `${line} (undone)`) : line;
      })
      .join('\n');
  },
);

export const undo = answering(
  'undone',
  (corpus, [id], options) => corpus.undo(id, waiting(options)),
  ({ undone: { id, at, summary } }) => `Undone: ${id} of ${localMinute(at)}: ${plain(summary)}`,
);
