/**
 * The worker threads and processes that hold the corpus, so that the HTTP thread never waits for work.
 *
 * Each role (see `verbs/`) has a pool with a queue. Each worker opens the corpus for itself: SQLite allows many readers
 * beside one writer. Quick requests run on threads, where messages are cheap. Work that may be long, large or never end
 * runs in a process: it can be killed when its client disconnects, and its memory is freed. A worker that dies fails
 * only its current request; the next request starts another worker.
 */
import { availableParallelism } from 'node:os';
import { type CorpusOptions, shareMemory } from '../../index.js';
import { type Role, verbs } from '../verbs/index.js';
import type { Ask } from './ask.js';
import { startProcess, startThread } from './channel.js';
import { rememberAnswers } from './remember-answers.js';
import { type PoolOptions, WorkerPool } from './worker-pool.js';

/** Maximum number of threads for quick requests, each about 150 MB with its model. More than four gain nothing. */
const MOST_ASKING = 4;

type Limits = Omit<PoolOptions, 'size' | 'setup' | 'log'>;

const LIMITS: Readonly<Record<Role, Limits>> = {
  asking: {
    start: startThread,
    mostWaiting: 128,
    longestMs: 30_000,
    patienceMs: 30_000,
    waitsForTheStopped: false,
    idleMs: null,
    ownMemory: false,
    // Loads the model before the first request; the query and its answer do not matter.
    warmUp: { verb: 'search', request: { q: 'warm', limit: 1 } },
  },
  // The first themes and map of a large corpus take minutes; if stopped, they would have to start again.
  thinking: {
    start: startProcess,
    mostWaiting: 32,
    longestMs: 1_800_000,
    patienceMs: 60_000,
    waitsForTheStopped: false,
    idleMs: 300_000,
    ownMemory: true,
  },
  // The largest upload has about 40,000 abstracts, which two cores embed in a quarter of an hour.
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
  process.cwd(); // throws where it was deleted: there no thread can start
  shareMemory();
  // One query at a time needs no pool of embedding threads; a file of a thousand papers does.
  const alone = { ...options, workers: 1 };
  const poolOf = (role: Role, size: number, setup: PoolOptions['setup']) =>
    new WorkerPool({ ...LIMITS[role], size, setup, log });
  const pools: Readonly<Record<Role, WorkerPool>> = {
    asking: poolOf('asking', Math.min(MOST_ASKING, availableParallelism()), { options: alone, givesWay: false }),
    thinking: poolOf('thinking', 1, { options: alone, givesWay: true }),
    writing: poolOf('writing', 1, { options, givesWay: true }),
  };
  return {
    ask: rememberAnswers(async (verb, request, { upload, known, ...jobOptions } = {}) => {
      const question = { verb, request, upload, known };
      return pools[verbs[verb].role].ask(question, jobOptions);
    }),
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.shutdown()));
    },
  };
}
