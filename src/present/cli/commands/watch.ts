/** `watch`: adds files of folders as they are saved, until it is stopped. */
import { existsSync, statSync } from 'node:fs';
import { counted } from '../../../counted.js';
import { CorpusError } from '../../../index.js';
import type { ParseOptions } from '../declare/options.js';
import { describeFile, parseOptions } from '../read-files.js';
import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { note, plain, print, printJson } from '../terminal.js';
import { watchFolders } from '../watching.js';

/** A browser that writes a download pauses for less. */
const SETTLE_MS = 2_000;

export const run: Run<CommonOptions & ParseOptions> = async (folders, options, signal) => {
  for (const folder of folders) if (!isFolder(folder)) throw noFolder(folder);
  await withCorpus({ ...options, create: true }, (corpus) =>
    watchFolders(folders, {
      settleMs: SETTLE_MS,
      signal,
      onGone: (folder) => note(`The folder ${plain(folder)} is gone. It is watched again once it is back.`),
      onReady: () => note(`Watching ${folders.map(plain).join(', ')}. Stop with Ctrl-C.`),
      onFiles: async (files) => {
        const report = await corpus.add(files, { ...parseOptions(options), signal, ...waiting(options) });
        if (options.json === true) return printJson('added', report, 0);
        const { added, updated, papers } = report;
        const total = `${added} added, ${updated} updated; ${counted(papers, 'paper')} in the index`;
        print([...report.files.flatMap(describeFile), total].join('\n'));
      },
    }),
  );
};

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function noFolder(path: string): CorpusError {
  return existsSync(path)
    ? new CorpusError('INPUT_UNREADABLE', `${path} is not a folder`, 'Watch its folder, or add it with `paperkin add`.')
    : new CorpusError('INPUT_UNREADABLE', `there is no folder ${path}`, 'Check the path.');
}
