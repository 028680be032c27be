/** Runs before every test file. */
import { afterAll, afterEach, vi } from 'vitest';
import { closeAllOfFile, closeAllOfTest } from './clean-up.js';

/** First what a test that fails midway would leave to the files after it. Globals are stubbed for a whole file. */
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await closeAllOfTest();
});
afterAll(closeAllOfFile);
