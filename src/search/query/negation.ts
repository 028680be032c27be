/**
 * What a query excludes: "planning without a world model", "segmentation not using transformers", "drugs other than
 * aspirin". An embedding hardly distinguishes "with" from "without", so papers that use what is excluded are listed
 * after the others. If what is excluded is a subject, papers are ranked by the rest of the query; otherwise by all of
 * it: a paper on "reasoning without training" says "training" too. Figures: `test/bench/exclusions.md`.
 *
 * Only explicit words count, and none in quotation marks.
 */
import type { Paper } from '../../paper.js';
import { sentencesOf } from '../../text/sentences.js';
import { queryTerms, termsOfWord } from '../../text/terms.js';
import { type Word, wordsOf } from '../../text/words.js';

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

/** What follows excluding words: a phrase, or a list of phrases with “and”, “or” or “nor” before the last. */
function listAt(text: string): List | undefined {
  const start = START.exec(text)![0].length;
  const clause = clauseOf(text.slice(start)).trimEnd();
  if (!isPhrase(clause.trim())) return undefined;
  const phrase = { phrases: [clause.trim()], length: start + clause.length };
  const separator = SEPARATOR.exec(text.slice(phrase.length));
  if (separator === null) return { ...phrase, isOpen: false };
  const place = phrase.length + separator[0].length;
  const next = listAt(text.slice(place));
  const isList = next !== undefined && (separator[1] !== undefined || next.phrases.length > 1);
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

/** Words before a term by which a paper says that it does not use it. */
const NEGATIONS = new Set(
  (
    'without no not non never instead rather unlike beyond avoid avoids avoiding eliminate eliminates eliminating ' +
    'remove removes removing replace replaces replacing bypass bypasses bypassing free neither nor lack lacks ' +
    'lacking absence alternative alternatives except excluding'
  ).split(' '),
);
/** Maximum distance in words at which a negation applies to a term: "without the need for extra training". */
const REACH = 5;
/**
 * A term in this many sentences, or in the title, is what the paper uses; in one sentence it may be what others did.
 */
const SENTENCES = 2;

/** After these words stands what papers say that they do without as often as a subject to leave out. */
const AMBIGUOUS = /^(?:without|not using|not based on)\s/iu;
/** So many of the first papers use a subject to leave out; fewer leave enough others to list before them. */
const USERS = 8;
/** If so many of the first papers say that they go without, the query asks for these: “learning without labels”. */
const GOING_WITHOUT = 3;

type Texts = Pick<Paper, 'title' | 'abstract'>;
type Use = 'plain' | 'negated' | null;

/** A negation in one part of a title says nothing of the next: "Think or Not? Learning from Labels". */
const TITLE_PARTS = /[?!:;]\s/u;

/** Whether a paper uses what is excluded: it says so explicitly, and never that it does not use it. */
export function usesExcluded(paper: Texts, exclusion: Exclusion): boolean {
  return useOf(paper, exclusion) === 'plain';
}

/** Whether a paper says that it goes without what is excluded, and the query may ask for such papers. */
export function goesWithout(paper: Texts, exclusion: Exclusion): boolean {
  return AMBIGUOUS.test(exclusion.from) && useOf(paper, exclusion) === 'negated';
}

/** Whether a title has the words of an exclusion: “Sentiment analysis in languages other than English”. */
export function isInTitle({ from }: Exclusion, { title }: Texts): boolean {
  return title.toLowerCase().includes(from.toLowerCase());
}

/** Whether what a query excludes are subjects to leave out, judged by the first papers for the whole of it. */
export function excludesSubjects(exclusions: readonly Exclusion[], first: readonly Texts[]): boolean {
  const ambiguous = exclusions.filter(({ from }) => AMBIGUOUS.test(from));
  return [...new Set(ambiguous.map(({ from }) => from))].every((from) => {
    const list = ambiguous.filter((one) => one.from === from);
    const count = (use: Use) => first.filter((paper) => list.some((one) => useOf(paper, one) === use)).length;
    return count('plain') >= USERS && count('negated') < GOING_WITHOUT;
  });
}

function useOf({ title, abstract }: Texts, { to }: Exclusion): Use {
  const terms = queryTerms(to);
  const usesIn = (texts: readonly string[]) => texts.map((text) => useIn(wordsOf(text), terms));
  const inTitle = usesIn(title.split(TITLE_PARTS));
  const inAbstract = usesIn(sentencesOf(abstract).map(({ text }) => text));
  if ([...inTitle, ...inAbstract].includes('negated')) return 'negated';
  const isPlain = inTitle.includes('plain') || inAbstract.filter((use) => use === 'plain').length >= SENTENCES;
  return isPlain ? 'plain' : null;
}

function useIn(words: readonly Word[], terms: readonly string[]): Use {
  const places = terms.map((term) => words.findIndex((word) => termsOfWord(word).includes(term)));
  if (places.some((place) => place < 0)) return null;
  const first = Math.min(...places);
  const before = words.slice(Math.max(0, first - REACH), first);
  const next = words[Math.max(...places) + 1]?.folded;
  const isFree = words[first]?.folded.endsWith('-free') === true || next === 'free';
  const isOther = before.some(({ folded }, i) => folded === 'other' && before[i + 1]?.folded === 'than');
  const isNegated = isFree || isOther || before.some(({ folded }) => NEGATIONS.has(folded));
  return isNegated ? 'negated' : 'plain';
}
