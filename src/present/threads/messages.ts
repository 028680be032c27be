/** What goes between the thread that speaks HTTP and those that hold a corpus. */
import type { CorpusOptions, ErrorCode } from '../../index.js';
import type { VerbName } from '../verbs/index.js';
import type { Upload } from '../verbs/upload.js';
import type { Answer } from './answer.js';

/** What a thread or process is started with. */
export interface WorkerSetup {
  readonly options: CorpusOptions;
  /** Whether it lets others go first: long work does, so that a search or a request never waits for it. */
  readonly givesWay: boolean;
}

export interface Question {
  readonly verb: VerbName;
  readonly request: unknown;
  readonly upload?: Upload;
  /** Tag of an answer that the asker has. */
  readonly known?: string;
}

/** One question at a time: a `cancel` is for the one under way, and `leave` comes when there is none. */
export type ToWorker = { readonly question: Question } | 'cancel' | 'leave';

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
  /** Where it was not foreseen: for the log alone. */
  readonly stack: string | undefined;
}

export type FromWorker =
  | { readonly progress: unknown }
  | { readonly answer: Answer; readonly memoryBytes: number }
  | { readonly failure: Failure; readonly memoryBytes: number };
