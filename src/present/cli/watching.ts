/**
 * Watches folders and reports files once they are complete, several at once as one batch: those that `add` reads in a
 * folder, and so none of an index that lies there.
 */
import { readdirSync, realpathSync, type Stats } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { codeOf, messageOf } from '../../errors.js';
import { CorpusError, isReadInFolders, isSkippedFolder } from '../../index.js';

export interface WatchOptions {
  /** A file is complete when its size has not changed for this long. */
  readonly settleMs: number;
  readonly signal: AbortSignal;
  /** Adds the files; the next batch waits for it. */
  readonly onFiles: (files: readonly string[]) => Promise<void>;
  /** Called when the files that existed at the start have been added. */
  readonly onReady?: () => void;
  /** Called when one of several folders is gone; it is watched again once it is back. */
  readonly onGone?: (folder: string) => void;
}

/** Hidden files, and temporary files of browsers and editors. */
const UNFINISHED = /^\.|^~\$|~$|\.(?:part|crdownload|download|tmp|swp)$/i;
/** How often the size of a growing file is checked. */
const LOOKS_WHILE_SETTLING = 10;
/** Files that arrive within this time are added together: a folder that is copied in is one batch. */
const BATCH_MS = 200;

/**
 * Settles when the signal fires and the current batch is done.
 * @throws CorpusError INPUT_UNREADABLE when the last folder is gone; FAILED where the system cannot watch so much; what
 *   `onFiles` throws, and then stops
 */
export async function watchFolders(folders: readonly string[], options: WatchOptions): Promise<void> {
  const { settleMs, signal, onFiles, onReady, onGone } = options;
  const roots = new Set(folders.map((folder) => resolve(folder)));
  const watcher = await watcherOf(folders, roots, settleMs);
  const waiting = new Set<string>();
  let [ready, told] = [false, false];
  let failure: unknown;
  let wake: () => void = () => {};
  const take = (file: string) => {
    waiting.add(file);
    wake();
  };
  const fail = (error: unknown) => {
    failure ??= error;
    wake();
  };
  takeMisnamed(watcher, take);
  watcher
    .on('add', take)
    .on('change', take)
    .on('ready', () => {
      ready = true;
      wake();
    })
    .on('error', (error) => {
      if (codeOf(error) === 'ELOOP') return; // a link to itself, which has no content
      fail(cannotWatch(error));
    });
  const stopLooking = lookForGone(roots, watcher, settleMs, (folder, isLast) =>
    isLast ? fail(folderGone(folder)) : onGone?.(folder),
  );
  const stop = () => wake();
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      if (failure !== undefined) throw failure;
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
    stopLooking();
    signal.removeEventListener('abort', stop);
    await watcher.close();
  }
}

async function watcherOf(folders: readonly string[], roots: ReadonlySet<string>, settleMs: number): Promise<FSWatcher> {
  const { watch } = await import('chokidar');
  return watch([...folders], {
    ignorePermissionErrors: true, // such a folder is passed over; such a file is reported when it is opened
    ignored: skippedIn(roots),
    awaitWriteFinish: { stabilityThreshold: settleMs, pollInterval: Math.ceil(settleMs / LOOKS_WHILE_SETTLING) },
  });
}

/** Tells which files and folders are not read. Of a path whose kind is not known yet, nothing is told. */
function skippedIn(roots: ReadonlySet<string>): (path: string, stats?: Stats) => boolean {
  const isFirstPath = firstPaths(roots);
  return (path, stats) => {
    if (stats === undefined) return false;
    if (stats.isFile()) return UNFINISHED.test(basename(path)) || !isReadInFolders(path);
    return !roots.has(resolve(path)) && (isSkippedFolder(path) || !isFirstPath(path));
  };
}

/**
 * Tells whether a folder was not reached by another path before, as `add` reads it once: links between folders give
 * them endless paths.
 */
function firstPaths(roots: Iterable<string>): (path: string) => boolean {
  const pathOf = new Map([...roots].map((root) => [realPath(root) ?? root, root]));
  return (path) => {
    const [whole, target] = [resolve(path), realPath(path)];
    if (target === undefined) return true;
    const first = pathOf.get(target);
    if (first === undefined || realPath(first) !== target) pathOf.set(target, whole); // that link may be gone
    return pathOf.get(target) === whole;
  };
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined; // gone, or a link that leads nowhere
  }
}

/** What a name contains that is not in UTF-8: nothing can be opened by it, so the watcher passes it over. */
const REPLACEMENT = '\uFFFD';

/** Takes files and folders with such a name, each once, so that they are reported as unreadable. */
function takeMisnamed(watcher: FSWatcher, take: (file: string) => void): void {
  const reported = new Set<string>();
  const lookIn = (folder: string) => {
    for (const path of misnamedIn(folder)) {
      if (!reported.has(path)) take(path);
      reported.add(path);
    }
  };
  watcher.on('addDir', lookIn).on('raw', (_event, name: string | null, options) => {
    const { watchedPath } = options as { readonly watchedPath?: string };
    if (name?.includes(REPLACEMENT) === true && watchedPath !== undefined) lookIn(watchedPath);
  });
}

function misnamedIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => name.includes(REPLACEMENT) && !UNFINISHED.test(name))
      .filter((entry) => entry.isDirectory() || isReadInFolders(entry.name))
      .map(({ name }) => join(folder, name))
      .filter((path) => realPath(path) === undefined); // others have that character in their name
  } catch {
    return []; // gone, not to be entered, or a file
  }
}

/**
 * Looks from time to time: no event tells of an empty folder that is gone, nor of one that is back.
 * @returns what ends it
 */
function lookForGone(
  roots: ReadonlySet<string>,
  watcher: FSWatcher,
  everyMs: number,
  onGone: (folder: string, isLast: boolean) => void,
): () => void {
  const gone = new Set<string>();
  const looking = setInterval(() => {
    for (const folder of roots) {
      const isThere = realPath(folder) !== undefined;
      if (isThere && gone.delete(folder)) watcher.add(folder);
      if (isThere || gone.has(folder)) continue;
      gone.add(folder);
      watcher.unwatch(folder);
      onGone(folder, gone.size === roots.size);
    }
  }, everyMs);
  return () => clearInterval(looking);
}

function folderGone(folder: string): CorpusError {
  return new CorpusError('INPUT_UNREADABLE', `the folder ${folder} is gone`, 'Watch it again once it is back.');
}

/** The system says ENOSPC where its limit of watched files is reached, as if the disk were full. */
function cannotWatch(error: unknown): CorpusError {
  return codeOf(error) === 'ENOSPC'
    ? new CorpusError(
        'FAILED',
        'the system cannot watch more files',
        'Watch fewer folders, or raise its limit, on Linux `fs.inotify.max_user_watches`.',
        error,
      )
    : new CorpusError('FAILED', `the folders cannot be watched: ${messageOf(error)}`, 'Start it again.', error);
}
