/**
 * AND, OR and NOT in capitals, as they are typed for databases: "(graph OR network) AND molecules NOT proteins".
 *
 * Papers are ranked, so AND and OR say nothing more than the words beside them, and are left out. What NOT excludes is
 * left out too, and excluded as after "without". A capital word is an operator only between two operands: "what LLMs do
 * NOT know", "heuristics for OR problems" and "a NOT gate" have none, nor has a query in capitals only.
 */
import { STOP_WORDS } from '../../text/stop-words.js';
import { queryTerms } from '../../text/terms.js';
import { clauseOf, type Exclusion, isPhrase, maskQuotations } from './negation.js';

export interface PlainQuery {
  /** Without operators, and without what is excluded. */
  readonly text: string;
  readonly exclusions: readonly Exclusion[];
}

const OPERATOR = /(?<=\S\s+)(?:AND\s+NOT|AND|OR|NOT)(?=\s+\S)/gu;
const LOWER_CASE = /\p{Ll}/u;
const LAST_WORD = /(\S+)\s+$/u;
const FIRST_WORD = /^\s+(\S+)/u;
/** An operand ends with a word, a quotation, a group, or the sign for any ending: `neuro*`. */
const OPERAND_END = /[\p{L}\p{M}\p{N}")\]*+#]$/u;
const OPERAND_START = /^["([]*[\p{L}\p{N}"]/u;
const BRACKETS = /^["([]+|[")\]]+$/gu;
/** Before NOT they make it the word of a sentence; those that are no stop words. */
const AUXILIARIES = new Set(['may', 'might', 'must', 'shall', 'cannot']);
/** Logic circuits. */
const GATES = /^gates?$/iu;
const NOT = /\sNOT\s/u;
/** An operand beside an operator is looked for in so many characters, and so is what NOT excludes. */
const REACH = 200;
const GROUP = /^\s*\(([^()]*)\)/u;
const QUOTATION = /^\s*("+)/u;

/** The query as it is without operators; the same text if there are none. */
export function withoutOperators(typed: string): PlainQuery {
  const same = { text: typed, exclusions: [] };
  if (!LOWER_CASE.test(typed)) return same;
  const masked = maskQuotations(typed);
  const exclusions: Exclusion[] = [];
  let text = '';
  let from = 0;
  for (const match of masked.matchAll(OPERATOR)) {
    const end = match.index + match[0].length;
    if (match.index < from || !isBetweenOperands(masked, match.index, end)) continue;
    const clause = match[0].endsWith('NOT') ? excludedBy(typed, masked, end) : { end, phrases: [] };
    if (clause === undefined) continue;
    text += typed.slice(from, match.index);
    from = clause.end;
    const whole = onOneLine(typed.slice(match.index, clause.end));
    exclusions.push(...clause.phrases.map((to) => ({ from: whole, to })));
  }
  if (from === 0) return same;
  text = onOneLine(text + typed.slice(from));
  return queryTerms(text).length === 0 ? same : { text, exclusions };
}

function isBetweenOperands(masked: string, start: number, end: number): boolean {
  const before = LAST_WORD.exec(masked.slice(Math.max(0, start - REACH), start))?.[1] ?? '';
  const after = FIRST_WORD.exec(masked.slice(end, end + REACH))?.[1] ?? '';
  return (
    OPERAND_END.test(before) && OPERAND_START.test(after) && isOperand(before) && isOperand(after) && !GATES.test(after)
  );
}

function isOperand(word: string): boolean {
  const folded = word.replace(BRACKETS, '').toLowerCase();
  return !STOP_WORDS.has(folded) && !AUXILIARIES.has(folded);
}

/** What follows NOT: a quotation, a group of alternatives, or a clause. `undefined` if it is too long for a phrase. */
function excludedBy(
  typed: string,
  masked: string,
  start: number,
): { readonly end: number; readonly phrases: readonly string[] } | undefined {
  const rest = masked.slice(start, start + REACH);
  const group = GROUP.exec(rest);
  const length = group?.[0].length ?? QUOTATION.exec(rest)?.[0].length ?? clauseOf(rest).split(NOT)[0]!.length;
  const clause = typed.slice(start, start + length);
  const alternatives = group === null ? [clause] : clause.replace(/[()]/gu, ' ').split(/\sOR\s/u);
  const phrases = alternatives.map((one) => onOneLine(one.replace(/\sAND\s|["“”„«»]/gu, ' ')));
  return phrases.every(isPhrase) ? { end: start + length, phrases } : undefined;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
