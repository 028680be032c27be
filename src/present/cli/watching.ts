/**
 * Watches folders and reports files once they are complete, several at once as one batch: those that `add` reads in a
 * folder, and so none of an index that lies there.
 */
import { basename } from 'node:path';
import { isReadInFolders } from '../../index.js';

export interface WatchOptions {
  /** A file is complete when its size has not changed for this long. */
  readonly settleMs: number;
  readonly signal: AbortSignal;
  /** Adds the files; the next batch waits for it. */
  readonly onFiles: (files: readonly string[]) => Promise<void>;
  /** Called when the files that existed at the start have been added. */
  readonly onReady?: () => void;
}

/** Hidden files, and temporary files of browsers and editors. */
const UNFINISHED = /^\.|^~\$|~$|\.(?:part|crdownload|download|tmp|swp)$/i;
/** How often the size of a growing file is checked. */
const LOOKS_WHILE_SETTLING = 10;
/** Files that arrive within this time are added together: a folder that is copied in is one batch. */
const BATCH_MS = 200;

/** Settles when the signal fires and the current batch is done. @throws what `onFiles` throws, and then stops */
export async function watchFolders(folders: readonly string[], options: WatchOptions): Promise<void> {
  const { settleMs, signal, onFiles, onReady } = options;
  const { watch } = await import('chokidar');
  const watcher = watch([...folders], {
    ignored: (path, stats) => stats?.isFile() === true && (UNFINISHED.test(basename(path)) || !isReadInFolders(path)),
    awaitWriteFinish: { stabilityThreshold: settleMs, pollInterval: Math.ceil(settleMs / LOOKS_WHILE_SETTLING) },
  });
  const waiting = new Set<string>();
  let [ready, told] = [false, false];
  let wake: () => void = () => {};
  const take = (file: string) => {
    waiting.add(file);
    wake();
  };
  watcher
    .on('add', take)
    .on('change', take)
    .on('ready', () => {
      ready = true;
      wake();
    });
  const stop = () => wake();
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      if (waiting.size === 0) {
        if (ready && !told) {
          told = true;
          onReady?.();
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
        continue;
      }
      const batch = [...waiting].sort();
      waiting.clear();
      await onFiles(batch);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await watcher.close();
  }
}
