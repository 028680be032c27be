/**
 * The threads and processes that hold the corpus, so that the thread that speaks HTTP never waits for work.
 *
 * For each role (see `verbs/`) a crew with a queue; each worker has the corpus opened for itself: SQLite lets many read
 * while one writes. Quick questions are answered by threads, whose messages cost little. What may be long, large or
 * never end has a process: it is ended with whoever asked, and its memory goes with it. A worker that dies fails the
 * question it had, and the next question starts another.
 */
import { availableParallelism } from 'node:os';
import { CorpusError, type CorpusOptions } from '../../index.js';
import { type Role, type VerbName, type VerbRequest, verbs } from '../verbs/index.js';
import type { Upload } from '../verbs/upload.js';
import type { Answer } from './answer.js';
import { startProcess, startThread } from './channel.js';
import { Crew, type CrewOptions, type JobOptions } from './crew.js';

export interface AskOptions extends JobOptions {
  readonly upload?: Upload;
  /** Tag of an answer that the asker has. */
  readonly known?: string;
}

/** Asks the corpus. @throws CorpusError */
export type Ask = <V extends VerbName>(verb: V, request: VerbRequest<V>, options?: AskOptions) => Promise<Answer>;

/**
 * Threads that answer quick questions, each some 150 MB with its model: two cores, two at once; beyond four nobody
 * waits.
 */
const MOST_ASKING = 4;

type Limits = Omit<CrewOptions, 'size' | 'setup' | 'log'>;

const LIMITS: Readonly<Record<Role, Limits>> = {
  asking: {
    start: startThread,
    mostWaiting: 128,
    longestMs: 30_000,
    patienceMs: 30_000,
    waitsForTheStopped: false,
    idleMs: null,
    ownMemory: false,
    // Loads the model before somebody waits for it; what is asked does not matter, nor whether it can be answered.
    warmUp: { verb: 'search', request: { q: 'warm', limit: 1 } },
  },
  // A first look at the themes of a large corpus is long; stopped, it would have to begin again.
  thinking: {
    start: startProcess,
    mostWaiting: 32,
    longestMs: 300_000,
    patienceMs: 60_000,
    waitsForTheStopped: false,
    idleMs: 300_000,
    ownMemory: true,
  },
  // The largest upload holds some 40,000 abstracts, which two cores embed in a quarter of an hour.
  writing: {
    start: startProcess,
    mostWaiting: 8,
    longestMs: 1_800_000,
    patienceMs: 5_000,
    waitsForTheStopped: true,
    idleMs: 30_000,
    ownMemory: true,
  },
};

export interface Threads {
  readonly ask: Ask;
  close(): Promise<void>;
}

export function openThreads(options: CorpusOptions, log: (line: string) => void): Threads {
  // One query at a time needs no pool of embedding threads; a file of a thousand papers does.
  const alone = { ...options, workers: 1 };
  const crewOf = (role: Role, size: number, setup: CrewOptions['setup']) =>
    new Crew({ ...LIMITS[role], size, setup, log });
  const crews: Readonly<Record<Role, Crew>> = {
    asking: crewOf('asking', Math.min(MOST_ASKING, availableParallelism()), { options: alone, givesWay: false }),
    thinking: crewOf('thinking', 1, { options: alone, givesWay: true }),
    writing: crewOf('writing', 1, { options, givesWay: true }),
  };
  let closing = false;
  return {
    ask: async (verb, request, { upload, known, ...jobOptions } = {}) => {
      if (closing) throw new CorpusError('INTERRUPTED', 'the server is stopping', 'Start it again, then try again.');
      const question = {
        verb,
        request,
        ...(upload === undefined ? {} : { upload }),
        ...(known === undefined ? {} : { known }),
      };
      return crews[verbs[verb].role].ask(question, jobOptions);
    },
    close: async () => {
      closing = true;
      await Promise.all(Object.values(crews).map((crew) => crew.leave()));
    },
  };
}
