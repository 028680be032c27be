/** `read`, `unread` and `note`. */
import { counted } from '../../../counted.js';
import { CorpusError } from '../../../index.js';
import { textFrom, withIdsFromInput } from '../read-text.js';
import { answering, type CommonOptions, type Run } from '../run.js';
import { plain } from '../terminal.js';
import { changing } from './tag.js';

interface NoteOptions extends CommonOptions {
  readonly clear?: boolean;
}

export const read = withIdsFromInput(
  changing(
    (papers) => ({ kind: 'read', papers }),
    ({ papers }) => `${counted(papers.length, 'paper')} marked as read.`,
  ),
);
export const unread = withIdsFromInput(
  changing(
    (papers) => ({ kind: 'unread', papers }),
    ({ papers }) => `${counted(papers.length, 'paper')} marked as unread.`,
  ),
);

export const note: Run<NoteOptions> = async (args, options, signal) => {
  const words = args.slice(1);
  if (options.clear === true && words.length > 0)
    throw new CorpusError('USAGE', 'a note and --clear cannot be combined', 'Use one of them.');
  if (options.clear !== true && words.length === 0) return showNote(args, options, signal);
  const text = await textFrom(words);
  if (options.clear !== true && text.trim() === '')
    throw new CorpusError('USAGE', 'the note is empty', 'To remove a note, use --clear.');
  const write = changing(
    ([id]) => ({ kind: 'note', paper: id!, text }),
    ({ papers }) => `The note on ${papers[0]!} is ${options.clear === true ? 'removed' : 'saved'}.`,
  );
  return write(args, options, signal);
};

const showNote = answering(
  'marks',
  async (corpus, [typed]) => {
    const { id } = await corpus.show(typed!);
    const none = { paper: id, tags: [], read: false, note: null };
    return { marks: [(await corpus.marks()).find(({ paper }) => paper === id) ?? none] };
  },
  ({ marks: [marked] }) => {
    const { paper, tags, read, note } = marked!;
    const facts = [...tags, read ? 'read' : 'unread'].join(' · ');
    return plain(`${paper}: ${facts}`) + (note === null ? '' : `\n${note.split('\n').map(plain).join('\n')}`);
  },
);
