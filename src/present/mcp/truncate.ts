/**
 * Answers made short enough for a model: the same shapes with less in them, and a cursor to what was left out.
 *
 * Lists are cut at the end; long texts are cut with an ellipsis. Sizes are those of the JSON in characters.
 */
import { cursorTo, startOf } from '../verbs/cursor.js';
import type { Answered } from '../verbs/index.js';

/**
 * What an answer may cost. Assistants warn of tool answers beyond 10,000 tokens; JSON of English text has 3 to 4
 * characters a token, so 24,000 characters stay below 8,000 tokens.
 */
export const MOST_CHARACTERS = 24_000;
/** In lists an abstract is cut here: most are whole within it. */
const ABSTRACT = 1_500;
const TITLE = 400;
const PLACES = 3;
const AUTHORS = 12;
const SPANS = 20;
const CENTRAL = 3;
const OUTLIERS = 10;
const PAIRS = 6;
const MEMBERS = 50;

type Paper = Answered<'show'>['paper'];

export function cutRanked<A extends Answered<'search'>>(answer: A, cursor: string | undefined): A {
  const start = startOf(cursor);
  const papers = answer.papers.map((one) => {
    const paper = shortPaper(one.paper, ABSTRACT);
    const { sentence, title, abstract } = one.evidence;
    const within = (text: string) => (span: { end: number }) => span.end <= text.length;
    return {
      ...one,
      paper,
      evidence: {
        sentence: sentence === null ? null : { ...sentence, text: short(sentence.text, TITLE) },
        title: title.filter(within(paper.title)).slice(0, SPANS),
        abstract: abstract.filter(within(paper.abstract)).slice(0, SPANS),
      },
    };
  });
  const kept = fitting(papers, { ...answer, papers: [], query: short(answer.query, TITLE) });
  return {
    ...answer,
    query: short(answer.query, TITLE),
    papers: kept,
    next: kept.length < papers.length ? cursorTo({ at: start + kept.length }) : answer.next,
  };
}

/** One paper; of an abstract too long to be given at once, the part that begins at the cursor. */
export function cutShown(
  { paper }: Answered<'show'>,
  cursor: string | undefined,
): Answered<'show'> & { next: string | null } {
  const start = startOf(cursor);
  const rest = { ...shortPaper(paper, 0), abstract: '' };
  const room = MOST_CHARACTERS - JSON.stringify(rest).length;
  let end = start + room;
  while (JSON.stringify(paper.abstract.slice(start, end)).length > room && end > start + 1)
    end = start + Math.ceil((end - start) * 0.8);
  return {
    paper: { ...rest, abstract: paper.abstract.slice(start, end) },
    next: end < paper.abstract.length ? cursorTo({ at: end }) : null,
  };
}

export function cutThemes(
  answer: Answered<'themes'>,
  cursor: string | undefined,
): Answered<'themes'> & { next: string | null } {
  const start = startOf(cursor);
  const themes = answer.themes
    .slice(start)
    .map((theme) => shortTheme({ ...theme, papers: theme.papers.slice(0, CENTRAL) }));
  const rest = {
    ...answer,
    themes: [],
    outliers: answer.outliers.slice(0, OUTLIERS),
    why: { ...answer.why, curve: [] },
  };
  const kept = fitting(themes, rest);
  return { ...rest, themes: kept, next: kept.length < themes.length ? cursorTo({ at: start + kept.length }) : null };
}

export function cutTheme(
  { theme, within, labels }: Answered<'theme'>,
  cursor: string | undefined,
): Answered<'theme'> & { next: string | null } {
  const start = startOf(cursor);
  const papers = theme.papers
    .slice(start, start + MEMBERS)
    .map((paper) => ({ ...paper, title: short(paper.title, TITLE) }));
  const rest = {
    theme: { ...shortTheme(theme), papers: [] },
    within: within.map((one) => shortTheme({ ...one, papers: one.papers.slice(0, CENTRAL) })),
    labels,
  };
  const kept = fitting(papers, rest);
  const end = start + kept.length;
  return {
    ...rest,
    theme: { ...rest.theme, papers: kept },
    next: end < theme.papers.length ? cursorTo({ at: end }) : null,
  };
}

export function cutDuplicates(answer: Answered<'duplicates'>, cursor: string | undefined): Answered<'duplicates'> {
  const start = startOf(cursor);
  const groups = answer.groups.map((group) => ({
    ...group,
    papers: group.papers.slice(0, MEMBERS),
    pairs: group.pairs.slice(0, PAIRS),
    notLinked: group.notLinked.slice(0, PAIRS),
  }));
  const kept = fitting(groups, { ...answer, groups: [] });
  return {
    ...answer,
    groups: kept,
    next: kept.length < groups.length ? cursorTo({ at: start + kept.length }) : answer.next,
  };
}

/** As many of the list, from its beginning, as fit beside the rest; always one, so that a cursor moves on. */
function fitting<T>(list: readonly T[], rest: unknown): T[] {
  let characters = JSON.stringify(rest).length;
  const kept: T[] = [];
  for (const one of list) {
    characters += JSON.stringify(one).length + 1;
    if (kept.length > 0 && characters > MOST_CHARACTERS) break;
    kept.push(one);
  }
  return kept;
}

function shortPaper(paper: Paper, abstractLength: number): Paper {
  return {
    ...paper,
    title: short(paper.title, TITLE),
    abstract: short(paper.abstract, abstractLength),
    by: paper.by === null ? null : short(paper.by, TITLE),
    authors: paper.authors.slice(0, AUTHORS).map((author) => short(author, TITLE)),
    venue: paper.venue === null ? null : short(paper.venue, TITLE),
    places: paper.places.slice(0, PLACES),
  };
}

function shortTheme(theme: Answered<'theme'>['theme']): Answered<'theme'>['theme'] {
  return {
    ...theme,
    papers: theme.papers.map((paper) => ({ ...paper, title: short(paper.title, TITLE) })),
    sentence: { ...theme.sentence, text: short(theme.sentence.text, TITLE) },
  };
}

export function short(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, Math.max(0, length - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}
