/** A command: positional arguments and options in, an exit code out (none means 0). */
import { type Corpus, openCorpus } from '../../index.js';
import { workBars } from './progress.js';
import { note, print, printJson } from './terminal.js';

export interface CommonOptions {
  readonly index: string;
  readonly readFrom?: string;
  readonly model?: string;
  readonly json?: boolean;
  /** How long to wait for another writer. */
  readonly waitMs: number;
}

/** What the library needs to work on an index as a whole: to compact, repair or embed it again. */
export function indexOptions({ index, model, waitMs }: CommonOptions) {
  return { index, model, waitMs };
}

/** How a command that writes waits for another writer. */
export function waiting({ waitMs }: CommonOptions) {
  return { waitMs, onWait: () => note('Another paperkin process is writing to this index; waiting …') };
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
  { index, readFrom, model, create }: CommonOptions & { readonly create?: boolean },
  work: (corpus: Corpus) => Promise<T>,
): Promise<T> {
  const bars = workBars();
  const corpus = await openCorpus({ index, readFrom, model, create, onProgress: bars.update });
  try {
    return await work(corpus);
  } finally {
    await bars.stop();
    await corpus.close();
  }
}

/**
 * A command that asks the corpus once, and prints the answer.
 * @param form what the answer is as JSON
 * @param describe the answer as text
 */
export function answering<T, Options extends CommonOptions = CommonOptions>(
  form: Parameters<typeof printJson>[0],
  ask: (corpus: Corpus, args: readonly string[], options: Options, signal: AbortSignal) => Promise<T>,
  describe: (answer: T, options: Options) => string | Promise<string>,
): (...call: Parameters<Run<Options>>) => Promise<void> {
  return async (args, options, signal) => {
    const answer = await withCorpus(options, (corpus) => ask(corpus, args, options, signal));
    if (options.json === true) await printJson(form, answer);
    else print(await describe(answer, options));
  };
}
