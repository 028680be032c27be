/** `themes rename`, `themes merge`, `themes pin`: a person's word, kept through every later run. */
import type { ThemeDecision } from '../../../index.js';
import { wire } from '../../wire.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson } from '../terminal.js';

function deciding(decisionOf: (args: readonly string[]) => ThemeDecision, said: (args: readonly string[]) => string): Run<CommonOptions> {
  return async (args, options) => {
    const decision = decisionOf(args);
    await withCorpus(options, { create: false }, (corpus) => corpus.decideThemes(decision, { waitMs: options.wait * 1000 }));
    if (options.json === true) printJson(wire.decided.parse({ decided: decision }));
    else print(said(args));
  };
}

export const rename = deciding(
  ([theme, ...name]) => ({ kind: 'rename', theme: theme!, name: name.join(' ') }),
  ([theme, ...name]) => `${theme} is called ${plain(name.join(' '))} from now on.`,
);
export const merge = deciding(
  ([from, into]) => ({ kind: 'merge', from: from!, into: into! }),
  ([from, into]) => `${from} is part of ${into} from now on.`,
);
export const pin = deciding(
  ([paper, theme]) => ({ kind: 'pin', paper: paper!, theme: theme! }),
  ([paper, theme]) => `${paper} belongs to ${theme} from now on.`,
);
