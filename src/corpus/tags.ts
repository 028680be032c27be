/** Tags, reading state and notes: to change, to list, and to find by name. */
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { LONGEST_NOTE, LONGEST_TAG } from '../limits.js';
import { byCodeUnits } from '../maths/order.js';
import type { Paper, PaperId } from '../paper.js';
import type { StoreView } from '../store/index.js';
import { checkValue } from './check-value.js';
import { findIds } from './find-paper.js';
import {
  keysOfPapers,
  type Marks,
  type PaperMarks,
  readMarks,
  type StoredMark,
  sortedTags,
  writeMarks,
} from './marks.js';
import { isSameName, onOneLine } from './named-list.js';
import { historyWithRemoved, historyWithRenamed } from './tags-back.js';

/** A tag that one paper lost is given again as quickly as it is undone; its history would hide other changes. */
const LEAST_UNDOABLE = 2;

const KINDS: Readonly<Record<MarkChange['kind'], true>> = {
  tag: true,
  untag: true,
  rename: true,
  read: true,
  unread: true,
  note: true,
};

/** One change of marks on papers, given by id. An empty note removes the note; a rename to a known tag merges both. */
export type MarkChange =
  | { readonly kind: 'tag' | 'untag'; readonly name: string; readonly papers: readonly string[] }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
  | { readonly kind: 'read' | 'unread'; readonly papers: readonly string[] }
  | { readonly kind: 'note'; readonly paper: string; readonly text: string };

export interface MarkReport {
  /** The full ids of the papers, in order. */
  readonly papers: readonly PaperId[];
  /** How many of them changed. */
  readonly changed: number;
}

export interface TagSummary {
  readonly name: string;
  /** Number of papers with this tag, and of those that are not marked as read. */
  readonly papers: number;
  readonly unread: number;
  /** Number of papers with this tag that are no longer in the index; they get it back when they are added again. */
  readonly waiting: number;
}

export interface TagAnswer {
  readonly tag: string;
  /** In order of id. */
  readonly papers: readonly { readonly paper: Paper; readonly read: boolean; readonly note: string | null }[];
  /** Papers with this tag that are no longer in the index. */
  readonly waiting: readonly PaperId[];
}

/** @throws CorpusError USAGE, PAPER_UNKNOWN, PAPER_AMBIGUOUS, before anything is changed */
export async function mark({ store, view }: Pick<OpenView, 'store' | 'view'>, change: MarkChange): Promise<MarkReport> {
  checkValue('kind', change.kind, KINDS);
  const marks = await readMarks(view);
  if (change.kind === 'rename') return renameTag({ store, view }, marks, change);
  const typed = change.kind === 'note' ? [change.paper] : change.papers;
  if (typed.length === 0) throw new CorpusError('USAGE', 'there is no paper to mark', 'Name one by its id.');
  const ids = (await findIds(view, typed)).sort(byCodeUnits);
  const edit = editOf(change, marks);
  const keys = await keysOfPapers(view, ids);
  const present = new Map(marks.present.map((one) => [one.paper, one]));
  const changed: PaperId[] = [];
  for (const paper of ids) {
    const known = present.get(paper);
    const before: StoredMark = { paper, tags: [], read: false, note: null, ...known, keys: keys.get(paper) ?? [] };
    const after = edit({ ...before, keys: [...new Set([...(known?.keys ?? []), ...before.keys])].sort() });
    if (!saysTheSame(before, after)) changed.push(paper);
    present.set(paper, after);
  }
  if (changed.length > 0) {
    const isUndoable = change.kind === 'untag' && changed.length >= LEAST_UNDOABLE;
    const history = isUndoable ? await historyWithRemoved(view, knownTag(change.name, marks), changed) : undefined;
    await writeMarks(store, { present: [...present.values()], waiting: marks.waiting }, history);
  }
  return { papers: ids, changed: changed.length };
}

/** All tags, in order of name. */
export async function tagsOf(view: StoreView): Promise<{ readonly tags: readonly TagSummary[] }> {
  const { present, waiting } = await readMarks(view);
  const names = sortedTags([...present, ...waiting].flatMap(({ tags }) => tags));
  return {
    tags: names.map((name) => {
      const papers = present.filter(({ tags }) => tags.includes(name));
      return {
        name,
        papers: papers.length,
        unread: papers.filter(({ read }) => !read).length,
        waiting: waiting.filter(({ tags }) => tags.includes(name)).length,
      };
    }),
  };
}

/** The papers of a tag. @throws CorpusError TAG_UNKNOWN */
export async function tagOf(view: StoreView, typed: string): Promise<TagAnswer> {
  const { present, waiting } = await readMarks(view);
  const tag = knownTag(typed, { present, waiting });
  const marks = new Map(present.filter(({ tags }) => tags.includes(tag)).map((one) => [one.paper, one]));
  const papers = await view.papers([...marks.keys()]);
  return {
    tag,
    papers: papers.map((paper) => ({ paper, read: marks.get(paper.id)!.read, note: marks.get(paper.id)!.note })),
    waiting: waiting.filter(({ tags }) => tags.includes(tag)).map(({ paper }) => paper),
  };
}

/** All marked papers, in order of id. */
export async function allMarks(view: StoreView): Promise<PaperMarks[]> {
  return (await readMarks(view)).present.map(({ paper, tags, read, note }) => ({ paper, tags, read, note }));
}

/** The tag's stored name; case is ignored. @throws CorpusError TAG_UNKNOWN */
export function knownTag(typed: string, { present, waiting }: Marks): string {
  const name = existingName(tagName(typed), { present, waiting });
  if (name !== undefined) return name;
  throw new CorpusError('TAG_UNKNOWN', `no paper has the tag ${typed}`, 'Run `paperkin tag list` for the tags.');
}

function editOf(change: Exclude<MarkChange, { kind: 'rename' }>, marks: Marks): (mark: StoredMark) => StoredMark {
  switch (change.kind) {
    case 'tag': {
      const name = existingName(tagName(change.name), marks) ?? tagName(change.name);
      return (one) => ({ ...one, tags: sortedTags([...one.tags, name]) });
    }
    case 'untag': {
      const name = knownTag(change.name, marks);
      return (one) => ({ ...one, tags: one.tags.filter((tag) => tag !== name) });
    }
    case 'read':
    case 'unread':
      return (one) => ({ ...one, read: change.kind === 'read' });
    case 'note': {
      const note = noteOf(change.text);
      return (one) => ({ ...one, note });
    }
  }
}

async function renameTag(
  { store, view }: Pick<OpenView, 'store' | 'view'>,
  marks: Marks,
  { name: typed, to }: Extract<MarkChange, { kind: 'rename' }>,
): Promise<MarkReport> {
  const name = knownTag(typed, marks);
  const target = tagName(to);
  const existing = existingName(target, marks);
  const into = existing === undefined || existing === name ? target : existing;
  const edit = (one: StoredMark): StoredMark =>
    one.tags.includes(name) ? { ...one, tags: sortedTags([...one.tags.filter((tag) => tag !== name), into]) } : one;
  const papers = marks.present.filter(({ tags }) => tags.includes(name)).map(({ paper }) => paper);
  if (into !== name) {
    const history = await historyWithRenamed(view, marks, { name, into, isNew: existing === undefined });
    await writeMarks(store, { present: marks.present.map(edit), waiting: marks.waiting.map(edit) }, history);
  }
  return { papers, changed: into === name ? 0 : papers.length };
}

function existingName(name: string, { present, waiting }: Marks): string | undefined {
  const all = sortedTags([...present, ...waiting].flatMap(({ tags }) => tags));
  return all.find((one) => one === name) ?? all.find((one) => isSameName(one, name));
}

/** One line without commas and semicolons, which separate keywords in BibTeX and RIS. @throws CorpusError USAGE */
function tagName(typed: string): string {
  const name = onOneLine(typed);
  if (name === '') throw new CorpusError('USAGE', 'a tag needs a name', 'Type a word or two.');
  if (/[,;{}]/.test(name) || name.length > LONGEST_TAG)
    throw new CorpusError(
      'USAGE',
      `“${name.slice(0, LONGEST_TAG)}” cannot be the name of a tag`,
      `Use at most ${LONGEST_TAG} characters, without commas, semicolons and braces.`,
    );
  return name;
}

function noteOf(typed: string): string | null {
  const note = typed
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .trim();
  if (note.length > LONGEST_NOTE)
    throw new CorpusError('USAGE', `the note has ${note.length} characters`, `Keep it below ${LONGEST_NOTE}.`);
  return note === '' ? null : note;
}

function saysTheSame(a: PaperMarks, b: PaperMarks): boolean {
  return a.read === b.read && a.note === b.note && a.tags.join() === b.tags.join();
}
