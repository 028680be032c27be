/**
 * The threads that hold the corpus, so that the thread that speaks HTTP never waits for work.
 *
 * For each role (see `verbs.ts`) one thread, started with its first question, and for quick questions as many as can
 * work at once; each has the corpus opened for itself: SQLite lets many read while one writes. A thread that dies
 * fails the questions it had, and the next question starts another.
 */
import { availableParallelism } from 'node:os';
import { CorpusError, type CorpusOptions } from '../../index.js';
import { type Asked, type Role, type VerbName, verbs } from '../verbs/index.js';
import type { Answer } from './answer.js';
import { type AskOptions, CorpusThread } from './thread.js';

/** Asks the corpus. @throws CorpusError */
export type Ask = <V extends VerbName>(verb: V, asked: Asked<V>, options?: AskOptions) => Promise<Answer>;

/** Questions that may wait for a thread: one more is refused, or a flood would fill the memory. */
const MOST_WAITING: Readonly<Record<Role, number>> = { asking: 128, thinking: 32, writing: 8 };
/**
 * How long an answer may take; a first look at the themes of a large corpus is long, and writing takes what it takes.
 */
const LONGEST_MS: Readonly<Record<Role, number | null>> = { asking: 30_000, thinking: 300_000, writing: null };

/**
 * Threads that answer quick questions, each some 150 MB with its model: two cores, two at once; beyond four nobody
 * waits.
 */
const MOST_ASKING = 4;

export interface Threads {
  readonly ask: Ask;
  close(): Promise<void>;
}

export function openThreads(options: CorpusOptions, log: (line: string) => void): Threads {
  // One query at a time needs no pool of embedding threads; a file of a thousand papers does.
  const alone = { ...options, workers: 1 };
  const crews: Readonly<Record<Role, Crew>> = {
    asking: new Crew(Math.min(MOST_ASKING, availableParallelism()), () => {
      const thread = new CorpusThread({ options: alone, givesWay: false }, MOST_WAITING.asking, log);
      // Loads the model before somebody waits for it; what is asked does not matter, nor whether it can be answered.
      thread.ask({ verb: 'search', asked: { q: 'warm', limit: 1 } }, {}, null).catch(() => undefined);
      return thread;
    }),
    thinking: new Crew(1, () => new CorpusThread({ options: alone, givesWay: true }, MOST_WAITING.thinking, log)),
    writing: new Crew(1, () => new CorpusThread({ options, givesWay: true }, MOST_WAITING.writing, log)),
  };
  let closing = false;
  return {
    ask: async (verb, asked, given = {}) => {
      if (closing) throw new CorpusError('INTERRUPTED', 'the server is stopping', 'Start it again, then ask again.');
      const { role } = verbs[verb];
      return crews[role].next().ask({ verb, asked }, given, LONGEST_MS[role]);
    },
    close: async () => {
      closing = true;
      await Promise.all(Object.values(crews).map((crew) => crew.leave()));
    },
  };
}

/** Threads of one role. Another is started when all are busy, and asked once it is ready. */
class Crew {
  #threads: CorpusThread[] = [];

  constructor(
    readonly size: number,
    readonly start: () => CorpusThread,
  ) {}

  next(): CorpusThread {
    this.#threads = this.#threads.filter(({ gone }) => !gone);
    if (this.#threads.length === 0) this.#threads.push(this.start());
    const ready = this.#threads.filter((thread) => thread.ready);
    const [best] = (ready.length > 0 ? ready : this.#threads).sort((a, b) => a.waiting - b.waiting);
    if (best!.ready && best!.waiting > 0 && ready.length === this.#threads.length && this.#threads.length < this.size)
      this.#threads.push(this.start());
    return best!;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.leave()));
  }
}
