/** Ranked papers on a terminal: rank, similarity, title, facts, and the best matching sentence. */

import { counted } from '../../counted.js';
import type { Filters, PaperResult, SearchAnswer, SearchOptions } from '../../index.js';
import { exclusionTexts } from '../exclusion-texts.js';
import { partialText } from '../partial-text.js';
import { onOneLine, withoutLatex } from '../plain-text.js';
import type { CommonOptions } from './run.js';
import { shellWord } from './shell-word.js';
import { MARK_OFF, MARK_ON, plain, plainTitle, styled, terminalWidth, wrapped } from './terminal.js';

export interface RankingOptions extends CommonOptions, SearchOptions {
  readonly limit: number;
}

const UNREADABLE: Readonly<Record<NonNullable<SearchAnswer['unreadable']>, string>> = {
  'other-script': 'The model reads English. In another script the ranking below is unreliable.',
  'other-language': 'The model reads English. In another language the ranking below is unreliable.',
  'no-words': 'The query contains no word that says what to look for.',
};
const INDENT = ' '.repeat(12);
/** Four or five lines; an enumeration of ten hides the papers below it. */
const SENTENCE_CHARACTERS = 400;
const BEFORE_FIRST_SPAN = 100;
/** How far before the place of a cut a blank may be. */
const NEARBY = 100;
/** The filters among the options of a command; the type makes sure that none is missing. */
const FILTERS = Object.keys({
  since: true,
  until: true,
  by: true,
  source: true,
  minComments: true,
  theme: true,
  tag: true,
  reading: true,
  inNote: true,
  addedSince: true,
} satisfies Record<keyof Filters, true>) as (keyof Filters)[];

/** The filters among all options of the command. */
export function filtersOf(options: Filters): Filters {
  return pick(options, FILTERS);
}

/** `--min-comments` of `minComments`: as it is typed. */
export function optionOf(filter: string): string {
  return `--${filter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The search options among all options of the command. */
export function searchOptionsOf(options: RankingOptions): SearchOptions {
  return pick(options, ['limit', 'mode', 'explain', 'not', ...FILTERS]);
}

function pick<T extends object, K extends keyof T>(options: T, names: readonly K[]): Pick<T, K> {
  const pairs = names.map((name) => [name, options[name]] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(pairs) as Pick<T, K>;
}

/** @param besides whether papers of the index were left out, as those to compare with */
export function describeRanked(
  answer: SearchAnswer,
  options: RankingOptions,
  besides = (options.not ?? []).length > 0,
): string {
  const { papers, nothing, total, floor } = answer;
  const { limit } = options;
  const filters = filtersOf(options);
  const filtered = Object.keys(filters).length > 0;
  const lines = remarksOn(answer);
  if (total === 0) return [...lines, describeNone(options, besides)].join('\n');
  if (nothing !== null) return [...lines, describeNoMatch(nothing), ...describeElsewhere(answer, filters)].join('\n');
  lines.push(...papers.map((one) => describe(one, answer.identifier === undefined)));
  if (papers.some(({ about }) => !about))
    lines.push(remark(`~ weak match: similarity below ${floor.toFixed(3)}, the threshold for this query`));
  const all = `${counted(total, 'paper')}${filtered ? ` that ${total === 1 ? 'matches' : 'match'} the filters` : ''}`;
  if (papers.length < Math.min(total, limit))
    lines.push(remark(`No other paper contains a word of the query (of ${all}).`));
  else if (total < limit) lines.push(remark(`End of results: ${all}.`));
  if (answer.identifier !== undefined && papers.length === 1)
    lines.push(remark(`Papers like it: \`paperkin similar ${plain(papers[0]!.paper.id)}\`.`));
  return [...lines, ...describeElsewhere(answer, filters)].join('\n');
}

/** How the query was read, and what is missing. */
function remarksOn({ unreadable, missingServers, identifier, ...answer }: SearchAnswer): string[] {
  const lines: string[] = unreadable === null ? [] : [remark(UNREADABLE[unreadable], 'yellow')];
  if (missingServers !== undefined) lines.push(remark(plain(partialText(missingServers)), 'yellow'));
  for (const { from, to } of answer.corrections)
    lines.push(remark(`No paper contains "${plain(from)}"; showing results for "${plain(to)}".`));
  for (const { from, to } of answer.expansions) lines.push(remark(`"${plain(from)}" also searched as "${plain(to)}".`));
  for (const { from, to } of exclusionTexts(answer.exclusions, (text) => `"${plain(text)}"`))
    lines.push(remark(`"${plain(from)}": papers that use ${to} come last. Quote the phrase to turn this off.`));
  if (answer.relatedTerms.length > 0) {
    const terms = answer.relatedTerms.map(({ term }) => `“${plain(term)}”`).join(', ');
    lines.push(remark(`Papers with ${terms} rank higher. Quote the query to turn this off.`));
  }
  if (identifier !== undefined)
    lines.push(
      remark(`${answer.papers.length === 0 ? 'Searched for' : 'Papers with'} the ${named(plain(identifier))}.`),
    );
  return lines;
}

/** An identifier with its kind; an id of paperkin is one by itself. */
function named(identifier: string): string {
  return identifier.startsWith('id:') ? `id ${identifier.slice(3)}` : `identifier ${identifier}`;
}

/** Where else the query is, and the command that lists these papers: they are counted within the filters. */
function describeElsewhere({ byAuthor, inNotes, query }: SearchAnswer, filters: Filters): string[] {
  const words = onOneLine(query);
  const lines: string[] = [];
  if (byAuthor !== undefined)
    lines.push(
      `${counted(byAuthor, 'paper')} ${byAuthor === 1 ? 'has' : 'have'} “${words}” among the authors or ` +
        `organisations: \`${listCommand({ by: words, ...filters })}\`.`,
    );
  if (inNotes !== undefined)
    lines.push(
      `${inNotes} of your notes ${inNotes === 1 ? 'contains' : 'contain'} “${words}”: ` +
        `\`${listCommand({ inNote: words, ...filters })}\`.`,
    );
  return lines.map((line) => wrapped(line, ''));
}

function listCommand(filters: Filters): string {
  const options = Object.entries(filters).map(([key, value]) => `${optionOf(key)} ${inQuotes(onOneLine(`${value}`))}`);
  return ['paperkin list', ...options].join(' ');
}

/** As one word of a shell. */
function inQuotes(text: string): string {
  return /["$`\\!]/.test(text) ? shellWord(text) : `"${text}"`;
}

/** For an answer that has no paper. */
export function describeNone(options: Filters, besides = false): string {
  if (Object.keys(filtersOf(options)).length > 0) return 'No papers match these filters.';
  if (besides) return 'The index has no other papers.';
  return 'The index has no papers. To add some: `paperkin add FILE…`.';
}

/** A line about the answer as a whole. */
function remark(text: string, style: 'dim' | 'yellow' = 'dim'): string {
  return styled(style, wrapped(text, ''));
}

function describeNoMatch({ papers, nearest }: NonNullable<SearchAnswer['nothing']>): string {
  const none = `No match among ${counted(papers, 'paper')}.`;
  if (nearest === null) return none;
  const { id, similarity, title } = nearest;
  return wrapped(`${none} Nearest: ${plainTitle(title)} (similarity ${similarity.toFixed(3)}, ${id}).`, '');
}

/** @param withSimilarity false for a query that is an identifier, whose similarity says nothing */
function describe(
  { rank, similarity, about, paper, waiting, evidence, explain }: PaperResult,
  withSimilarity: boolean,
): string {
  const figure = withSimilarity ? similarity.toFixed(3) : '';
  const lead = `${String(rank).padStart(3)} ${about ? ' ' : '~'}${figure}`.padEnd(INDENT.length);
  const title = restyled(
    wrapped(
      paper.title === '' ? plainTitle('') : marked(paper.title, evidence.title, 0),
      INDENT,
      terminalWidth(),
    ).trimStart(),
    'bold',
  );
  const state = waiting === true ? 'not embedded yet' : null;
  const facts = [paper.id, paper.published, paper.by, state].filter((fact) => fact !== null).join(' · ');
  const lines = [`${lead}${title}`, styled('dim', wrapped(plain(facts), INDENT))];
  if (evidence.sentence !== null) {
    const { start, end, text } = evidence.sentence;
    const within = evidence.abstract.filter((span) => span.start >= start && span.end <= end);
    const [from, to] = partOf(text, within[0] === undefined ? 0 : within[0].start - start);
    const visible = within.filter((span) => span.start >= start + from && span.end <= start + to);
    const part = marked(text.slice(from, to), visible, start + from);
    lines.push(restyled(wrapped(`${from > 0 ? '… ' : ''}${part}${to < text.length ? ' …' : ''}`, INDENT), undefined));
  }
  if (evidence.keywords !== undefined)
    lines.push(styled('dim', wrapped(`keywords: ${withoutLatex(plain(evidence.keywords.join('; ')))}`, INDENT)));
  if (evidence.like !== undefined) {
    const { id, sentence } = evidence.like;
    lines.push(styled('dim', wrapped(`like: ${withoutLatex(plain(sentence.text))} (${id})`, INDENT)));
  }
  if (explain !== undefined) {
    const ranks = Object.entries(explain)
      .map(([name, at]) => `${name} ${at === null ? '–' : `${at.rank} (${at.score.toFixed(3)})`}`)
      .join(', ');
    lines.push(styled('dim', wrapped(`ranks (scores): ${ranks}`, INDENT)));
  }
  return lines.join('\n');
}

/** Where the part of a long sentence that is shown begins and ends: with the first highlighted word, if any. */
function partOf(sentence: string, firstSpan: number): [from: number, to: number] {
  if (sentence.length <= SENTENCE_CHARACTERS) return [0, sentence.length];
  const before = firstSpan < SENTENCE_CHARACTERS / 2 ? 0 : cutAt(sentence, firstSpan - BEFORE_FIRST_SPAN);
  const from = sentence[before] === ' ' ? before + 1 : before;
  if (sentence.length - from <= SENTENCE_CHARACTERS) return [from, sentence.length];
  return [from, cutAt(sentence, from + SENTENCE_CHARACTERS)];
}

/** The last blank up to there; without one nearby, as in Chinese, between two characters. */
function cutAt(sentence: string, at: number): number {
  const blank = sentence.lastIndexOf(' ', at);
  if (blank > Math.max(at - NEARBY, 0)) return blank;
  return sentence.codePointAt(at - 1)! > 0xffff ? at - 1 : at;
}

/** The text with delimiters around its spans, safe for a terminal. Spans count from `offset`. */
function marked(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
  offset: number,
): string {
  let out = '';
  let from = 0;
  for (const { start, end } of spans) {
    out +=
      plain(text.slice(from, start - offset)) + MARK_ON + plain(text.slice(start - offset, end - offset)) + MARK_OFF;
    from = end - offset;
  }
  return withoutLatex(out + plain(text.slice(from)));
}

/** Delimiters become colour, or nothing without colour; the rest takes the style `rest`. */
function restyled(text: string, rest: 'bold' | undefined): string {
  return text
    .split(new RegExp(`(${MARK_ON}[^${MARK_OFF}]*${MARK_OFF})`, 'u'))
    .map((part) => {
      if (part.startsWith(MARK_ON))
        return styled(rest === undefined ? ['yellow'] : ['bold', 'yellow'], part.slice(1, -1));
      return rest === undefined || part === '' ? part : styled(rest, part);
    })
    .join('');
}
