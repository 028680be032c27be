/** How a request is sent to the corpus. */
import type { VerbName, VerbRequest } from '../verbs/index.js';
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
