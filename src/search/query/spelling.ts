/**
 * Spelling correction of a word that is in no paper.
 *
 * The corpus's own words are the dictionary. Distance: optimal string alignment (Damerau 1964): inserting, deleting or
 * replacing a letter, or swapping two adjacent ones, each counts one. A word with a digit is an identifier and is left
 * as it was typed; so is a word in the vocabulary of the model, which is no mistake, however near another word is
 * (`planting`, `planning`).
 */

import type { Paper } from '../../paper.js';
import { termsOfWord } from '../../text/terms.js';
import { wordsOf } from '../../text/words.js';
import type { SearchSources } from '../sources.js';

/** Shorter words turn into others too easily. */
const SHORTEST = 4;
/** Maximum length of a word that is corrected. */
const LONGEST = 40;
/** Below this length only two swapped letters are corrected (`GPRO`): replacing a letter matches too many words. */
const MEDIUM = 5;
/** From this length two errors are corrected. */
const LONG = 10;
/** A stem has lost its ending: `quantization` is indexed as `quantiz`. */
const LONGEST_ENDING = 6;
/** Maximum number of stems whose words are looked up in papers, and of papers for each. */
const STEMS = 8;
const PAPERS = 5;

/** Endings that a word in the vocabulary may also have. */
const INFLECTION = /(?:e?s|e?d|ing|e?rs?|ly|en(?:s|ed|ing)?|est|ness|less|ful)$/u;

export interface Dictionary extends Pick<SearchSources, 'words' | 'inVocabulary'> {
  readonly papers: Pick<SearchSources['papers'], 'papers'>;
}

/** The nearest word that papers use; none if no word is near enough. @param typed folded; in no paper */
export async function correctSpelling(
  typed: string,
  { words, papers, inVocabulary }: Dictionary,
): Promise<string | undefined> {
  if (typed.length < SHORTEST || typed.length > LONGEST || !/^\p{L}+$/u.test(typed)) return undefined;
  if ((await inVocabulary(typed)) || (await inVocabulary(typed.replace(INFLECTION, '')))) return undefined;
  const most = typed.length >= LONG ? 2 : 1;
  let best: { word: string; distance: number } | undefined;
  for (const { stem, distance: least } of await nearestStems(typed, most, words)) {
    if (best !== undefined && best.distance <= least) break;
    const examples = await papers.papers((await words.rankByWords([stem], PAPERS)).map(({ id }) => id));
    for (const word of surfacesOf(stem, examples)) {
      const distance = editDistance(typed, word, most);
      if (isCorrection(typed, word, distance, most) && (best === undefined || distance < best.distance))
        best = { word, distance };
    }
  }
  return best?.word;
}

function isCorrection(typed: string, word: string, distance: number, most: number): boolean {
  if (distance > most) return false;
  if (distance > 1 && word[0] !== typed[0]) return false; // `fermentation` is not `segmentation`
  return typed.length >= MEDIUM || isSwap(typed, word);
}

/** The nearest stems of the corpus, nearest first; of equal distance the longest, then the most frequent. */
async function nearestStems(
  typed: string,
  most: number,
  words: Dictionary['words'],
): Promise<{ stem: string; distance: number }[]> {
  const stems = await words.termsOfLength(typed.length - LONGEST_ENDING - most, typed.length + most);
  return [...stems]
    .map(([stem, count]) => ({ stem, count, distance: distanceToBeginning(stem, typed) }))
    .filter(({ distance }) => distance <= most)
    .sort(
      (a, b) =>
        a.distance - b.distance || b.stem.length - a.stem.length || b.count - a.count || (a.stem < b.stem ? -1 : 1),
    )
    .slice(0, STEMS);
}

/** The words of some papers that have a stem, without possessive endings, in alphabetical order. */
function surfacesOf(stem: string, papers: readonly Pick<Paper, 'title' | 'abstract' | 'keywords'>[]): string[] {
  const words = papers.flatMap(({ title, abstract, keywords = [] }) =>
    wordsOf([title, abstract, ...keywords].join('\n')),
  );
  return [
    ...new Set(
      words.filter((word) => termsOfWord(word).includes(stem)).map(({ folded }) => folded.replace(/['’]s$/u, '')),
    ),
  ].sort();
}

function isSwap(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join('') === [...b].sort().join('');
}

/** The distance of two words; more than `most` where it is above `most`. */
export function editDistance(a: string, b: string, most: number): number {
  return Math.abs(a.length - b.length) > most ? most + 1 : distances(a, b)[b.length]!;
}

/** The distance of a stem to the beginning of a word that has at most `LONGEST_ENDING` letters more. */
function distanceToBeginning(stem: string, word: string): number {
  let least = Infinity;
  const row = distances(stem, word);
  for (let j = Math.max(0, word.length - LONGEST_ENDING); j <= word.length; j++) least = Math.min(least, row[j]!);
  return least;
}

/** Three rows of the table of distances, reused: a corpus has tens of thousands of terms. */
const ROWS = [0, 1, 2].map(() => new Uint16Array(LONGEST + 3));

/** Distances of `a` to every beginning of `b` (at most `LONGEST` + 2 letters), by length; valid until the next call. */
function distances(a: string, b: string): Uint16Array {
  let [before, above, row] = ROWS as [Uint16Array, Uint16Array, Uint16Array];
  for (let j = 0; j <= b.length; j++) above[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const [from, to] = [a.charCodeAt(i - 1), b.charCodeAt(j - 1)];
      let least = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (from === to ? 0 : 1));
      if (i > 1 && j > 1 && from === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === to)
        least = Math.min(least, before[j - 2]! + 1);
      row[j] = least;
    }
    [before, above, row] = [above, row, before];
  }
  return above;
}
