import { resolve } from 'node:path';
import { counted } from '../../../counted.js';
import { answering } from '../run.js';
import { plain } from '../terminal.js';

export const run = answering(
  'backedUp',
  async (corpus, [file = ''], _options, signal) => {
    await corpus.backup(resolve(file), { signal });
    return { papers: (await corpus.status()).papers, file };
  },
  ({ papers, file }) => `Wrote ${plain(file)}: ${counted(papers, 'paper')}, read back and checked.`,
);
