/**
 * Truncates answers for a model, with a cursor for the rest.
 *
 * Lists are cut at the end; long texts are cut with an ellipsis. Sizes are characters of the JSON.
 */
import { basename } from 'node:path';
import { withoutUndefined } from '../../without-undefined.js';
import { cursorTo, LONGEST_CURSOR, startOf } from '../verbs/cursor.js';
import type { VerbAnswer } from '../verbs/index.js';
import type { Shape } from './shapes.js';

/**
 * The largest answer. Assistants warn about tool answers above 10,000 tokens. JSON of English text has 3 to 4
 * characters a token, so 24,000 characters stay below 8,000 tokens.
 */
export const MOST_CHARACTERS = 24_000;
/** Characters of a title, a byline, and a sentence in a list; most fit. */
export const TITLE = 200;
const BYLINE = 60;
export const SENTENCE = 220;
const QUERY = 400;
/** Facts of one paper. */
const FACT = 400;
const AUTHORS = 50;
const KEYWORDS = 50;
const SOURCES = 5;
const TAGS = 50;
const NOTE = 4_000;
/** Of a note in a list. */
const LISTED_NOTE = 400;
/** Sources, and joins, of one paper if they are requested. */
const JOINED_SOURCES = 20;
/** Characters of the abstract in one answer, also beside facts that fill it: each answer must come further. */
const LEAST_ABSTRACT = 2_000;
const TERMS = 6;
const AREA_THEMES = 12;
const PAIRS = 6;
const MEMBERS = 50;
/** Papers in all parts of a split: half of the largest answer. */
const SPLIT_PAPERS = 40;

/** The most central papers of each part, and its size. */
export function cutSplit({ parts, ...theme }: VerbAnswer<'previewSplit'>): Shape<'splitPreview'> {
  const most = Math.floor(SPLIT_PAPERS / parts.length);
  return {
    ...theme,
    parts: parts.map(({ theme: id, papers }) => ({
      theme: id,
      size: papers.length,
      papers: papers.slice(0, most).map((paper) => ({ id: paper.id, title: short(paper.title, TITLE) })),
    })),
  };
}

export function cutRanked(answer: VerbAnswer<'search'>, cursor: string | undefined): Shape<'ranked'> {
  const papers = answer.papers.map(({ rank, similarity, about, paper, waiting, evidence }) =>
    withoutUndefined({
      rank,
      id: paper.id,
      title: short(paper.title, TITLE),
      published: paper.published,
      by: paper.by === null ? null : short(paper.by, BYLINE),
      // That to the words of an identifier says nothing.
      similarity: answer.identifier === undefined ? similarity : undefined,
      match: about,
      sentence: evidence.sentence === null ? null : short(evidence.sentence.text, SENTENCE),
      keywords: evidence.keywords && shortKeywords(evidence.keywords),
      waiting,
    }),
  );
  const rest = withoutUndefined({
    query: short(answer.query, QUERY),
    total: answer.total,
    corrections: answer.corrections,
    expansions: answer.expansions,
    exclusions: answer.exclusions,
    relatedTerms: answer.relatedTerms,
    unreadable: answer.unreadable,
    nothing: answer.nothing,
    identifier: answer.identifier,
    byAuthor: answer.byAuthor,
    inNotes: answer.inNotes,
    missingServers: answer.missingServers,
  });
  const page = fitting(papers, rest);
  return { ...rest, papers: page, next: nextOf(papers, page, cursor) ?? answer.next };
}

/** The beginning of a list without its cursor, each paper with its marks. */
export function cutList(
  { papers, total, missingServers }: VerbAnswer<'list'>,
  { marks }: VerbAnswer<'marks'>,
): Omit<Shape<'list'>, 'next'> {
  const marksOf = new Map(marks.map((mark) => [mark.paper, mark]));
  const rest = withoutUndefined({ total, missingServers });
  const all = papers.map(({ id, title, published, by, comments }) => {
    const { tags = [], read = false, note = null } = marksOf.get(id) ?? {};
    return {
      id,
      title: short(title, TITLE),
      published,
      by: by === null ? null : short(by, BYLINE),
      comments,
      tags: tags.slice(0, TAGS),
      read,
      note: note === null ? null : short(note, LISTED_NOTE),
    };
  });
  return { ...rest, papers: fitting(all, rest, MOST_CHARACTERS - LONGEST_CURSOR) };
}

/** One paper. If its abstract is too long for one answer: the part that begins at the cursor. */
export function cutShown(answer: VerbAnswer<'show'>, cursor: string | undefined): Shape<'paper'> {
  const { paper, marks } = answer;
  const start = startOf(cursor);
  const joins = joinsOf(answer);
  const { id, published, volume, issue, pages, type, publisher, keywords, url, comments, identifiers } = paper;
  const rest = withoutUndefined({
    id,
    title: short(paper.title, FACT),
    abstract: '',
    published,
    by: paper.by === null ? null : short(paper.by, FACT),
    authors: paper.authors.slice(0, AUTHORS).map((author) => short(author, BYLINE)),
    venue: paper.venue === null ? null : short(paper.venue, FACT),
    volume,
    issue,
    pages,
    type,
    publisher,
    keywords: keywords && shortKeywords(keywords),
    url,
    comments,
    identifiers,
    sources: [...new Set(paper.places.map(({ file }) => basename(file)))].slice(0, SOURCES),
    tags: (marks?.tags ?? []).slice(0, TAGS),
    read: marks?.read ?? false,
    note: marks?.note == null ? null : short(marks.note, NOTE),
  });
  const room = Math.max(LEAST_ABSTRACT, MOST_CHARACTERS - JSON.stringify({ rest, joins }).length);
  let end = start + room;
  while (JSON.stringify(paper.abstract.slice(start, end)).length > room && end > start + 1)
    end = start + Math.ceil((end - start) * 0.8);
  if (/[\ud800-\udbff]/.test(paper.abstract[end - 1] ?? '')) end--; // half a character
  return {
    paper: { ...rest, abstract: paper.abstract.slice(start, end) },
    ...withoutUndefined({ joins }),
    next: end < paper.abstract.length ? cursorTo(end) : null,
  };
}

function shortKeywords(keywords: readonly string[]): string[] {
  return keywords.slice(0, KEYWORDS).map((keyword) => short(keyword, BYLINE));
}

/** The first sources by their file names, and what joins them to others, if that was requested. */
function joinsOf({ sources, joinedBy = [], alone = [] }: VerbAnswer<'show'>): Shape<'paper'>['joins'] {
  if (sources === undefined) return undefined;
  const listed = (indices: readonly number[]): number[] => indices.filter((i) => i < JOINED_SOURCES);
  return {
    sources: sources.slice(0, JOINED_SOURCES).map(({ file, line, title }) => ({
      file: short(basename(file), FACT),
      line,
      title: short(title, TITLE),
    })),
    joinedBy: joinedBy
      .map(({ value, ...join }) => ({
        ...join,
        value: value === null ? null : short(value, TITLE),
        sources: listed(join.sources),
      }))
      .filter((join) => join.sources.length > 0)
      .slice(0, JOINED_SOURCES),
    alone: listed(alone),
    omitted: Math.max(0, sources.length - JOINED_SOURCES),
  };
}

export function cutThemes(answer: VerbAnswer<'themesBrief'>, cursor: string | undefined): Shape<'themes'> {
  const themes = answer.themes.slice(startOf(cursor)).map(summaryOf);
  const rest = {
    total: answer.themes.length,
    areas: answer.areas.map(({ label, themes }) => ({ label, themes: themes.slice(0, AREA_THEMES) })),
    unassigned: answer.outliers.length,
  };
  const page = fitting(themes, rest);
  return { ...rest, themes: page, next: nextOf(themes, page, cursor) };
}

export function cutTheme(
  { theme, within, labels }: VerbAnswer<'theme'>,
  {
    cursor,
    limit,
    within: asksWithin = false,
  }: { readonly cursor?: string | undefined; readonly limit: number; readonly within?: boolean | undefined },
): Shape<'theme'> {
  const papers = theme.papers
    .slice(startOf(cursor))
    .map(({ id, title, similarity }) => ({ id, title: short(title, TITLE), similarity }));
  const rest = {
    theme: { ...summaryOf(theme), sentence: short(theme.sentence.text, SENTENCE) },
    similar: theme.near.map((near) => ({
      id: near.theme,
      label: labels[near.theme] ?? near.theme,
      similarity: near.similarity,
    })),
    ...(asksWithin ? { within: within.map(({ id, label, size }) => ({ id, label, size })) } : {}),
  };
  const page = fitting(papers.slice(0, limit), rest);
  return { ...rest, papers: page, next: nextOf(papers, page, cursor) };
}

export function cutDuplicates(answer: VerbAnswer<'duplicates'>, cursor: string | undefined): Shape<'duplicates'> {
  const groups = answer.groups.map(({ representative, papers, pairs }) => ({
    keep: representative,
    papers: papers.slice(0, MEMBERS).map((id) => ({ id, title: short(answer.titles?.[id] ?? '', TITLE) })),
    pairs: pairs
      .slice(0, PAIRS)
      .map(({ a, b, kind, score, evidence }) => ({ a, b, kind, score, evidence: short(evidence, SENTENCE) })),
  }));
  const rest = { total: answer.total };
  const page = fitting(groups, rest);
  return { ...rest, groups: page, next: nextOf(groups, page, cursor) ?? answer.next };
}

function summaryOf({ id, label, size, terms, mixed, rising }: Omit<VerbAnswer<'theme'>['theme'], 'papers'>) {
  return { id, label, size, terms: terms.slice(0, TERMS), mixed, rising };
}

/** Characters of the name and the brackets of a list, and of a cursor. */
const LIST_END = 64;

/** The beginning of the list that fits beside the rest; at least one, so that the cursor advances. */
export function fitting<T>(list: readonly T[], rest: unknown, most = MOST_CHARACTERS): T[] {
  let characters = JSON.stringify(rest).length + LIST_END;
  const page: T[] = [];
  for (const one of list) {
    characters += JSON.stringify(one).length + 1;
    if (page.length > 0 && characters > most) break;
    page.push(one);
  }
  return page;
}

/** The cursor of what did not fit on the page that begins at `cursor`; `null` if all did. */
function nextOf(list: readonly unknown[], page: readonly unknown[], cursor: string | undefined): string | null {
  return page.length < list.length ? cursorTo(startOf(cursor) + page.length) : null;
}

export function short(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, Math.max(0, length - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}
