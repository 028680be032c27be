/** Workers that a test answers for by hand. */
import { describe, expect, test, vi } from 'vitest';
import type { Listener, StartChannel } from '../../../src/present/threads/channel.js';
import type { Question, ToWorker } from '../../../src/present/threads/messages.js';
import { type PoolOptions, WorkerPool } from '../../../src/present/threads/worker-pool.js';

interface FakeWorker extends Listener {
  readonly received: ToWorker[];
  abandoned: boolean;
}

/** @param endable whether an abandoned worker has ended, as a process has and a thread has not */
function fakes(endable: boolean): { workers: FakeWorker[]; start: StartChannel } {
  const workers: FakeWorker[] = [];
  const start: StartChannel = (_setup, { onMessage, onEnd }) => {
    const worker: FakeWorker = { onMessage, onEnd, received: [], abandoned: false };
    workers.push(worker);
    return {
      send: (message) => {
        worker.received.push(message);
        if (message === 'shutdown') worker.onEnd();
      },
      abandon: () => {
        worker.abandoned = true;
        return endable;
      },
    };
  };
  return { workers, start };
}

const question: Question = { verb: 'status', request: {} };
const answered = (tag: string, memoryBytes = 0) => ({ answer: { json: '{}', tag }, memoryBytes });

function poolOf(start: StartChannel, options: Partial<PoolOptions> = {}): WorkerPool {
  return new WorkerPool({
    size: 1,
    start,
    setup: { options: { index: 'nowhere' }, givesWay: false },
    mostWaiting: 3,
    longestMs: 1_000,
    patienceMs: 500,
    waitsForTheStopped: false,
    idleMs: null,
    ownMemory: true,
    log: () => {},
    ...options,
  });
}

describe('a pool', () => {
  test('answers one question after the other and tells the waiting how many go first', async () => {
    const { workers, start } = fakes(true);
    const pool = poolOf(start);
    const ahead: number[] = [];
    const first = pool.ask(question, {});
    const second = pool.ask(question, {});
    const third = pool.ask(question, { onWaiting: (count) => ahead.push(count) });
    expect([workers.length, workers[0]!.received.length]).toEqual([1, 1]);
    workers[0]!.onMessage(answered('1'));
    workers[0]!.onMessage(answered('2'));
    workers[0]!.onMessage(answered('3'));
    expect((await Promise.all([first, second, third])).map(({ tag }) => tag)).toEqual(['1', '2', '3']);
    expect(ahead).toEqual([2, 1]);
  });

  test('refuses a question beyond those that may wait', () => {
    const { start } = fakes(true);
    const pool = poolOf(start);
    for (let i = 0; i < 4; i++) void pool.ask(question, {}).catch(() => {});
    expect(() => pool.ask(question, {})).toThrow(expect.objectContaining({ code: 'CORPUS_BUSY' }));
  });

  test('starts another worker when all are busy, and no more than it may', async () => {
    const { workers, start } = fakes(true);
    const pool = poolOf(start, { size: 2 });
    const asked = [1, 2, 3].map(() => pool.ask(question, {}));
    expect(workers.length).toBe(1); // the first is loading still
    workers[0]!.onMessage(answered('1'));
    expect(workers.length).toBe(2);
    expect(workers.map(({ received }) => received.length)).toEqual([2, 1]);
    for (const worker of workers) worker.onMessage(answered('2'));
    await Promise.all(asked);
  });

  test('loses with a worker that dies its own question alone', async () => {
    const { workers, start } = fakes(true);
    const pool = poolOf(start);
    const [first, second] = [pool.ask(question, {}), pool.ask(question, {})];
    workers[0]!.onEnd('it ended with SIGKILL.');
    await expect(first).rejects.toMatchObject({ code: 'FAILED', remedy: expect.stringContaining('Try again') });
    workers[1]!.onMessage(answered('2'));
    expect((await second).tag).toBe('2');
  });

  test('says that memory ended where a worker dies of it', async () => {
    const { workers, start } = fakes(true);
    const pool = poolOf(start);
    const asked = pool.ask(question, {});
    workers[0]!.onEnd('it ended with SIGABRT. FATAL ERROR: Allocation failed - JavaScript heap out of memory');
    await expect(asked).rejects.toMatchObject({ code: 'FAILED', message: expect.stringContaining('more memory') });
  });

  test('removes a request from the queue when its client disconnects', async () => {
    const { workers, start } = fakes(true);
    const pool = poolOf(start);
    void pool.ask(question, {});
    const gone = new AbortController();
    const second = pool.ask(question, { signal: gone.signal });
    gone.abort();
    await expect(second).rejects.toMatchObject({ code: 'INTERRUPTED' });
    workers[0]!.onMessage(answered('1'));
    expect(workers[0]!.received.length).toBe(1);
  });

  test('replaces a worker that has grown too large, and one with nothing to do', () => {
    vi.useFakeTimers();
    const { workers, start } = fakes(true);
    const pool = poolOf(start, { idleMs: 100 });
    void pool.ask(question, {});
    workers[0]!.onMessage(answered('1', 2 ** 31));
    expect(workers[0]!.received).toContain('shutdown');
    void pool.ask(question, {});
    workers[1]!.onMessage(answered('2'));
    expect(workers[1]!.received).not.toContain('shutdown');
    vi.advanceTimersByTime(100);
    expect(workers[1]!.received).toContain('shutdown');
  });

  test.each([true, false])(
    'puts another in the place of one that does not stop (it can be ended: %s)',
    async (endable) => {
      vi.useFakeTimers();
      const { workers, start } = fakes(endable);
      const pool = poolOf(start, { waitsForTheStopped: endable });
      const first = pool.ask(question, {});
      const second = pool.ask(question, {});
      const outcome = expect(first).rejects.toMatchObject({ code: endable ? 'FAILED' : 'INTERRUPTED' });
      vi.advanceTimersByTime(1_000);
      expect(workers[0]!.received).toContain('cancel');
      vi.advanceTimersByTime(500);
      await outcome;
      expect([workers.length, workers[0]!.abandoned]).toEqual([2, true]);
      workers[0]!.onMessage(answered('too late'));
      workers[1]!.onMessage(answered('2'));
      expect((await second).tag).toBe('2');
    },
  );

  test('fails a request for each worker that ends before it is loaded, and starts no more of them', async () => {
    const { workers, start } = fakes(false);
    const pool = poolOf(start, { warmUp: question });
    const outcomes = Promise.allSettled([pool.ask(question, {}), pool.ask(question, {})]);
    for (let i = 0; i < workers.length && i < 10; i++) workers[i]!.onEnd('it cannot start');
    expect(workers.length).toBe(2);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('leaves within the patience that it states, whatever its workers do', async () => {
    vi.useFakeTimers();
    const { workers, start } = fakes(true);
    const pool = poolOf(start);
    const first = pool.ask(question, {});
    const second = pool.ask(question, {});
    const outcomes = Promise.allSettled([first, second]);
    const left = pool.shutdown();
    await vi.advanceTimersByTimeAsync(5_000);
    await left;
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(workers[0]!.abandoned).toBe(true);
  });
});
