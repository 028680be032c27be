/** A corpus for many questions: opened with the first, and again where the cause of a failure may be gone. */
import { type Corpus, CorpusError, type CorpusOptions, type ErrorCode, openCorpus } from '../../index.js';

/** After these errors it is opened again, as after unexpected ones. */
const REOPENED_AFTER: readonly ErrorCode[] = ['INDEX_REPLACED', 'READ_ONLY', 'DISK_FULL'];

export interface CorpusOnDemand {
  ask<T>(question: (corpus: Corpus) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function corpusOnDemand(options: CorpusOptions): CorpusOnDemand {
  let opened: Promise<Corpus> | undefined;
  let closing: Promise<unknown> = Promise.resolve();
  return {
    ask: async (question) => {
      opened ??= closing.then(() => openCorpus(options));
      const opening = opened;
      const corpus = await opening.catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      try {
        return await question(corpus);
      } catch (error) {
        if (opened === opening && (!(error instanceof CorpusError) || REOPENED_AFTER.includes(error.code))) {
          opened = undefined;
          closing = corpus.close().catch(() => undefined);
        }
        throw error;
      }
    },
    close: async () => {
      await (await opened?.catch(() => undefined))?.close();
      await closing;
    },
  };
}
