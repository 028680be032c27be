/** How a request is sent to the corpus. */
import type { VerbAnswer, VerbName, VerbRequest } from '../verbs/index.js';
import type { Upload } from '../verbs/upload.js';
import type { Answer } from './answer.js';
import type { JobOptions } from './worker-pool.js';

export interface AskOptions extends JobOptions {
  readonly upload?: Upload | undefined;
  /** Tag of an answer that the client has. */
  readonly known?: string | undefined;
}

/** Sends a request to the corpus. @throws CorpusError */
export type Ask = <V extends VerbName>(verb: V, request: VerbRequest<V>, options?: AskOptions) => Promise<Answer>;

/** The answer itself, for who sends no tag of an earlier one. @throws CorpusError */
export async function answerTo<V extends VerbName>(
  ask: Ask,
  verb: V,
  request: VerbRequest<V>,
  options?: Omit<AskOptions, 'known'>,
): Promise<VerbAnswer<V>> {
  const { json } = await ask(verb, request, options);
  return JSON.parse(json!) as VerbAnswer<V>;
}
