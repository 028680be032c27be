import { counted } from '../../../counted.js';
import { copyIndex } from '../../../index.js';
import { withBar } from '../progress.js';
import type { CommonOptions, Run } from '../run.js';
import { print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async ([from = '', to = ''], options, signal) => {
  const { waitMs } = options;
  const report = await withBar('papers', (onProgress) => copyIndex({ from, to, signal, waitMs, onProgress }));
  if (options.json === true) return printJson('copied', report);
  const before = report.present === 0 ? '' : `, ${report.present} of them by an earlier run`;
  print(`${counted(report.papers, 'paper')} copied${before}. Both are the same: sha256 ${report.sha256}.`);
};
