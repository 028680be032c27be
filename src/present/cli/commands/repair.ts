/** `doctor --repair`: what was kept, what was rebuilt, and which papers to add again from which files. */
import { counted } from '../../../counted.js';
import { exitCodeOf } from '../../../errors.js';
import { repairIndex } from '../../../index.js';
import { withBar } from '../progress.js';
import { type CommonOptions, indexOptions } from '../run.js';
import { plain, print, printJson } from '../terminal.js';

/** @returns the exit code: 0 if nothing was lost */
export async function repair(options: CommonOptions, signal: AbortSignal): Promise<number> {
  const report = await withBar('read', (onProgress) => repairIndex({ ...indexOptions(options), signal, onProgress }));
  const { papers, lost, lostDecisions, embedded, copy } = report;
  if (options.json === true) await printJson('repaired', report);
  else {
    print(`${counted(papers, 'paper')} intact${embedded === 0 ? '' : `; ${embedded} of them were embedded again`}.`);
    for (const { id, title, files } of lost)
      print(
        `lost  ${plain(id ?? 'a paper')}  ${plain(title ?? '')}  from ${plain(files.join(', ') || 'unknown files')}`,
      );
    for (const name of lostDecisions) print(`lost  your decisions on ${plain(name)}`);
    if (lost.length > 0) print('Add these files again to bring the lost papers back.');
    print(`The previous file is kept as ${copy}. You can delete it.`);
  }
  return lost.length + lostDecisions.length === 0 ? 0 : exitCodeOf('INDEX_DAMAGED');
}
