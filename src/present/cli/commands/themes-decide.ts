/** `themes rename`, `merge`, `pin` and what takes them back: a person's word, kept through every later run. */
import { CorpusError, type ThemeDecision } from '../../../index.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson } from '../terminal.js';

interface RenameOptions extends CommonOptions {
  readonly clear?: boolean;
}

function deciding<Options extends CommonOptions>(
  decisionOf: (args: readonly string[], options: Options) => ThemeDecision,
): Run<Options> {
  return async (args, options) => {
    const decision = decisionOf(args, options);
    await withCorpus(options, { create: false }, (corpus) =>
      corpus.decideThemes(decision, { waitMs: options.wait * 1000 }),
    );
    if (options.json === true) await printJson('decided', { decided: decision });
    else print(said(decision));
  };
}

export const rename = deciding<RenameOptions>(([theme, ...words], { clear }) => {
  const name = words.join(' ').trim();
  if (clear === true && name !== '')
    throw new CorpusError('USAGE', 'a name and --clear contradict each other', 'Give one of them.');
  if (clear !== true && name === '')
    throw new CorpusError(
      'USAGE',
      `there is no name for ${theme!}`,
      'Type one, or --clear to have the name found again.',
    );
  return { kind: 'rename', theme: theme!, name };
});
export const merge = deciding(([from, into]) => ({ kind: 'merge', from: from!, into: into! }));
export const unmerge = deciding(([theme]) => ({ kind: 'unmerge', theme: theme! }));
export const pin = deciding(([paper, theme]) => ({ kind: 'pin', paper: paper!, theme: theme! }));
export const unpin = deciding(([paper]) => ({ kind: 'unpin', paper: paper! }));

function said(decision: ThemeDecision): string {
  switch (decision.kind) {
    case 'rename':
      return decision.name === ''
        ? `${decision.theme} has the name found again.`
        : `${decision.theme} is called ${plain(decision.name)} from now on.`;
    case 'merge':
      return `${decision.from} is part of ${decision.into} from now on.`;
    case 'unmerge':
      return `${decision.theme} is a theme of its own again.`;
    case 'pin':
      return `${decision.paper} belongs to ${decision.theme} from now on.`;
    case 'unpin':
      return `${decision.paper} lies where it lies again.`;
  }
}
