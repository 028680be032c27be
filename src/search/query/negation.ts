/**
 * What a query excludes: "planning without a world model", "segmentation not using transformers", "drugs other than
 * aspirin or ibuprofen". An embedding hardly distinguishes "with" from "without", so papers that use what is excluded
 * are listed after the others. If what is excluded is a subject, papers are ranked by the rest of the query; otherwise
 * by all of it: a paper on "reasoning without training" says "training" too. Figures: `test/bench/exclusions.md`.
 *
 * Only explicit words count, and none in quotation marks.
 */
import { queryTerms } from '../../text/terms.js';

export interface Exclusion {
  /** As the query says it: `without a world model`, `without rain or snow`. */
  readonly from: string;
  /** What is excluded: `world model`; of a list, one of its members. */
  readonly to: string;
}

interface List {
  readonly phrases: readonly string[];
  /** In characters. */
  readonly length: number;
  /** Whether a comma or a conjunction follows, and no phrase that completes a list. */
  readonly isOpen: boolean;
}

/** The words that exclude, with what they exclude, and their place in the text. */
interface ExcludingClause extends List {
  readonly from: string;
  readonly start: number;
  readonly end: number;
}

const EXCLUDING_WORDS = '(?:without|not using|not based on|not involving|other than|excluding|but not)(?=\\s)';
const EXCLUDING = new RegExp(`(?<![\\p{L}\\p{N}-])${EXCLUDING_WORDS}`, 'giu');
/** Words that also exclude at the beginning of a query: “without a doubt” excludes nothing. */
const EXCLUDING_FIRST = /^(?:not|excluding)\b/iu;
/** Before what is excluded. */
const START = /^(?:\s+(?:using|use of|relying on|the|any|an?|both|either)(?=\s))*/iu;
/** The end of an exclusion: punctuation, or a word that begins another part of the query. */
const END_WORDS =
  'and|or|nor|but|for|in|on|at|to|with|by|from|when|while|where|that|which|is|are|can|does|do|via|using';
const END = new RegExp(`[,;:.?!()"“”]|\\s(?:${END_WORDS})\\s`, 'iu');
/** Before another member of a list; not before another exclusion: “without a map and without GPS”. */
const SEPARATOR = new RegExp(
  `^\\s*(?:,?\\s*(and|or|nor)|,)(?=\\s)(?!\\s+(?:(?:and|or|nor)\\s+)?${EXCLUDING_WORDS})`,
  'iu',
);
type Separator = ',' | 'and' | 'or' | 'nor';
/** What begins so is another part of the query: “without a map, using lidar and cameras”. */
const CONTINUATION =
  /^\s+(?:using|use of|relying|both|either|its|their|his|her|our|this|these|that|how|why|what|whether)\s/iu;
/** A longer phrase is a clause, and what it excludes is not certain. */
const MOST_WORDS = 3;
/**
 * A longer text is a passage: what a pasted abstract does without is not an exclusion. Of 1,500 queries that are the
 * first two sentences of abstracts, 25 have one of these words.
 */
const QUERY_WORDS = 20;
const QUOTED = /["“„«][^"”“»]*["”»]/gu;

/** What a query excludes, in the order of the text; empty if the text is a passage. */
export function exclusionsOf(text: string): Exclusion[] {
  return clausesOf(text).flatMap(({ from, phrases }) => phrases.map((to) => ({ from, to })));
}

function clausesOf(text: string): ExcludingClause[] {
  if (text.trim().split(/\s+/u).length > QUERY_WORDS) return [];
  const unquoted = maskQuotations(text);
  return [...unquoted.matchAll(EXCLUDING)].flatMap(({ 0: words, index: start }): ExcludingClause[] => {
    const isIdiom = start === 0 && !EXCLUDING_FIRST.test(words);
    const list = isIdiom ? undefined : listAt(unquoted.slice(start + words.length));
    if (list === undefined) return [];
    const end = start + words.length + list.length;
    return [{ ...list, from: text.slice(start, end).replace(/\s+/gu, ' '), start, end }];
  });
}

/**
 * What follows excluding words: a phrase, or a list of phrases with “and”, “or” or “nor” before the last.
 * @param separator before this member of a list
 */
function listAt(text: string, separator?: Separator): List | undefined {
  if (separator !== undefined && CONTINUATION.test(text)) return undefined;
  const start = START.exec(text)![0].length;
  const clause = clauseOf(text.slice(start)).trimEnd();
  if (!isPhrase(clause.trim())) return undefined;
  const phrase = { phrases: [clause.trim()], length: start + clause.length };
  const rest = text.slice(phrase.length);
  const [following, conjunction] = SEPARATOR.exec(rest) ?? [];
  if (following === undefined)
    return separator === 'and' && /^\s+\S/u.test(rest) ? undefined : { ...phrase, isOpen: false };
  const place = phrase.length + following.length;
  const next = listAt(text.slice(place), (conjunction?.toLowerCase() ?? ',') as Separator);
  const isList = next !== undefined && (conjunction !== undefined || next.phrases.length > 1);
  if (!isList) return { ...phrase, isOpen: true };
  return { phrases: [...phrase.phrases, ...next.phrases], length: place + next.length, isOpen: next.isOpen };
}

/**
 * The text without what it excludes. The same text if nothing is left to search for, or if it is not certain where an
 * exclusion ends: “without rain, snow” may go on as a list.
 */
export function withoutExclusions(text: string): string {
  const clauses = clausesOf(text);
  if (clauses.some(({ start, isOpen }) => start > 0 && isOpen)) return text;
  const starts = [0, ...clauses.map(({ end }) => end)];
  const rest = tidy(starts.map((start, i) => text.slice(start, clauses[i]?.start)).join(' '));
  return clauses.length === 0 || queryTerms(rest).length === 0 ? text : rest;
}

/** Without the brackets, commas and conjunctions that stood around what is left out. */
function tidy(text: string): string {
  return text
    .replace(/[([]\s*[)\]]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[,;:.?!)])/gu, '')
    .replace(/^[\s,;:]+|(?:[\s,;:]|\s(?:and|or|nor|but)(?=\s*$))+$/giu, '');
}

/** The text with a quotation mark for every character of its quotations: what is quoted is taken as it is. */
export function maskQuotations(text: string): string {
  return text.replace(QUOTED, (quoted) => '"'.repeat(quoted.length));
}

/** The beginning of a text, up to where another part of the query begins. */
export function clauseOf(text: string): string {
  return text.slice(0, END.exec(text)?.index);
}

/** Whether a text is short enough to say what is excluded, and has a word that says something. */
export function isPhrase(text: string): boolean {
  return queryTerms(text).length > 0 && text.split(/\s+/u).length <= MOST_WORDS;
}
