/** What every command is: positional arguments and options in, an exit code out (none means 0). */
import { type Corpus, openCorpus } from '../../index.js';

export interface CommonOptions {
  readonly index: string;
  readonly model?: string;
  readonly json?: boolean;
  readonly wait: number;
  readonly debug?: boolean;
}

/** Commander hands over what was typed; each command names the options that `program.ts` declares for it. */
export type Run<Options extends CommonOptions = never> = (
  args: readonly string[],
  options: Options,
  signal: AbortSignal,
) => Promise<number | void>;

/** Opens the corpus that the common options name, runs the work, and closes it whatever happens. */
export async function withCorpus<T>(
  options: CommonOptions,
  { create }: { create: boolean },
  work: (corpus: Corpus) => Promise<T>,
): Promise<T> {
  const corpus = await openCorpus({
    index: options.index,
    create,
    ...(options.model === undefined ? {} : { model: options.model }),
  });
  try {
    return await work(corpus);
  } finally {
    await corpus.close();
  }
}
