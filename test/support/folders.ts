/** Folders for tests: each new, each gone when the test file ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** For `remove-folders.ts`. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperkin-'));
  made.push(folder);
  return folder;
}

/** A path in this checkout. */
export function inCheckout(path: string): string {
  return new URL(`../../${path}`, import.meta.url).pathname;
}
