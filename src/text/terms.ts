/**
 * Terms of the word index: for papers and for queries.
 *
 * Words are folded and stemmed; stop words are left out. A compound is indexed joined and in parts (`Qwen2.5-VL` as
 * `qwen2.5vl qwen2.5 vl`), so that `pretraining` finds `pre-training`. A name with a number is also indexed by its name
 * (`qwen`), and one of three parts or more by each prefix (`qwen2.5vl` of `Qwen2.5-VL-7B`). A query looks up the parts
 * of a plain compound, and also the whole of an identifier.
 *
 * Figures for these choices: `test/bench/search-constants.md`.
 */
import { memoize } from './memoize.js';
import { STOP_WORDS } from './stop-words.js';
import { compoundParts, fold, LONGEST_WORD, stemOf, type Word, wordsOf } from './words.js';

/** A name with a number: `qwen2.5`, `llama3`. */
const NAME_AND_NUMBER = /^(\p{L}{3,})[\d.]+$/u;

/** An identifier has a digit, or a capital after the first letter. */
const IDENTIFIER = /\d|.\p{Lu}/u;

/** Plural of an acronym: `LLMs`, `GPT-4s`. */
const SEVERAL = /[\p{Lu}\p{N}]{2}s$/u;

/** An acronym is not stemmed: `AIME` is not `aim`. */
const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}]{1,5}s?$/u;

/** The terms of a title or an abstract for the index, separated by spaces. */
export function indexTerms(text: string): string {
  return wordsOf(text).flatMap(termsOfWord).join(' ');
}

/** The terms of a paper for the index. Its keywords follow the abstract: `test/bench/keywords.md`. */
export function indexWords({
  title,
  abstract,
  keywords = [],
}: {
  readonly title: string;
  readonly abstract: string;
  readonly keywords?: readonly string[];
}): { title: string; abstract: string } {
  return { title: indexTerms(title), abstract: indexTerms([abstract, ...keywords].join('\n')) };
}

/** The terms of a query, in order; repeated words count repeatedly. */
export function queryTerms(text: string): string[] {
  return wordsOf(text).flatMap(termsAskedBy);
}

/** The index terms of a word; none for a stop word. */
export function termsOfWord({ surface }: Pick<Word, 'surface'>): readonly string[] {
  return termsOfSurface(surface);
}

const termsOfSurface = memoize((surface): readonly string[] => {
  const word = { surface, folded: fold(surface) };
  const whole = singular(word);
  const parts = compoundParts(whole);
  const terms = parts.length > 0 ? [parts.join(''), ...parts] : [whole];
  const names = (parts.length > 0 ? parts : [whole]).flatMap((part) => NAME_AND_NUMBER.exec(part)?.[1] ?? []);
  const isIdentifier = surface.length <= LONGEST_WORD && IDENTIFIER.test(surface);
  const beginnings = isIdentifier ? parts.slice(2).map((_, i) => parts.slice(0, i + 2).join('')) : [];
  return meaningful(word, [...terms, ...beginnings, ...names]);
});

/** Whether a word is a name: an acronym, or with a digit or an inner capital. */
export function isName({ surface }: Pick<Word, 'surface'>): boolean {
  return ACRONYM.test(surface) || IDENTIFIER.test(surface);
}

/** The query terms of a word; none for a stop word. */
export function termsAskedBy(word: Word): string[] {
  const whole = singular(word);
  const parts = compoundParts(whole);
  if (parts.length === 0) return meaningful(word, [whole]);
  return meaningful(word, IDENTIFIER.test(word.surface) ? [parts.join(''), ...parts] : parts);
}

function meaningful({ surface }: Pick<Word, 'surface'>, terms: string[]): string[] {
  const content = terms.filter((term) => !STOP_WORDS.has(term));
  return ACRONYM.test(surface) ? content : content.map(stemOf);
}

/** Removes a possessive `'s`, and the plural `s` of acronyms, which the stemmer keeps. */
function singular({ surface, folded }: Pick<Word, 'surface' | 'folded'>): string {
  return SEVERAL.test(surface) ? folded.slice(0, -1) : folded.replace(/['’]s$/u, '');
}
