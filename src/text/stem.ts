/**
 * The stem of an English word: Porter2, as described at snowballstem.org/algorithms/english/stemmer.html.
 *
 * In: a word in lower case. Out: its stem, which need not be a word: `generally` and `general` give `general`. R1 is
 * what follows the first non-vowel after a vowel, R2 is R1 of R1; most endings go only where they stand in one of them.
 * Here `Y` is a `y` that is a consonant.
 */

const WHOLE_WORDS = new Map(
  (
    'skis ski skies sky dying die lying lie tying tie idly idl gently gentl ugly ugli early earli only onli singly singl ' +
    'sky sky news news howe howe atlas atlas cosmos cosmos bias bias andes andes'
  )
    .split(' ')
    .flatMap((word, i, all): [string, string][] => (i % 2 === 0 ? [[word, all[i + 1]!]] : [])),
);
const WHOLE_AFTER_PLURAL = new Set('inning outing canning herring earring proceed exceed succeed'.split(' '));

const VOWEL = /[aeiouy]/;
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const SHORT_SYLLABLE = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/;

/** Endings with what takes their place, longest first. */
type Endings = readonly (readonly [ending: string, instead: string])[];
const endings = (table: string): Endings =>
  table
    .split(' ')
    .map((pair) => pair.split('>') as [string, string])
    .sort(([a], [b]) => b.length - a.length);

const STEP_2 = endings(
  'tional>tion enci>ence anci>ance abli>able entli>ent izer>ize ization>ize ational>ate ation>ate ator>ate alism>al aliti>al ' +
    'alli>al fulness>ful ousli>ous ousness>ous iveness>ive iviti>ive biliti>ble bli>ble ogi>og fulli>ful lessli>less li>',
);
const STEP_3 = endings('tional>tion ational>ate alize>al icate>ic iciti>ic ical>ic ful> ness> ative>');
const STEP_4 = endings('al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ism> ate> iti> ous> ive> ize> ion>');

/** @param word in lower case; anything but the letters a to z counts as a consonant */
export function porter2(word: string): string {
  if (word.length < 3) return word;
  const whole = WHOLE_WORDS.get(word);
  if (whole !== undefined) return whole;
  const marked = word.replace(/^'/, '').replace(/(^|[aeiouy])y/g, '$1Y');
  const r1 = regionAfter(marked, /^(?:gener|commun|arsen)/.exec(marked)?.[0].length);
  const r2 = r1 + regionAfter(marked.slice(r1));
  const singular = withoutPlural(marked.replace(/'(?:s'?)?$/, ''));
  if (WHOLE_AFTER_PLURAL.has(singular)) return singular;
  let stem = withoutPastOrGerund(singular, r1).replace(/(?<=.[^aeiouy])[yY]$/, 'i');
  stem = replaced(
    stem,
    r1,
    STEP_2,
    (before, ending) => (ending !== 'ogi' || before.endsWith('l')) && (ending !== 'li' || /[cdeghkmnrt]$/.test(before)),
  );
  stem = replaced(stem, r1, STEP_3, (before, ending) => ending !== 'ative' || before.length >= r2);
  stem = replaced(stem, r2, STEP_4, (before, ending) => ending !== 'ion' || /[st]$/.test(before));
  return withoutLastLetter(stem, r1, r2).replaceAll('Y', 'y');
}

/** Where a region begins: after the first non-vowel that follows a vowel, or at the end. */
function regionAfter(word: string, prefixLength?: number): number {
  return prefixLength ?? /^.*?[aeiouy][^aeiouy]/.exec(word)?.[0].length ?? word.length;
}

/** Step 1a. */
function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/(?:us|ss)$/.test(word) || !word.endsWith('s')) return word;
  return VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

/** Step 1b. */
function withoutPastOrGerund(word: string, r1: number): string {
  const [ending] = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word) ?? [];
  if (ending === undefined) return word;
  const before = word.slice(0, -ending.length);
  if (ending.startsWith('ee')) return before.length >= r1 ? `${before}ee` : word;
  if (!VOWEL.test(before)) return word;
  if (/(?:at|bl|iz)$/.test(before)) return `${before}e`;
  if (DOUBLE.test(before)) return before.slice(0, -1);
  return SHORT_SYLLABLE.test(before) && r1 >= before.length ? `${before}e` : before;
}

/** Puts in the place of the longest ending of a table what belongs there, where it stands in a region and may go. */
function replaced(
  word: string,
  region: number,
  table: Endings,
  mayGo: (before: string, ending: string) => boolean,
): string {
  const pair = table.find(([ending]) => word.endsWith(ending));
  if (pair === undefined) return word;
  const [ending, instead] = pair;
  const before = word.slice(0, word.length - ending.length);
  return before.length >= region && mayGo(before, ending) ? before + instead : word;
}

/** Step 5. */
function withoutLastLetter(word: string, r1: number, r2: number): string {
  const before = word.slice(0, -1);
  if (word.endsWith('e'))
    return before.length >= r2 || (before.length >= r1 && !SHORT_SYLLABLE.test(before)) ? before : word;
  return word.endsWith('ll') && before.length >= r2 ? before : word;
}
