/** Messages between the HTTP thread and the workers that hold a corpus. */
import type { CorpusOptions, ErrorCode } from '../../index.js';
import type { VerbName } from '../verbs/index.js';
import type { Upload } from '../verbs/upload.js';
import type { Answer } from './answer.js';

/** Start options of a worker. */
export interface WorkerSetup {
  readonly options: CorpusOptions;
  /** Whether it runs with low priority, so that quick requests never wait for it. */
  readonly givesWay: boolean;
}

export interface Question {
  readonly verb: VerbName;
  readonly request: unknown;
  readonly upload?: Upload | undefined;
  /** Tag of an answer that the client has. */
  readonly known?: string | undefined;
}

/**
 * One request at a time: `cancel` refers to the current one; `shutdown` is sent to an idle worker; `taken` answers each
 * progress message once it was passed on.
 */
export type ToWorker = { readonly question: Question } | 'cancel' | 'shutdown' | 'taken';

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
  /** Stack trace of an unexpected error, for the log only. */
  readonly stack: string | undefined;
}

export type FromWorker =
  | { readonly progress: unknown }
  | { readonly answer: Answer; readonly memoryBytes: number }
  | { readonly failure: Failure; readonly memoryBytes: number };
