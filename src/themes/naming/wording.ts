/** How a name is written. */
import type { Phrase } from './phrases.js';

/** Where two phrases of several words have the same word. */
export function sharedWord(a: Phrase, b: Phrase): 'first' | 'last' | null {
  if (a.words.length < 2 || b.words.length < 2) return null;
  if (a.words.at(-1) === b.words.at(-1)) return 'last';
  return a.words[0] === b.words[0] ? 'first' : null;
}

/** The phrase with a capital, and its acronym. */
export function nameOf(phrase: Phrase): string {
  return phrase.acronym === null ? capitalised(phrase.plural) : `${capitalised(phrase.plural)} (${phrase.acronym})`;
}

/** With a capital, unless the first word has its own way of writing (`mRNA`, `k-means`). */
export function capitalised(text: string): string {
  return /^\p{Ll}{2,}(?=[\s-]|$)/u.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
}

/** A title up to its colon, numbered where another group has it. */
export function titleName(title: string, used: Set<string>): string {
  const short = title.split(/:\s/u)[0]!;
  let name = short;
  for (let n = 2; used.has(name.toLowerCase()); n++) name = `${short} (${n})`;
  used.add(name.toLowerCase());
  return name;
}
