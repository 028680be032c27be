/** The changes of a corpus: each holds the write lock, and stores how to undo it. */
import { counted } from '../counted.js';
import { CorpusError } from '../errors.js';
import type { OpenIndex } from '../ingest/index.js';
import type { LongWork, Store } from '../store/index.js';
import { type Ask, inTurn, noWorkers } from './access.js';
import type { Corpus } from './contract.js';
import { taggedPapers } from './imported-tags.js';
import { withProgress } from './long-work.js';
import { statisticsOf } from './statistics.js';

export type Changes = Pick<
  Corpus,
  'add' | 'remove' | 'decideThemes' | 'mergeDuplicates' | 'ignoreDuplicate' | 'undo' | 'work' | 'backup'
>;

/** Loaded with the first change: most commands only read. */
const adding = () => import('../ingest/index.js');
const undoing = () => import('./undo.js');

/**
 * Statistics are saved after so many batches: an `add` that is interrupted leaves little to count, and its end is no
 * long pause.
 */
const BATCHES_COUNTED = 64;

/** @param modelNamed whether the model was given, and not found in the index or built in */
export function changes(opened: OpenIndex, ask: Ask, modelNamed: boolean): Changes {
  const { store } = opened;
  return {
    add: (files, options = {}) =>
      inTurn(store, options, async () => {
        const { embedLater = false } = options;
        if (embedLater && store.embedWaiting === undefined) throw noWorkers(store);
        if (embedLater && modelNamed) await opened.embedder(); // checks its folder
        const tagged = taggedPapers();
        const count = async () => void (await ask((index) => statisticsOf(index, { save: true })));
        let [batches, stored] = [0, 0];
        const { addFiles } = await adding();
        const adds = addFiles({ ...opened, embedLater }, files, {
          ...options,
          onPaper: (paper) => {
            tagged.take(paper);
            options.onPaper?.(paper);
          },
          onProgress: (progress) => {
            stored = progress.papers;
            options.onProgress?.(progress);
          },
          ...(embedLater ? {} : { afterBatch: async () => (++batches % BATCHES_COUNTED === 0 ? count() : undefined) }),
        });
        const addAll = async () => {
          const report = await adds.catch(async (error: unknown) => {
            // What was added keeps its tags; the first failure is the one to report.
            await ask(tagged.write).catch(() => undefined);
            throw error;
          });
          await ask(tagged.write);
          if (report.added + report.updated > 0 && !embedLater) await count();
          return report;
        };
        return addAll().catch((error: unknown) => Promise.reject(sayingStored(error, stored)));
      }),
    remove: (ids, options = {}) =>
      inTurn(store, options, async () => (await undoing()).removeUndoably(opened, ask, ids)),
    decideThemes: (decision, options = {}) =>
      inTurn(store, options, async () => (await undoing()).decideUndoably(ask, decision, options)),
    mergeDuplicates: (ids, options = {}) =>
      inTurn(store, options, async () => (await undoing()).mergeUndoably(ask, ids)),
    ignoreDuplicate: (a, b, options = {}) =>
      inTurn(store, options, async () => (await undoing()).ignoreUndoably(ask, a, b)),
    undo: (id, options = {}) => inTurn(store, options, async () => (await undoing()).undo(opened, ask, id)),
    work: async (options = {}) => (await import('./work.js')).embedWaiting(opened, options),
    backup: (file, { onProgress, ...options } = {}) =>
      withProgress(opened, 'backup', onProgress, (report) => backup(store, file, { ...options, onProgress: report })),
  };
}

/** A failure that came midway says how many papers of the files are in the index; an interruption always does. */
function sayingStored(error: unknown, papers: number): unknown {
  if (!(error instanceof CorpusError)) return error;
  const isInterruption = error.code === 'INTERRUPTED';
  if (papers === 0 && !isInterruption) return error;
  const are = `the first ${counted(papers, 'paper')} of the files ${papers === 1 ? 'is' : 'are'} in the index`;
  const what = isInterruption ? 'interrupted' : error.message;
  const message = papers === 0 ? 'interrupted before a paper was added' : `${what}; ${are}`;
  const remedy = isInterruption ? 'Run the same command again for the rest.' : error.remedy;
  return new CorpusError(error.code, message, remedy, error);
}

/** @throws CorpusError USAGE for a database, INTERRUPTED */
async function backup(store: Store, file: string, work: LongWork): Promise<void> {
  if (store.backup !== undefined) return store.backup(file, work);
  throw new CorpusError(
    'USAGE',
    `${store.location} is a database server, which makes its own backups`,
    'Back it up with the tools of the server.',
  );
}
