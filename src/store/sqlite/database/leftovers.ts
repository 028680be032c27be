/** Unfinished files of killed processes. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../../../errors.js';

/** Unfinished files of `compact`, `doctor --repair` and `restore`, and of neighbours: written under the lock. */
const UNDER_LOCK = /^(papers\.unfinished(\.copy)?\.sqlite(-journal|-wal|-shm)?|neighbours\..*\.unfinished)$/;
/** Written without the lock too, so its process may still run. */
const HEAD = /^papers\.head\.(\d+)-\d+$/;
const BACKUP = /^(.*)\.(\d+)\.unfinished(-journal|-wal|-shm)?$/;

/** The caller holds the lock of the folder. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = HEAD.exec(name)?.[1];
    if (UNDER_LOCK.test(name) || (pid !== undefined && !isRunning(Number(pid))))
      rmSync(join(folder, name), { force: true });
  }
}

/** What earlier backups to the same file left behind. */
export function removeLeftoversOfBackup(file: string): void {
  if (!existsSync(dirname(file))) return;
  for (const name of readdirSync(dirname(file))) {
    const [, target, pid] = BACKUP.exec(name) ?? [];
    if (target === basename(file) && !isRunning(Number(pid))) rmSync(join(dirname(file), name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
