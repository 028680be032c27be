/** Waiting for the right to write, the same in every store. */
import { setTimeout as pause } from 'node:timers/promises';
import { CorpusError } from '../errors.js';
import type { WriteLock } from './contract.js';

/** A database gets a connection for each attempt. */
const POLL_MS = 200;

/**
 * @param reason what the process does that holds the lock, for messages
 * @param tryLock gets the lock, unless another process holds it
 * @throws CorpusError CORPUS_BUSY as `Store.lock`, and those of `tryLock`
 */
export async function waitForLock(
  reason: string,
  tryLock: () => WriteLock | undefined | Promise<WriteLock | undefined>,
  waitMs: number,
  onWait?: () => void,
): Promise<WriteLock> {
  for (let waited = 0; ; waited += POLL_MS) {
    const lock = await tryLock();
    if (lock !== undefined) return lock;
    if (waited >= waitMs)
      throw new CorpusError(
        'CORPUS_BUSY',
        reason,
        'Run the command again when it is done, or wait longer with --wait SECONDS.',
      );
    if (waited === 0) onWait?.();
    await pause(POLL_MS);
  }
}
