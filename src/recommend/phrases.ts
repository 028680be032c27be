/** Words and phrases as papers write them. */
import { byCodeUnits } from '../maths/order.js';
import { tally } from '../maths/tally.js';
import { termsOfWord } from '../text/terms.js';
import { compoundParts, wordsOf } from '../text/words.js';
import type { TextOfPaper } from './features.js';

/** Words of the longest phrase. */
const LONGEST = 3;

export interface Phrases {
  /** How often the words of some terms stand side by side. */
  count(terms: string): number;
  /** The most frequent spelling; in lower case if that is as frequent. Undefined if they never stand side by side. */
  spelling(terms: string): string | undefined;
  /** The parts of a compound. */
  partsOf(term: string): readonly string[];
}

/** @returns the phrases of the papers by their terms, which are separated by spaces */
export function phrasesIn(papers: readonly TextOfPaper[]): Phrases {
  const spellings = new Map<string, Map<string, number>>();
  const compounds = new Map<string, readonly string[]>();
  for (const { title, abstract } of papers) {
    const text = `${title}\n${abstract}`;
    /** The words before, each with the terms from it to here. */
    let run: { start: number; terms: string }[] = [];
    let last = 0;
    for (const { surface, start, end } of wordsOf(text)) {
      const [whole, ...parts] = termsOfWord({ surface });
      if (start !== last + 1 || text[last] !== ' ') run = [];
      last = end;
      if (whole === undefined) {
        run = [];
        continue;
      }
      if (parts.length > 0) compounds.set(whole, parts);
      for (const part of compoundParts(surface)) {
        const [term] = termsOfWord({ surface: part });
        if (term !== undefined) tally(spellings, term, part);
      }
      run = [...run.map((one) => ({ ...one, terms: `${one.terms} ${whole}` })), { start, terms: whole }].slice(
        -LONGEST,
      );
      for (const one of run) tally(spellings, one.terms, text.slice(one.start, end));
    }
  }
  return {
    count: (terms) => [...(spellings.get(terms)?.values() ?? [])].reduce((sum, n) => sum + n, 0),
    spelling: (terms) =>
      [...(spellings.get(terms) ?? [])].sort((a, b) => b[1] - a[1] || byCodeUnits(b[0], a[0]))[0]?.[0],
    partsOf: (term) => compounds.get(term) ?? [],
  };
}
