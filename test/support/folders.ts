/** Folders for tests: each new, each gone when the test file ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterThisFile } from './clean-up.js';

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperkin-'));
  afterThisFile(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A path in this checkout. */
export function inCheckout(path: string): string {
  return new URL(`../../${path}`, import.meta.url).pathname;
}
