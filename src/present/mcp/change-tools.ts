/** Tools for the history: changes in the themes since the papers last changed, and changes made by a person. */
import { z } from 'zod';
import { counted } from '../../counted.js';
import { wire } from '../wire.js';
import { type Tool, tool } from './tool.js';

const CHANGES = 30;
const sizeChanges = z.array(z.object({ id: z.string(), label: z.string(), before: z.int(), after: z.int() }));

const themeChanges = z.object({
  new: sizeChanges,
  gone: sizeChanges,
  grown: sizeChanges,
  shrunk: sizeChanges,
  renamed: wire.themesDiff.shape.renamed,
  unchanged: z.int(),
});
const history = z.object({ changes: wire.history.shape.changes });

export const changeTools: readonly Tool[] = [
  tool({
    name: 'theme_changes',
    title: 'Changes of themes',
    description: 'Get which themes are new, gone, grown, shrunk or renamed since the papers last changed.',
    verb: 'themesDiff',
    output: themeChanges,
    cut: (diff) => {
      const listed = (changes: typeof diff.new) =>
        changes.slice(0, CHANGES).map(({ theme, ...rest }) => ({ id: theme, ...rest }));
      return {
        new: listed(diff.new),
        gone: listed(diff.gone),
        grown: listed(diff.grown),
        shrunk: listed(diff.shrunk),
        renamed: diff.renamed.slice(0, CHANGES),
        unchanged: diff.unchanged,
      };
    },
    text: (diff) => {
      const lines = (['new', 'gone', 'grown', 'shrunk'] as const).flatMap((kind) =>
        diff[kind].map(
          ({ id, label, before, after }) => `- ${kind}: ${label} [${id}], ${before} → ${counted(after, 'paper')}`,
        ),
      );
      return [`Unchanged: ${counted(diff.unchanged, 'theme')}.`, ...lines].join('\n');
    },
  }),
  tool({
    name: 'collection_history',
    title: 'History of the collection',
    description:
      'List what the person removed, merged, marked as not duplicates, renamed or moved, also tags; latest first.',
    verb: 'history',
    output: history,
    cut: ({ changes }) => ({ changes: changes.slice(0, CHANGES) }),
    text: ({ changes }) =>
      changes.length === 0
        ? 'Nothing has been changed by hand.'
        : changes
            .map(({ id, at, summary, undone }) => `${id} ${at.slice(0, 10)} ${summary}${undone ? ' (undone)' : ''}`)
            .join('\n'),
  }),
];
