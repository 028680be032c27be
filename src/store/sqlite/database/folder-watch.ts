/**
 * Is the file that is open still the one in the folder? Where a folder is replaced or emptied while a server has it
 * open, SQLite continues with the old, now nameless file, and what it acknowledges is lost.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CorpusError } from '../../../errors.js';
import { DATABASE_FILE } from './map-errors.js';

/** @returns a check that throws CorpusError INDEX_REPLACED if the file was replaced or removed */
export function watchFolder(folder: string): () => void {
  const path = join(folder, DATABASE_FILE);
  const identity = () => {
    const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
    return stats === undefined ? 'nothing' : `${stats.dev}.${stats.ino}`;
  };
  const opened = identity();
  return () => {
    if (identity() === opened) return;
    throw new CorpusError(
      'INDEX_REPLACED',
      `the index in ${folder} was replaced or removed while it was open`,
      'Ask again: the index that is there now is opened. Add again what you added since it was replaced.',
    );
  };
}
