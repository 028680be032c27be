/** Memory that a thread shares with the threads that it starts, for one use. Node passes it on. */
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { type SimdMemory, sharedMemory } from './wasm.js';

const NAME = 'memory shared by the threads of paperkin';

/**
 * Lets the threads that are started from now on share one copy of the embeddings of an index that they all open, if it
 * has more than 20,000 texts.
 */
export function shareMemory(): void {
  try {
    setEnvironmentData(NAME, sharedMemory() as never);
  } catch {
    // where addresses are scarce, each thread has memory of its own
  }
}

/** What the thread that started this one shares; undefined if nothing. */
export function memoryOfAll(): SimdMemory | undefined {
  return getEnvironmentData(NAME) as unknown as SimdMemory | undefined;
}
