/**
 * Text shared by several papers is read once: no theme is named after a text with four versions, or after a notice in
 * several abstracts ("reviewed by an independent ethics committee").
 *
 * Words count as shared within a common run. The longest abstract is read first, so of two versions the fuller one is
 * read.
 */
import { withWord } from '../../maths/hashing.js';
import type { Word } from '../../text/words.js';
import type { PaperText, Text } from '../paper-words.js';

/**
 * Words in a row that two papers do not use by chance. The share of words within a run of another abstract: of 624
 * papers of arXiv 0.03 %, of 2,550 of medicine 0.7 %, phrases such as "the aim of this study was to"; with runs of 6 it
 * is 0.7 % and 3.1 %, and phrases such as "in patients with congestive heart failure" are lost.
 */
const RUN = 8;
/**
 * With a larger share of its words in such runs, an abstract is a version of another one, and so is its title. The
 * copies among the fixtures have 0.9 and more; a notice makes up half of a short abstract.
 */
const VERSION_SHARE = 0.6;

/** For each reading the text that no earlier one contains; null for a version of another one. */
export function readOnce(readings: readonly PaperText[]): (PaperText | null)[] {
  const number = numbering();
  const read = new Set<number>();
  const once = readings.map((): PaperText | null => null);
  const longestFirst = readings
    .map((_, i) => i)
    .sort((a, b) => readings[b]!.abstract.words.length - readings[a]!.abstract.words.length || a - b);
  for (const i of longestFirst) {
    const { title, abstract } = readings[i]!;
    const runs = runsOf(abstract.words.map(number));
    const fresh = wordsOutside(abstract, runs, read);
    for (const run of runs) read.add(run);
    if (fresh.length >= (1 - VERSION_SHARE) * abstract.words.length)
      once[i] = { title, abstract: { ...abstract, words: fresh } };
  }
  return once;
}

/** Gives each word a number of its own. */
function numbering(): (word: Word) => number {
  const numbers = new Map<string, number>();
  return ({ folded }) => {
    const known = numbers.get(folded) ?? numbers.size;
    numbers.set(folded, known);
    return known;
  };
}

/** One number for each run, by the word it begins with; none for a text shorter than a run. */
function runsOf(words: readonly number[]): number[] {
  return Array.from({ length: Math.max(0, words.length - RUN + 1) }, (_, from) => {
    let run = 0;
    for (let i = from; i < from + RUN; i++) run = withWord(run, words[i]!);
    return run;
  });
}

function wordsOutside({ words }: Text, runs: readonly number[], read: ReadonlySet<number>): readonly Word[] {
  const outside = new Uint8Array(words.length).fill(1);
  runs.forEach((run, from) => read.has(run) && outside.fill(0, from, from + RUN));
  return words.filter((_, i) => outside[i] === 1);
}
