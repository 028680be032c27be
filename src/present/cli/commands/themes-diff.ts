import { counted } from '../../../counted.js';
import type { ThemesDiff } from '../../../index.js';
import { answering } from '../run.js';
import { plain } from '../terminal.js';

export const run = answering(
  'themesDiff',
  (corpus, _args, _options, signal) => corpus.themesDiff({ signal }),
  describeDiff,
);

/** What changed between two runs, one line a change. */
export function describeDiff(diff: ThemesDiff): string {
  const sized = (kind: string, changes: typeof diff.new) =>
    changes.map(
      ({ theme, label, before, after }) =>
        `${kind.padEnd(8)} ${plain(label)} (${theme}): ${before} → ${counted(after, 'paper')}`,
    );
  const describeTheme = (labels: Readonly<Record<string, string>>) => (id: string) =>
    `${plain(labels[id] ?? id)} (${id})`;
  const lines = [
    ...sized('new', diff.new),
    ...sized('grown', diff.grown),
    ...sized('shrunk', diff.shrunk),
    ...diff.split.map(
      ({ theme, label, into }) =>
        `split    ${plain(label)} (${theme}) into ${into.map(describeTheme(diff.labels.after)).join(', ')}`,
    ),
    ...diff.merged.map(
      ({ theme, label, from }) =>
        `merged   ${from.map(describeTheme(diff.labels.before)).join(', ')} into ${plain(label)} (${theme})`,
    ),
    ...diff.renamed.map(({ theme, before, after }) => `renamed  ${plain(before)} is now ${plain(after)} (${theme})`),
    ...sized('gone', diff.gone),
    ...diff.idle.map((decision) => `idle     ${idle(decision)}`),
  ];
  return lines.length === 0
    ? `No changes; ${counted(diff.unchanged, 'theme')}.`
    : [...lines, `${diff.unchanged} unchanged`].join('\n');
}

function idle(decision: ThemesDiff['idle'][number]): string {
  switch (decision.kind) {
    case 'rename':
      return `your name “${plain(decision.label)}” for ${decision.theme}: none of its papers is in the index`;
    case 'merge':
      return `your merge of ${decision.from} into ${decision.into}: one of them has no papers in the index`;
    case 'split':
      return `your split of ${decision.part} from ${decision.from}: none of its papers is in the index`;
    case 'pin':
      return `your pin of ${plain(decision.paper)} to ${decision.theme}: the paper or the theme is not in the index`;
  }
}
