/** Converts filters to those of the store: dates are checked; a theme and marks become papers. */
import { throwIfAborted } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import type { PaperId } from '../paper.js';
import type { Where } from '../store/index.js';
import { fold } from '../text/words.js';
import type { Interruptible } from './access.js';
import { checkDates } from './check-dates.js';
import { checkOption } from './check-value.js';
import { type Marks, readMarks, type StoredMark } from './marks.js';

/** Restricts the papers of an answer. A paper without the field of a filter does not pass it. */
export interface Filters {
  /**
   * First and last date of publication, inclusive: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. A paper known by its year alone
   * passes where any day of it would.
   */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Part of the byline or of an author's name, in any case. */
  readonly by?: string | undefined;
  /** Part of the path of a file that contained the paper, in any case. */
  readonly source?: string | undefined;
  /** Only papers with at least so many comments. */
  readonly minComments?: number | undefined;
  /** Only papers of this theme, by id or name; `none`: papers in no theme. */
  readonly theme?: string | undefined;
  /** Only papers with this tag, in any case. */
  readonly tag?: string | undefined;
  /** Only papers that are marked as read, or only the others. */
  readonly reading?: 'read' | 'unread' | undefined;
  /** Part of the note on the paper, in any case and with or without accents; empty: only papers with a note. */
  readonly inNote?: string | undefined;
  /** Added to the index on this day or later: `YYYY-MM-DD`, UTC. */
  readonly addedSince?: string | undefined;
}

const READING = { read: true, unread: true } as const;

/**
 * @returns `undefined` where no filter is set
 * @throws CorpusError USAGE for a date that does not exist, dates that exclude each other, or an unknown reading state
 * @throws CorpusError THEME_UNKNOWN, TAG_UNKNOWN; INTERRUPTED
 */
export async function whereOf(
  index: OpenView,
  { since, until, by, source, minComments, addedSince, signal, ...others }: Filters & Interruptible,
): Promise<Where | undefined> {
  throwIfAborted(signal);
  checkDates({ since, until, addedSince });
  checkOption('reading', others.reading, READING);
  const set = Object.entries({ since, until, by, source, minComments, addedSince }).filter(
    ([, value]) => value !== undefined,
  );
  const where = { ...Object.fromEntries(set), ...(await chosenPapers(index, { ...others, signal })) };
  return Object.keys(where).length === 0 ? undefined : where;
}

/** The filter, for these papers only. */
export function among(where: Where | undefined, papers: readonly PaperId[]): Where {
  return { ...where, ids: intersectionOf(where?.ids === undefined ? [papers] : [papers, where.ids]) };
}

const NO_MARKS: Marks = { present: [], waiting: [] };

/** The papers of a theme, of a tag and with marks: those of all that are asked for. */
async function chosenPapers(
  index: OpenView,
  { theme, tag, reading, inNote, signal }: Pick<Filters, 'theme' | 'tag' | 'reading' | 'inNote'> & Interruptible,
): Promise<Pick<Where, 'ids' | 'notIds'>> {
  const lists: (readonly PaperId[])[] = [];
  if (theme !== undefined) lists.push(await (await import('./themes.js')).papersOfTheme(index, theme, { signal }));
  const byMarks = tag !== undefined || reading !== undefined || inNote !== undefined;
  const marks = byMarks ? await readMarks(index.view) : NO_MARKS;
  const marked = (passes: (mark: StoredMark) => boolean) => marks.present.filter(passes).map(({ paper }) => paper);
  if (tag !== undefined) {
    const name = (await import('./tags.js')).knownTag(tag, marks);
    lists.push(marked(({ tags }) => tags.includes(name)));
  }
  if (inNote !== undefined) {
    const part = foldCaseAccentsAndSpaces(inNote);
    lists.push(marked(({ note }) => note !== null && foldCaseAccentsAndSpaces(note).includes(part)));
  }
  const read = marked((mark) => mark.read);
  if (reading === 'read') lists.push(read);
  return {
    ...(lists.length === 0 ? {} : { ids: intersectionOf(lists) }),
    ...(reading === 'unread' && read.length > 0 ? { notIds: read } : {}),
  };
}

/** A note may break a line within a phrase. */
function foldCaseAccentsAndSpaces(text: string): string {
  return fold(text).replace(/\s+/gu, ' ').trim();
}

function intersectionOf([first = [], ...others]: readonly (readonly PaperId[])[]): PaperId[] {
  const sets = others.map((ids) => new Set(ids));
  return first.filter((id) => sets.every((set) => set.has(id)));
}
