import { itemsOfList } from './list-text.js';
import { oneLine } from './one-line.js';

/** Suffixes after a comma that do not make the name inverted. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?\s?d|inc|ltd|llc|gmbh|esq)\.?$/i;

/** Initials after one surname: "Kelp, M D", "Kelp, JR". After a whole name, they are a degree and a suffix. */
const INITIALS = /^[^\s,]+,\s*(?:[Mm]\.?\s?[Dd]\.?|JR|SR)$/;
/** A suffix behind the given names: "Kelp, Ann B Jr". */
const GIVEN_AND_SUFFIX = /^(.*\S)\s+(jr|sr|ii|iii|iv|2nd|3rd)\.?$/i;

/**
 * Scopus's number of an author, "Adler, Ann (57190000000)", and that by which dblp tells people of one name apart,
 * "Ann Adler 0001". The lookbehind keeps the time for many spaces linear.
 */
const AUTHOR_NUMBER = /(?<=\S)(?:\s*\(\d+\)|\s0\d{3})\s*$/;

/** "First Last" of "Last, First", "Last, First, Jr." and "Last, Jr., First"; any other name as it is. */
export function uprightName(whole: string): string {
  const name = whole.replace(AUTHOR_NUMBER, '');
  const parts = name
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const isSuffix = (part: string, i: number): boolean => i > 0 && SUFFIX.test(part) && !INITIALS.test(name.trim());
  const suffixes = parts.filter(isSuffix);
  const [last, first, ...more] = parts.filter((part, i) => !isSuffix(part, i));
  if (last === undefined || first === undefined || more.length > 0) return name.trim();
  const [, given = first, suffix] = GIVEN_AND_SUFFIX.exec(first) ?? [];
  return [given, last, ...(suffix === undefined ? [] : [suffix]), ...suffixes].join(' ');
}

/** A surname that begins with a particle: "de Jong, Dirk Johan" is one name. */
const PARTICLE = /^(?:d[aeiou]s?|del|dell[ao]|den|der|el|la|le|ten|ter|van|von|vom|zu[mr]?)\s/;
/** A surname and initials, as PubMed has names. */
const SHORT_NAME = /^[\p{L}'’ -]+ \p{Lu}{1,4}(?: (?:Jr|Sr|2nd|3rd|4th))?$/u;

/**
 * Splits a text into names: at semicolons, at " and ", or at commas if every part is a whole name. Inverted names are
 * turned round.
 */
export function namesIn(text: string): string[] {
  const listed = itemsOfList(text);
  if (listed !== null) return listed.map(uprightName);
  if (/[;|]/.test(text)) return partsBy(text, /[;|]/).flatMap(shortNames);
  const parts = partsBy(text.replace(/\s+/g, ' '), /,? and | ?& /);
  // "A B, C D and E F" against "B, A and D, C": the last name shows whether names are inverted.
  const inverted = parts.length > 1 && parts.at(-1)!.includes(',');
  return parts.flatMap((part) => {
    const byComma = partsBy(part, /,/);
    const several =
      !inverted &&
      byComma.length > 1 &&
      !(byComma.length === 2 && PARTICLE.test(byComma[0]!)) &&
      byComma.every((name) => name.includes(' ') && !SUFFIX.test(name));
    return several ? byComma : [uprightName(part)];
  });
}

/** PubMed separates people by commas, and groups from them by a semicolon: "Lee A, Ray B; Lamp Group". */
function shortNames(part: string): string[] {
  const names = partsBy(part, /,/);
  return names.length > 1 && names.every((name) => SHORT_NAME.test(name)) ? names : [uprightName(part)];
}

/** Authors as arXiv lists them: each with the numbers of addresses, "(1 and 2)", and the addresses at the end. */
export function arxivNames(text: string): string[] {
  let names = oneLine(text);
  // Addresses have their numbers in parentheses within parentheses.
  for (let depth = 0; depth < 2; depth++) names = names.replace(/\s*\([^()]*\)/g, '');
  return namesIn(names);
}

function partsBy(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
