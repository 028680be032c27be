/** Have two lists of authors a name in common, in whatever spelling? */
import { ET_AL } from '../../paper.js';
import { plainWords } from './plain-text.js';

/** Words of the names of groups. */
const GROUP = /\b(?:collaborations?|consortium|group|team|investigators|network|committee)\b/iu;
const GROUP_WORDS = new Set(
  (
    'the a an of for on in and behalf with collaboration collaborations consortium group team investigators network ' +
    'committee'
  ).split(' '),
);

/** Letters that are no other letter with an accent, and the pairs of letters that stand for one with an umlaut. */
const SPELLING: readonly (readonly [RegExp, string])[] = [
  [/[øœ]/g, 'o'],
  [/æ/g, 'a'],
  [/ł/g, 'l'],
  [/[đð]/g, 'd'],
  [/þ/g, 'th'],
  [/ı/g, 'i'],
  [/ß/g, 'ss'],
  [/([aou])e/g, '$1'],
  [/aa/g, 'a'],
];

interface Names {
  /** Parts of names, without initials. */
  readonly words: ReadonlySet<string>;
  readonly areGroups: boolean;
  readonly areLatin: boolean;
}

/**
 * Whether any part of a name is in both lists; true if they cannot be compared: a list is empty, one names a group and
 * the other people, or one is in another script.
 */
export function shareAuthors(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [namesIn(a), namesIn(b)];
  if (one.words.size === 0 || other.words.size === 0) return true;
  if (one.areGroups !== other.areGroups || one.areLatin !== other.areLatin) return true;
  return [...one.words].some((word) => other.words.has(word));
}

function namesIn(authors: readonly string[]): Names {
  const names = authors.filter((name) => name !== ET_AL);
  const words = names.flatMap(partsOf).filter((word) => word.length > 1);
  return {
    words: new Set(words),
    areGroups: names.every((name) => GROUP.test(name)),
    areLatin: words.some((word) => /[a-z]/.test(word)),
  };
}

function partsOf(name: string): string[] {
  const words = plainWords(name).map(spelling);
  return GROUP.test(name) ? words.filter((word) => !GROUP_WORDS.has(word)) : words;
}

function spelling(word: string): string {
  return SPELLING.reduce((spelled, [letters, plain]) => spelled.replace(letters, plain), word);
}
