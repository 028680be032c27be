/** Runs before every test file. */
import { afterAll, afterEach } from 'vitest';
import { closeAllOfFile, closeAllOfTest } from './clean-up.js';

afterEach(closeAllOfTest);
afterAll(closeAllOfFile);
