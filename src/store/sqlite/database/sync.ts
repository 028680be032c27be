/**
 * Flushes to disk what must be there before the next step: a file before its rename, a name before it is acknowledged.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes the content of a file to disk, which `copyFileSync` leaves to the system. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Writes the name of a file, new or renamed, to disk. Windows has no such call, and some file systems refuse it. */
export function syncName(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } catch {
    // the rename is as durable as the file system allows
  } finally {
    closeSync(folder);
  }
}
