/** How a name is written. */

import { isFunctionWord } from '../vocabulary/vocabulary.js';
import type { Candidate } from './candidates.js';
import type { Phrase } from './phrase.js';

/** Where two phrases of several words have the same word. */
export function sharedWord(a: Phrase, b: Phrase): 'first' | 'last' | null {
  if (a.words.length < 2 || b.words.length < 2) return null;
  if (a.words.at(-1) === b.words.at(-1)) return 'last';
  return a.words[0] === b.words[0] ? 'first' : null;
}

/** The name of one to three phrases. */
export function joinedName([first, second, ...others]: readonly Candidate[]): string {
  if (second === undefined) return nameOf(first!.phrase);
  if (others.length === 0) return jointName(first!, second);
  const [last, ...before] = [first!, second, ...others].map(({ phrase }) => withinName(phrase)).reverse();
  return capitalised(`${before.reverse().join(', ')} and ${last}`);
}

/**
 * "Video and visual reasoning": a word that both have is written once, if it is clear what belongs to it: "brain and
 * convolutional neural networks" would be two networks of another kind. If both have one length, the more frequent is
 * first.
 */
function jointName(first: Candidate, second: Candidate): string {
  const turned = second.papers.length > first.papers.length && first.phrase.words.length === second.phrase.words.length;
  const [one, other] = turned ? [second.phrase, first.phrase] : [first.phrase, second.phrase];
  const [a, b] = [withinName(one).split(' '), withinName(other).split(' ')];
  const shared = sharedWord(one, other);
  if (shared === 'last' && a.at(-1) === b.at(-1) && a.length === 2 && b.length === 2) a.pop();
  if (shared === 'first' && a[0] === b[0] && !isFunctionWord(b[1]!)) b.shift();
  return capitalised(`${a.join(' ')} and ${b.join(' ')}`);
}

/** Whether a phrase can stand beside another: not one that contains "and" itself, unless it has an acronym. */
export function canBeJoined(phrase: Phrase): boolean {
  return !/ and /u.test(withinName(phrase));
}

/** The acronym replaces a long form that contains "and": "SLAM and scene representation". */
function withinName({ plural, acronym }: Phrase): string {
  return acronym !== null && / and /u.test(plural) ? acronym : plural;
}

/** The words of a name in lower case, without its acronym in brackets, commas and "and". */
export function wordsOfName(name: string): string[] {
  return name
    .replace(/ \([^)]*\)$/u, '')
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter((word) => word !== 'and' && word !== '');
}

/** The phrase with a capital, and its acronym. */
export function nameOf(phrase: Phrase): string {
  return phrase.acronym === null ? capitalised(phrase.plural) : `${capitalised(phrase.plural)} (${phrase.acronym})`;
}

/** With a capital, unless the first word has a fixed spelling (`mRNA`, `k-means`). */
function capitalised(text: string): string {
  return /^\p{Ll}{2,}(?=[\s,-]|$)/u.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
}

const WITHOUT_TITLES = 'Papers without a title';

/** A title up to its colon, numbered where another group has it. @param title empty where no paper has one */
export function titleName(title: string, used: Set<string>): string {
  return uniqueName(title.split(/:\s/u)[0]! || WITHOUT_TITLES, used);
}

/** A name that is not used yet; now it is. @param used in lower case */
function uniqueName(name: string, used: Set<string>): string {
  let other = name;
  for (let n = 2; used.has(other.toLowerCase()); n++) other = `${name} (${n})`;
  used.add(other.toLowerCase());
  return other;
}

/** The label that is shown, and the one that was found, which a person's own name overrides. */
export interface ShownLabel {
  readonly label: string;
  readonly found: string;
  /** Whether a person gave the label. */
  readonly renamed: boolean;
}

/**
 * The labels of themes, no two the same: one that a person gave another theme is numbered.
 * @param automatic the label found for each theme
 * @param ownNames the name that a person gave a theme, by id
 */
export function shownLabels(
  ids: readonly string[],
  automatic: readonly string[],
  ownNames: ReadonlyMap<string, string>,
): ShownLabel[] {
  const used = new Set(ids.flatMap((id) => ownNames.get(id)?.toLowerCase() ?? []));
  return ids.map((id, c) => {
    const name = ownNames.get(id);
    return { label: name ?? uniqueName(automatic[c]!, used), found: automatic[c]!, renamed: name !== undefined };
  });
}
