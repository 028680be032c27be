/**
 * Is the file that is open still the one in the folder? Where a folder is replaced or emptied while a server has it
 * open, SQLite goes on with the old file, which no name leads to any more, and what it acknowledges is nowhere.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CorpusError } from '../../errors.js';
import { DATABASE_FILE } from './map-errors.js';

/** @returns a look that throws CorpusError INDEX_REPLACED where another file, or none, has the name now */
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
