import { resolve } from 'node:path';
import { counted } from '../../../counted.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async ([file], options, signal) => {
  const { papers } = await withCorpus(options, async (corpus) => {
    await corpus.backup(resolve(file!), { signal });
    return corpus.status();
  });
  if (options.json === true) await printJson('backedUp', { papers, file: file! });
  else print(`Wrote ${plain(file!)}: ${counted(papers, 'paper')}, read back and checked.`);
};
