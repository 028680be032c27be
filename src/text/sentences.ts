/**
 * Splits an abstract into sentences with their positions.
 *
 * A full stop ends a sentence unless it belongs to a number, an abbreviation ("e.g.", "et al.", "Fig. 2"), a journal
 * ("Phys. Rev. Res. 3"), an initial ("D. Knuth"), a list number ("2. results") or a name ("Node.js"), or is within a
 * short bracket. The space after it may be missing before a word that starts sentences ("languages.We"). Works for text
 * in lower case too. Every letter and digit is in exactly one sentence.
 */

export interface Sentence {
  readonly text: string;
  /** Start and end in the input, in UTF-16 units; end is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Abbreviations that never end a sentence. */
const ANNOUNCES = new Set(
  (
    'e.g i.e eg ie cf vs viz fig figs eq eqs eqn eqns sec secs sect ref refs tab thm prop def lem cor alg suppl ' +
    'ch chap vol vols pp nr nos dr mr mrs ms prof st ca approx w.r.t'
  ).split(' '),
);

/** “Saguenay-St. Lawrence”. */
const SAINT = /-St$/u;

/** Abbreviations before a number: "p. 5", but not "modulo p. We". */
const BEFORE_NUMBER = new Set('p art app ver'.split(' '));

/** Short words in titles of journals and series. With a capital they end a sentence only before an opener. */
const JOURNAL_WORDS = new Set(
  (
    'phys rev res lett proc natl acad sci trans soc assoc amer am appl math comm commun comput chem biol opt nucl ' +
    'astron astrophys astroph mon roy stat statist ann adv nat int conf symp eng mech geophys annu eur bull med mod ' +
    'clin exp theor pharmacol psychol psychiatry neurosci microbiol physiol intell inf inform mater struct technol ' +
    'univ dept inst acta rep quant prob probab anal geom topol algebr combin lect notes ser mt ft'
  ).split(' '),
);

/** Abbreviations that may end a sentence, if a capital follows. */
const MAY_END = new Set('al etc resp inc ltd corp jr sr no i.i.d a.k.a a.e a.s a.m p.m ph.d'.split(' '));

/** Words that start a sentence and are not surnames: they distinguish "hepatitis C. We" from "D. Knuth". */
const OPENERS = new Set(
  (
    'a an the this these that those we our it its in on to for from by with as at if when while although however ' +
    'moreover furthermore finally additionally here there they such both each results using based most many recent'
  ).split(' '),
);

/** Words that start a sentence even where the space before it is missing: "… in many languages.We propose …". */
const GLUED = [...OPENERS, 'experiments', 'experimental', 'extensive', 'specifically', 'through', 'despite', 'then']
  .map((word) => (word === 'a' ? String.raw`A(?=\s\p{Ll})` : word[0]!.toUpperCase() + word.slice(1)))
  .join('|');

/** The end of a sentence in Chinese or Japanese: no space follows. */
const WIDE_END = String.raw`(?:[。！？]|．(?!\p{N}))+["'”’」』）)\]]*`;

/**
 * The end of a sentence: stops with closing quotes or brackets, or a blank line. Some databases join the sections of an
 * abstract by a semicolon behind the stop.
 */
const END = new RegExp(String.raw`[.!?…]+["'”’»)\]}]*;?(?=\s|$|(?:${GLUED})[\s,])|\n[^\S\n]*\n|${WIDE_END}`, 'gu');

/** A sentence with the semicolon that joins it to the next. */
const JOINED = /[.!?…]["'”’»)\]}]*;$/u;

/** Longer brackets contain sentences of their own. */
const SHORT_BRACKET = 160;

/** Maximum number of embedded sentences; one abstract in a thousand has more. */
export const SENTENCES_EMBEDDED = 32;

/** Sentences in order of appearance; none for a text without a letter or digit. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  const lowerCase = !/\p{Lu}/u.test(text);
  let start = 0;
  const close = (end: number): void => {
    const sentence = trimmed(text, start, end);
    if (sentence !== undefined) sentences.push(sentence);
    start = end;
  };
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (/^[\n。！？．]/u.test(match[0]) || endsSentence(text, { start, stop: match.index, end }, lowerCase)) close(end);
  }
  close(text.length);
  return sentences;
}

/** Whether the stop at `stop`, whose marks end at `end`, ends the sentence that starts at `start`. */
function endsSentence(
  text: string,
  { start, stop, end }: { readonly start: number; readonly stop: number; readonly end: number },
  lowerCase: boolean,
): boolean {
  const next = /^\s*(\S+)/u.exec(text.slice(end, end + 80))?.[1];
  if (next === undefined) return true;
  const before = text.slice(start, stop);
  if (/^\s*(?:\(?\p{N}{1,2}|\(?\p{L})$/u.test(before)) return false;
  if (isWithinBracket(text.slice(start, end), text.slice(end, end + SHORT_BRACKET))) return false;
  if (!opens(next, lowerCase || /\s$/u.test(before))) return false;
  if (text[stop] !== '.') return true;
  const last = lastWord(before);
  const word = last.toLowerCase();
  if (end - stop === 1 && (ANNOUNCES.has(word) || SAINT.test(last))) return false;
  if (BEFORE_NUMBER.has(word) && /^\p{N}/u.test(next)) return false;
  if (MAY_END.has(word)) return /^["'“‘([]*\p{Lu}/u.test(next);
  return !isAbbreviation(last) || OPENERS.has(next.toLowerCase().replace(/\P{L}+$/u, ''));
}

/** What follows the last space, bracket or quote. */
function lastWord(text: string): string {
  let start = text.length;
  while (start > 0 && !/[\s(["'“‘]/u.test(text[start - 1]!)) start--;
  return text.slice(start);
}

/** Initials ("D", "U.S", "b.i.d"), or a word of a journal ("Phys"). */
function isAbbreviation(word: string): boolean {
  return (
    /^\p{Lu}(?:\.-?\p{Lu})*$|^\p{Ll}(?:\.\p{Ll})+$/u.test(word) ||
    (/^\p{Lu}\p{Ll}/u.test(word) && JOURNAL_WORDS.has(word.toLowerCase()))
  );
}

/** Whether the position is within a short bracket. */
function isWithinBracket(before: string, after: string): boolean {
  let closed = 0;
  for (let i = before.length - 1; i >= Math.max(0, before.length - SHORT_BRACKET); i--) {
    const character = before[i];
    if (character === ')' || character === ']') closed++;
    else if ((character === '(' || character === '[') && closed-- === 0) {
      return /^[^()[\]]*[)\]]/u.test(after.slice(0, SHORT_BRACKET - (before.length - i)));
    }
  }
  return false;
}

/**
 * Whether a word can start a sentence: it has a capital, a digit or a sign, or is a name such as `o1` and `nnU-Net`.
 */
function opens(word: string, anyCase: boolean): boolean {
  return anyCase || !/^["'“‘(]*\p{Ll}/u.test(word) || /[\p{Lu}\p{N}]/u.test(word);
}

function trimmed(text: string, from: number, to: number): Sentence | undefined {
  const piece = text.slice(from, to);
  const whole = piece.trim();
  const body = JOINED.test(whole) ? whole.slice(0, -1) : whole;
  if (!/[\p{L}\p{N}]/u.test(body)) return undefined;
  const start = from + piece.indexOf(body);
  return { text: body, start, end: start + body.length };
}
