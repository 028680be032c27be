/** A whole copy of an index in one file, made while others read and write. */
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { verifyBackup } from './care.js';
import { removeDatabase } from './replace.js';

/** @throws CorpusError INPUT_INVALID where the copy is not sound; the file is then left as it was */
export async function backup(folder: string, live: Database.Database, file: string): Promise<void> {
  const { default: Sqlite } = await import('better-sqlite3');
  removeLeftovers(file);
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    await live.backup(unfinished);
    const copy = new Sqlite(unfinished);
    try {
      copy.pragma('journal_mode = DELETE'); // one file, with nothing beside it
      verifyBackup('the copy', copy, folder);
    } finally {
      copy.close();
    }
    renameSync(unfinished, file);
  } finally {
    removeDatabase(unfinished);
  }
}

/** What earlier backups to the same file left behind, whose processes were killed. */
function removeLeftovers(file: string): void {
  if (!existsSync(dirname(file))) return;
  for (const name of readdirSync(dirname(file))) {
    const [, target, pid] = /^(.*)\.(\d+)\.unfinished$/.exec(name) ?? [];
    if (target === basename(file) && !isRunning(Number(pid))) removeDatabase(join(dirname(file), name));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
