import { wire } from '../../wire.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async (_args, options) => {
  const diff = await withCorpus(options, { create: false }, (corpus) => corpus.themesDiff());
  if (options.json === true) return printJson(wire.themesDiff.parse(diff));
  const sized = (kind: string, changes: typeof diff.new) => changes.map(({ theme, label, before, after }) => `${kind.padEnd(8)} ${plain(label)} (${theme}): ${before} → ${after} papers`);
  const lines = [
    ...sized('new', diff.new),
    ...sized('grown', diff.grown),
    ...sized('shrunk', diff.shrunk),
    ...diff.split.map(({ theme, label, into }) => `split    ${plain(label)} (${theme}) into ${into.join(', ')}`),
    ...diff.merged.map(({ theme, label, from }) => `merged   ${from.join(', ')} into ${plain(label)} (${theme})`),
    ...diff.renamed.map(({ theme, before, after }) => `renamed  ${plain(before)} is now ${plain(after)} (${theme})`),
    ...sized('gone', diff.gone),
  ];
  print(lines.length === 0 ? `Nothing has changed; ${diff.unchanged} themes.` : [...lines, `${diff.unchanged} unchanged`].join('\n'));
};
