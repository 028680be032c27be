/** `tag add`, `remove`, `rename`, `list` and `show`. */

import { counted } from '../../../counted.js';
import type { MarkChange, MarkReport } from '../../../index.js';
import { withIdsFromInput } from '../read-text.js';
import { answering, waiting } from '../run.js';
import { plain, styled, table, wrapped } from '../terminal.js';
import { titleOf } from './theme-lines.js';

/** Width of a column of counts, in characters. */
const COUNT_WIDTH = 7;
const STATE_WIDTH = 6;
const INDENT = ' '.repeat(STATE_WIDTH);

export function changing(changeOf: (args: readonly string[]) => MarkChange, describe: (report: MarkReport) => string) {
  return answering(
    'marked',
    (corpus, args, options) => corpus.mark(changeOf(args), waiting(options)),
    (report) => plain(describe(report)),
  );
}

export const add = withIdsFromInput(
  changing(
    ([name, ...papers]) => ({ kind: 'tag', name: name!, papers }),
    ({ papers, changed }) =>
      `${counted(changed, 'paper')} tagged${others(papers.length - changed, 'had the tag already')}.`,
  ),
  1,
);
export const remove = withIdsFromInput(
  changing(
    ([name, ...papers]) => ({ kind: 'untag', name: name!, papers }),
    ({ papers, changed }) =>
      `The tag is removed from ${counted(changed, 'paper')}${others(papers.length - changed, 'did not have it')}.`,
  ),
  1,
);
export const rename = changing(
  ([name, to]) => ({ kind: 'rename', name: name!, to: to! }),
  ({ changed }) => `The tag of ${counted(changed, 'paper')} is renamed.`,
);

export const list = answering(
  'tags',
  (corpus) => corpus.tags(),
  ({ tags }) =>
    tags.length === 0
      ? 'There are no tags. To tag papers: `paperkin tag add NAME ID…`.'
      : table(
          [
            { head: 'papers', width: COUNT_WIDTH, right: true },
            { head: 'unread', width: COUNT_WIDTH, right: true },
            { head: 'tag' },
          ],
          tags.map(({ name, papers, unread, waiting }) => [
            String(papers),
            String(unread),
            waiting === 0 ? name : `${name} (and ${counted(waiting, 'paper')} no longer in the index)`,
          ]),
        ),
);

export const show = answering(
  'tag',
  (corpus, [name]) => corpus.tag(name!),
  ({ tag, papers, waiting }) => {
    const lines = [styled('bold', `${plain(tag)}: ${counted(papers.length, 'paper')}`)];
    for (const { paper, read, note } of papers) {
      const facts = [paper.id, paper.published, paper.by].filter((fact) => fact !== null).map(plain);
      lines.push((read ? 'read' : '').padEnd(STATE_WIDTH) + wrapped(titleOf(paper), INDENT).trimStart());
      lines.push(styled('dim', `${INDENT}${facts.join(' · ')}`));
      if (note !== null) lines.push(...note.split('\n').map((line) => wrapped(plain(line), INDENT)));
    }
    if (waiting.length > 0) lines.push(`Not in the index now: ${plain(waiting.join(', '))}`);
    return lines.join('\n');
  },
);

function others(papers: number, what: string): string {
  return papers === 0 ? '' : `; ${counted(papers, 'paper')} ${what}`;
}
