/** Runs before every test file, also where files share their modules (`fast` in `vitest.config.ts`). */
import { afterAll } from 'vitest';
import { removeFolders } from './folders.js';

afterAll(removeFolders);
