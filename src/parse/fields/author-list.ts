/** Lists of authors: groups among people, and marks that a list is cut. */
import { ET_AL } from '../../paper.js';
import { oneLine } from './one-line.js';

/** The longest lists of authors, in particle physics, have some 5,000. */
const MAX_AUTHORS = 20_000;
/** How many names a byline spells out before it counts the rest. */
const NAMES_IN_BYLINE = 3;
/**
 * What R, pandas, Scopus, Web of Science and OpenReview write where there is no author, and arXiv between a group and
 * people.
 */
const NO_AUTHOR =
  /^(?:NA|#?N\/A|NaN|null|\[no authors?(?: name)?s? (?:available|listed)\]|\[?anonymous(?: authors?)?\]?|:)$/i;
/** A list that is cut ends so. */
const CUT = /^(?:et\.? al\.?|\.{3}|…)$/i;
/** "the LAMP Collaboration: A. Stone", as authors write on arXiv. */
const GROUP_AND_NAME = /^(.{1,200}\b(?:Collaborations?|Consortium|Group|Team)):\s*(.*)$/i;
const GROUP = /\b(?:collaborations?|consortium|group|team)\b/i;

/** The names of a list: without placeholders, groups apart from people, and "et al." last if the list is cut. */
export function authorList(names: readonly string[]): string[] {
  const all = names
    .slice(0, MAX_AUTHORS)
    .map(oneLine)
    .flatMap((name) => GROUP_AND_NAME.exec(name)?.slice(1) ?? [name])
    .filter((name) => name !== '' && !NO_AUTHOR.test(name));
  const named = all.filter((name) => !CUT.test(name));
  return named.length < all.length && named.length > 0 ? [...named, ET_AL] : named;
}

/** Names with the collaborations that a field of its own gives: "LAMP" is "LAMP Collaboration". */
export function withCollaborations(names: readonly string[], collaborations: readonly string[]): string[] {
  const groups = collaborations
    .map((group) => group.trim())
    .filter((group) => group !== '' && !names.some((name) => name.toLowerCase().includes(group.toLowerCase())))
    .map((group) => (GROUP.test(group) ? group : `${group} Collaboration`));
  return [...names, ...groups];
}

/** Names for display: all of up to three, then how many more. */
export function bylineOf(authors: readonly string[]): string | null {
  if (authors.length === 0) return null;
  const isCut = authors.at(-1) === ET_AL;
  const names = isCut ? authors.slice(0, -1) : authors;
  const more = names.length - NAMES_IN_BYLINE;
  const first = names.slice(0, more > 1 ? NAMES_IN_BYLINE : names.length).join(', ');
  if (isCut) return `${first} ${ET_AL}`;
  return more > 1 ? `${first} and ${more} more` : first;
}
