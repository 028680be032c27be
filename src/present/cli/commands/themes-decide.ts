/** `themes rename`, `merge`, `split`, `pin` and their undoing: a person's decisions, which later runs keep. */

import { counted } from '../../../counted.js';
import { CorpusError, type ThemeDecision } from '../../../index.js';
import { AUTOMATIC } from '../declare/arguments.js';
import { answering, type CommonOptions, type Run, waiting } from '../run.js';
import { plain, plainTitle } from '../terminal.js';

interface RenameOptions extends CommonOptions {
  readonly clear?: boolean;
}

interface SplitOptions extends CommonOptions {
  readonly into?: number;
  readonly preview?: boolean;
}

/** Papers of a part that a preview lists. */
const PREVIEWED = 5;

function deciding<Options extends CommonOptions>(
  decisionOf: (args: readonly string[], options: Options) => ThemeDecision,
): Run<Options> {
  return answering(
    'decided',
    async (corpus, args, options: Options, signal) => ({
      decided: await corpus.decideThemes(decisionOf(args, options), { ...waiting(options), signal }),
    }),
    ({ decided }) => describe(decided),
  );
}

export const rename = deciding<RenameOptions>(([theme, ...words], { clear }) => {
  const name = words.join(' ').trim();
  if (clear === true && name !== '')
    throw new CorpusError('USAGE', 'a name and --clear cannot be combined', 'Use one of them.');
  if (clear !== true && name === '')
    throw new CorpusError(
      'USAGE',
      `no name was given for ${theme!}`,
      'Type a name, or use --clear to restore the automatic name.',
    );
  return { kind: 'rename', theme: theme!, label: name };
});
export const number = deciding(([k]) => ({ kind: 'number', k: k === AUTOMATIC ? null : Number(k) }));
export const merge = deciding(([from, into]) => ({ kind: 'merge', from: from!, into: into! }));
export const unmerge = deciding(([theme]) => ({ kind: 'unmerge', theme: theme! }));
export const split: Run<SplitOptions> = (args, options, signal) =>
  options.preview === true ? previewSplit(args, options, signal) : splitNow(args, options, signal);
const splitNow = deciding<SplitOptions>(([theme], { into }) => ({ kind: 'split', theme: theme!, parts: into }));
const previewSplit = answering(
  'splitPreview',
  (corpus, [theme], { into }: SplitOptions, signal) => corpus.previewSplit(theme!, { parts: into, signal }),
  ({ parts, theme, label }) =>
    parts
      .flatMap((part) => {
        const keeps = part.theme === theme ? ` (keeps the id; now “${plain(label)}”)` : '';
        const more = part.papers.length - PREVIEWED;
        return [
          `${part.theme}: ${counted(part.papers.length, 'paper')}${keeps}`,
          ...part.papers.slice(0, PREVIEWED).map(({ title }) => `  ${plainTitle(title)}`),
          ...(more > 0 ? [`  … and ${more} more`] : []),
        ];
      })
      .join('\n'),
);
export const unsplit = deciding(([theme]) => ({ kind: 'unsplit', theme: theme! }));
export const pin = deciding(([paper, theme]) => ({ kind: 'pin', paper: paper!, theme: theme! }));
export const unpin = deciding(([paper]) => ({ kind: 'unpin', paper: paper! }));

function describe(decision: ThemeDecision): string {
  switch (decision.kind) {
    case 'number':
      return decision.k === null
        ? 'The number of themes is chosen from the data again.'
        : `The next run finds ${counted(decision.k, 'theme')}, and later runs keep the number.`;
    case 'rename':
      return decision.label === ''
        ? `${decision.theme} has its automatic name again.`
        : `${decision.theme} is now called “${plain(decision.label)}”.`;
    case 'merge':
      return `Merged ${decision.from} into ${decision.into}.`;
    case 'unmerge':
      return `${decision.theme} is a separate theme again.`;
    case 'split':
      return (
        `Split ${decision.theme} into ${(decision.into?.length ?? 0) + 1}: ` +
        `${(decision.into ?? []).map(takes).join(', ')}.`
      );
    case 'unsplit':
      return `Undid the split of ${decision.theme}.`;
    case 'pin':
      return `Pinned ${decision.paper} to ${decision.theme}.`;
    case 'unpin':
      return `Unpinned ${decision.paper}.`;
  }
}

function takes({ theme, papers }: { readonly theme: string; readonly papers: readonly string[] }): string {
  return `${theme} takes ${counted(papers.length, 'paper')}`;
}
