/**
 * Keywords of a paper: those of its authors and those of a controlled vocabulary, each once whatever its case and
 * accents, in the order of their folded forms.
 *
 * Joining is commutative, associative and idempotent, as `join` in `joining.ts`.
 */
import { byCodeUnits } from './maths/order.js';
import { fold } from './text/words.js';

/** Keywords of one paper; databases and authors together give some thirty. */
export const MAX_KEYWORDS = 100;
/** Capitals of longer words are those of a database: “MRI” is written so, “DEEP LEARNING” is not. */
const LONGEST_ACRONYM = 5;

/** The keywords of two sources in order. Of two spellings, one in capitals and the later in code-unit order lose. */
export function joinKeywords(a: readonly string[], b: readonly string[] = []): string[] {
  const spellings = new Map<string, string>();
  for (const keyword of [...a, ...b]) {
    const folded = fold(keyword);
    spellings.set(folded, betterSpelling(keyword, spellings.get(folded) ?? keyword));
  }
  return [...spellings]
    .sort(([one], [other]) => byCodeUnits(one, other))
    .slice(0, MAX_KEYWORDS)
    .map(([, keyword]) => keyword);
}

function betterSpelling(a: string, b: string): string {
  if (isInCapitals(a) !== isInCapitals(b)) return isInCapitals(a) ? b : a;
  return byCodeUnits(a, b) <= 0 ? a : b;
}

function isInCapitals(keyword: string): boolean {
  return keyword.length > LONGEST_ACRONYM && keyword === keyword.toUpperCase();
}
