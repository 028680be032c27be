/** Whether the model can read a query. It was trained on English. */

/**
 * Why not: its letters are of a script that the model does not read; it is written in another language; it has no
 * meaningful word. English queries also contain names and formulas in other scripts, so half the letters decide.
 */
export type Unreadable = 'other-script' | 'other-language' | 'no-words';

const LETTERS = /\p{L}/gu;
const LATIN_OR_GREEK = /[\p{Script=Latin}\p{Script=Greek}]/u;
const WORDS = /[\p{L}\p{M}]+/gu;
/** Function words of English; a query with one counts as English. */
const ENGLISH = new Set(
  (
    'the of and to in for with from by at is are was were be been that this these those which what when where how ' +
    'why who can does do did not without between into than then more most each other using via about over under ' +
    'after before during we our their its it as or but if an a on'
  ).split(' '),
);
/**
 * Function words of the languages that abstracts are most often written in, and that English does not have: German,
 * French, Spanish, Italian, Portuguese, Dutch, Scandinavian languages, Polish and Turkish.
 */
const FOREIGN = new Set(
  `
  und der das den dem des ein eine einer eines einem einen mit für von vom zu zur zum über durch auf bei nach wie ohne
  gegen zwischen sich wenn unter kann können welche welcher ist sind wird werden nicht auch oder aus im am beim
  le les du une et pour avec dans sur par est sont comment sans entre vers chez leur leurs aux au ce cette ces qui que
  quel quelle
  el los las del una unos unas y para con por como sobre desde hasta hacia su sus más qué cómo sin es son
  il lo gli della delle dei degli nel nella di per che come sono senza tra e
  o os da das dos na no nas nos uma um não são
  het een van voor met zijn wordt niet naar bij uit ook
  och för som att är inte på av til og ikke en i
  w z do dla nie jest przez
  ve ile için bir
  `
    .trim()
    .split(/\s+/u),
);
/** Of “van der Waals”; Dutch has “van de”, and German “von der”. */
const IN_NAMES = /\bvan der\b/gu;
/** Words of both English and another language, which do not identify the language. */
const EITHER = new Set('do no on in an a as at or e i y o w z is was'.split(' '));
/**
 * One function word may be part of a name ("El Niño"); in three or four words it is enough together with a foreign
 * letter.
 */
const LEAST_FOREIGN = 2;
const SHORT_QUERY = { least: 3, most: 4 };
const LEAST_SHARE = 0.2;

/** @returns why the model cannot read it, or null if it can */
export function whyUnreadable(query: string): Unreadable | null {
  const letters = query.match(LETTERS) ?? [];
  const readable = letters.filter((letter) => LATIN_OR_GREEK.test(letter)).length;
  if (letters.length > 0 && readable * 2 < letters.length) return 'other-script';
  const words = query.toLowerCase().replace(IN_NAMES, '').match(WORDS) ?? [];
  if (words.length === 0) return /\p{N}/u.test(query) ? null : 'no-words';
  const foreign = words.filter((word) => FOREIGN.has(word) && !EITHER.has(word)).length;
  const english = words.filter((word) => ENGLISH.has(word) && !EITHER.has(word)).length;
  if ((words.length > 1 || isLowerCase(query)) && words.every((word) => ENGLISH.has(word))) return 'no-words';
  const short = words.length >= SHORT_QUERY.least && words.length <= SHORT_QUERY.most;
  const enough = foreign >= LEAST_FOREIGN || (foreign === 1 && short && accented(query));
  return english === 0 && enough && foreign >= words.length * LEAST_SHARE ? 'other-language' : null;
}

/** “AS” and “IT” are names. */
function isLowerCase(query: string): boolean {
  return query === query.toLowerCase();
}

/** Letters not used in English. */
function accented(query: string): boolean {
  return /[à-öø-ÿœšžğışćęłńśźż]/i.test(query);
}
