/** Files of folders as they are saved: told once they are whole, several that come together as one batch. */
import { basename } from 'node:path';

export interface WatchOptions {
  /** How long the size of a file must stay the same before it counts as whole. */
  readonly settleMs: number;
  readonly signal: AbortSignal;
  /** Adds the files; the next batch waits for it. */
  readonly onFiles: (files: readonly string[]) => Promise<void>;
  /** Told when the files that were there at the beginning have been added. */
  readonly onReady?: () => void;
}

/** Hidden files, and what browsers and editors write until a file is whole. */
const UNFINISHED = /^\.|^~\$|~$|\.(?:part|crdownload|download|tmp|swp)$/i;
/** How often the size of a file that is being written is looked at. */
const LOOKS_WHILE_SETTLING = 10;
/** Files that come within this time are added together: a folder that is copied in is one batch. */
const BATCH_MS = 200;

/** Settles when the signal fires and the batch under way is done. @throws what `onFiles` throws, and then stops */
export async function watchFolders(folders: readonly string[], options: WatchOptions): Promise<void> {
  const { settleMs, signal, onFiles, onReady } = options;
  const { watch } = await import('chokidar');
  const watcher = watch([...folders], {
    ignored: (path, stats) => stats?.isFile() === true && UNFINISHED.test(basename(path)),
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
