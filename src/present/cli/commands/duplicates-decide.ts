/** `duplicates merge` and `duplicates ignore`. */
import { counted } from '../../../counted.js';
import { throwIfAborted } from '../../../errors.js';
import { type Corpus, CorpusError } from '../../../index.js';
import { refuseOptions } from '../refuse-options.js';
import { answering, type CommonOptions, type Run, waiting } from '../run.js';

interface MergeOptions extends CommonOptions {
  readonly all?: boolean;
  readonly threshold?: number;
}

type Merged = Awaited<ReturnType<Corpus['mergeDuplicates']>>;

const mergePapers = answering(
  'merged',
  (corpus, ids, options) => corpus.mergeDuplicates(ids, waiting(options)),
  ({ representative, removed }) => `Merged ${removed.join(', ')} into ${representative}.`,
);

/** Every group into the paper that is suggested to be kept, one change of the history each. */
const mergeGroups = answering<{ merged: Merged[] }, MergeOptions>(
  'mergedAll',
  async (corpus, _ids, { threshold, ...options }, signal) => {
    const { groups } = await corpus.duplicates({ threshold, signal });
    const merged: Merged[] = [];
    for (const { representative, papers } of groups) {
      throwIfAborted(signal);
      merged.push(
        await corpus.mergeDuplicates(
          [representative, ...papers.filter((id) => id !== representative)],
          waiting(options),
        ),
      );
    }
    return { merged };
  },
  ({ merged }) => {
    if (merged.length === 0) return 'There are no near-duplicates.';
    const removed = merged.reduce((sum, one) => sum + one.removed.length, 0);
    return (
      `Merged ${counted(removed, 'paper')} into ${counted(merged.length, 'other')}. \`paperkin history\` lists the ` +
      'changes, and `paperkin undo ID` reverts one.'
    );
  },
);

export const merge: Run<MergeOptions> = (ids, options, signal) => {
  if (options.all === true && ids.length > 0)
    throw new CorpusError('USAGE', '--all cannot be combined with papers', 'Leave out the ids, or --all.');
  if (options.all !== true)
    refuseOptions(
      ['threshold'],
      options,
      'needs --all',
      (option) => `Leave out ${option}; papers are merged as you name them.`,
    );
  if (options.all !== true && ids.length < 2)
    throw new CorpusError(
      'USAGE',
      'a merge needs the paper to keep and another one',
      'Name both by their ids, or use --all for the papers that `paperkin duplicates` suggests to keep.',
    );
  return (options.all === true ? mergeGroups : mergePapers)(ids, options, signal);
};

export const ignore = answering(
  'ignored',
  (corpus, [a, b], options) => corpus.ignoreDuplicate(a!, b!, waiting(options)),
  ({ ignored }) => `${ignored.join(' and ')} are marked as not duplicates.`,
);
