/** A command: positional arguments and options in, an exit code out (none means 0). */
import { type Corpus, openCorpus } from '../../index.js';
import { workBars } from './progress.js';

export interface CommonOptions {
  readonly index: string;
  readonly readFrom?: string;
  readonly model?: string;
  readonly json?: boolean;
  readonly wait: number;
  readonly debug?: boolean;
}

/** What the library needs to work on an index as a whole: to compact, repair or embed it again. */
export function indexOptions({ index, model, wait }: CommonOptions) {
  return { index, waitMs: wait * 1000, ...(model === undefined ? {} : { model }) };
}

/** Each command names the options that `declare/` declares for it. */
export type Run<Options extends CommonOptions = never> = (
  args: readonly string[],
  options: Options,
  signal: AbortSignal,
) => Promise<number | undefined> | Promise<void>;

/**
 * Opens the corpus that the common options name, runs `work`, and closes it in every case. A bar shows how far themes
 * and the like are.
 */
export async function withCorpus<T>(
  options: CommonOptions,
  { create }: { create: boolean },
  work: (corpus: Corpus) => Promise<T>,
): Promise<T> {
  const bars = workBars();
  const corpus = await openCorpus({
    index: options.index,
    create,
    onProgress: bars.update,
    ...(options.readFrom === undefined ? {} : { readFrom: options.readFrom }),
    ...(options.model === undefined ? {} : { model: options.model }),
  });
  try {
    return await work(corpus);
  } finally {
    await bars.stop();
    await corpus.close();
  }
}
