import type { Line } from '../split/lines.js';

/** One section of a saved page, from its first line to its last. Blank lines belong to no section. */
export type Stretch =
  | { readonly kind: 'frame'; readonly lines: readonly Line[]; readonly date: PageDate | null }
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[]; readonly text: string }
  | {
      readonly kind: 'foot';
      readonly lines: readonly Line[];
      readonly by: string | null;
      readonly date: PageDate | null;
    };

/** A date as the page shows it: the year is left out where it is the year in which the page was saved. */
export interface PageDate {
  readonly line: Line;
  readonly year: number | null;
  readonly month: string;
  readonly day: number;
  readonly comments: number | null;
}

/** Lines of the site around the papers: its header, menus and footer, each the whole of its line. */
const FRAME = new Set([
  'new',
  'Get trending papers in your email inbox!',
  'Get trending papers in your email inbox once a day!',
  'Subscribe',
  'Daily Papers',
  'Trending Papers',
  'byAK and the research community',
  'by AK and the research community',
  'Hugging Face',
  'Models',
  'Datasets',
  'Spaces',
  'Buckets',
  'Community',
  'Docs',
  'Enterprise',
  'Pricing',
  'Log In',
  'Sign Up',
  'Daily',
  'Weekly',
  'Monthly',
  'Previous',
  'Next',
  'Search',
  'System theme',
  'Company',
  'TOS',
  'Privacy',
  'About',
  'Careers',
  'Website',
  'Inference Providers',
  'Papers',
  'Posts',
  '© Hugging Face',
  'Terms of Service',
  'Privacy Policy',
]);

/**
 * A line longer than this is a paragraph by itself: pages put a whole abstract on one line; only a narrow text is
 * wrapped.
 */
const LONGEST_WRAPPED_LINE = 200;
/** The longest organisation taken for a byline, and the longest line of a byline with its date. */
const LONGEST_BYLINE = 120;
const LONGEST_FOOT = 150;

/**
 * A date by itself, without separator, is the foot of a paper only under a title and an abstract; otherwise it is the
 * date of the page.
 */
const PARAGRAPHS_OVER_BARE_DATE = 2;

const AUTHORS = /^\s*(?:[•·*-]\s*)?(\d+ authors?)\s*$/;
/** Corrects “1 authors”, which pages write. */
export const inNumber = (authors: string): string => authors.replace(/^1 authors$/, '1 author');
const SEPARATOR = /^\s*[·•∙|]\s*$/;
const MONTH = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const DATE = new RegExp(
  String.raw`^\s*(?:[·•∙|]\s*)?${MONTH}[a-z]{0,6}\.?\s+(\d{1,2})(?:,\s*(\d{4}))?(?:\s+(\d{1,6}))?\s*$`,
);
const BYLINE_AND_DATE = /^(.*?)\s+·\s+(\S.*)$/;

/** Splits a page into its sections, in order; every non-blank line is in exactly one of them. */
export function stretchesOf(lines: readonly Line[]): Stretch[] {
  const stretches: Stretch[] = [];
  let paragraph: Line[] = [];
  const closeParagraph = (): void => {
    for (const stretch of paragraphsOf(paragraph)) stretches.push(stretch);
    paragraph = [];
  };
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    const above = paragraphsAbove(stretches) + (paragraph.length > 0 ? 1 : 0);
    const foot = footAt(lines, i, above);
    if (foot !== null) {
      closeParagraph();
      stretches.push(foot.stretch);
      i = foot.next;
      continue;
    }
    const headerDate = above < PARAGRAPHS_OVER_BARE_DATE && stretches.at(-1)?.kind !== 'foot' ? dateOn(line) : null;
    if (isBlank(line)) closeParagraph();
    else if (headerDate !== null || (FRAME.has(line.text.trim()) && paragraph.length === 0)) {
      closeParagraph();
      stretches.push({ kind: 'frame', lines: [line], date: headerDate });
    } else paragraph.push(line);
    i++;
  }
  closeParagraph();
  return stretches;
}

/** The date on a line with nothing else, except perhaps a count of comments. */
function dateOn(line: Line | undefined): PageDate | null {
  const match = line === undefined ? null : DATE.exec(line.text);
  if (match === null) return null;
  const [, month, day, year, comments] = match;
  return {
    line: line!,
    month: month!,
    day: Number(day),
    year: year === undefined ? null : Number(year),
    comments: comments === undefined ? null : Number(comments),
  };
}

interface FootFound {
  readonly stretch: Stretch;
  /** Index of the first line after it. */
  readonly next: number;
}

/**
 * A paper's foot that begins at a line: byline, separator, date, some of which may be missing.
 * @param above the number of paragraphs right above
 */
function footAt(lines: readonly Line[], start: number, above: number): FootFound | null {
  const line = lines[start]!;
  if (isBlank(line)) return null;
  const inline = line.text.length <= LONGEST_FOOT ? BYLINE_AND_DATE.exec(line.text) : null;
  const inlineDate = inline === null ? null : dateOn({ number: line.number, text: inline[2]! });
  if (inlineDate !== null) return foot(lines, [start, start + 1], byOf(inline![1]!), inlineDate);

  const second = afterBlanks(lines, start + 1);
  const authors = AUTHORS.exec(line.text)?.[1];
  if (authors !== undefined || couldBeOrganisation(line, lines[second], above)) {
    const separated = isSeparator(lines[second]);
    const dateAt = separated ? afterBlanks(lines, second + 1) : second;
    const date = dateOn(lines[dateAt]);
    if (date !== null) return foot(lines, [start, dateAt + 1], byOf(line.text), date);
    if (authors !== undefined || separated)
      return foot(lines, [start, separated ? second + 1 : start + 1], byOf(line.text), null);
  }
  if (isSeparator(line)) {
    const date = dateOn(lines[second]);
    return foot(lines, [start, date === null ? start + 1 : second + 1], null, date);
  }
  const date = above >= PARAGRAPHS_OVER_BARE_DATE ? dateOn(line) : null;
  return date === null ? null : foot(lines, [start, start + 1], null, date);
}

function foot(
  lines: readonly Line[],
  [start, next]: readonly [start: number, next: number],
  by: string | null,
  date: PageDate | null,
): FootFound {
  return {
    stretch: { kind: 'foot', lines: lines.slice(start, next).filter((line) => !isBlank(line)), by, date },
    next,
  };
}

/** An organisation is below an abstract and directly above the separator, is short, and does not end a sentence. */
function couldBeOrganisation(line: Line, below: Line | undefined, above: number): boolean {
  return above > 0 && isSeparator(below) && line.text.length <= LONGEST_BYLINE && !/[.!?]$/.test(line.text.trim());
}

/** "6 authors" as written; of `slug Name of organisation` the name. */
function byOf(text: string): string | null {
  const authors = AUTHORS.exec(text)?.[1];
  if (authors !== undefined) return inNumber(authors);
  const trimmed = text.trim().replace(/^[•·]\s*/, '');
  return (/^[\w.-]+\s+(\S.*)$/.exec(trimmed)?.[1] ?? trimmed) || null;
}

/**
 * Lines between two blanks: one wrapped paragraph, or a paragraph a line where a line is too long to have been
 * wrapped.
 */
function paragraphsOf(lines: readonly Line[]): Stretch[] {
  if (lines.length === 0) return [];
  const wrapped = lines.every((line) => line.text.length <= LONGEST_WRAPPED_LINE);
  const groups = wrapped ? [lines] : lines.map((line) => [line]);
  return groups.map((group) => ({
    kind: 'paragraph',
    lines: group,
    text: group.map((line) => line.text.trim()).join(' '),
  }));
}

/** How many paragraphs, at most two, end the sections so far. */
function paragraphsAbove(stretches: readonly Stretch[]): number {
  if (stretches.at(-1)?.kind !== 'paragraph') return 0;
  return stretches.at(-2)?.kind === 'paragraph' ? 2 : 1;
}

function afterBlanks(lines: readonly Line[], from: number): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at]!)) at++;
  return at;
}

function isSeparator(line: Line | undefined): boolean {
  return line !== undefined && SEPARATOR.test(line.text);
}

function isBlank(line: Line): boolean {
  return line.text.trim() === '';
}
