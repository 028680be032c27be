/** `read`, `unread` and `note`. */
import { text as readAll } from 'node:stream/consumers';
import { counted } from '../../../counted.js';
import { CorpusError } from '../../../index.js';
import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { plain, print, printJson } from '../terminal.js';
import { changing } from './tag.js';

interface NoteOptions extends CommonOptions {
  readonly clear?: boolean;
}

export const read = changing(
  (papers) => ({ kind: 'read', papers }),
  ({ papers }) => `${counted(papers.length, 'paper')} marked as read.`,
);
export const unread = changing(
  (papers) => ({ kind: 'unread', papers }),
  ({ papers }) => `${counted(papers.length, 'paper')} marked as unread.`,
);

export const note: Run<NoteOptions> = async ([id, ...words], options) => {
  if (options.clear === true && words.length > 0)
    throw new CorpusError('USAGE', 'a note and --clear cannot be combined', 'Use one of them.');
  if (options.clear !== true && words.length === 0) return showNote(id!, options);
  const text = words.length === 1 && words[0] === '-' ? await readAll(process.stdin) : words.join(' ');
  const report = await withCorpus(options, (corpus) =>
    corpus.mark({ kind: 'note', paper: id!, text }, waiting(options)),
  );
  if (options.json === true) await printJson('marked', report);
  else print(`The note on ${plain(report.papers[0]!)} is ${text.trim() === '' ? 'removed' : 'saved'}.`);
};

async function showNote(typed: string, options: NoteOptions): Promise<void> {
  const marked = await withCorpus(options, async (corpus) => {
    const { id } = await corpus.show(typed);
    const none = { paper: id, tags: [], read: false, note: null };
    return (await corpus.marks()).find(({ paper }) => paper === id) ?? none;
  });
  if (options.json === true) return printJson('marks', { marks: [marked] });
  const facts = [...marked.tags, marked.read ? 'read' : 'unread'].join(' · ');
  print(
    plain(`${marked.paper}: ${facts}`) +
      (marked.note === null ? '' : `\n${marked.note.split('\n').map(plain).join('\n')}`),
  );
}
