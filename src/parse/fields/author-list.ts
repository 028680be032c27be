/** Lists of authors: groups among people, and marks that a list is cut. */
import { ET_AL } from '../../paper.js';
import type { PublicationType } from '../../publication-types.js';
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

/** What is in a volume; its editors are those of the whole. */
const PARTS: readonly PublicationType[] = [
  'book-chapter',
  'conference-paper',
  'journal-article',
  'magazine-article',
  'newspaper-article',
];

/** The people of a paper as a format names them, by their role. */
export interface LoosePeople {
  readonly authors?: readonly string[] | undefined;
  /** Those of the paper, or of the volume that it is in. */
  readonly editors?: readonly string[] | undefined;
}

/** The authors, or the editors of a volume without authors; a paper with a venue and without a type is in a volume. */
export function peopleOf(
  { authors, editors }: LoosePeople,
  { venue, type }: { readonly venue: string | null; readonly type?: PublicationType },
): string[] {
  const named = authorList(authors ?? []);
  const isPart = venue !== null && (type === undefined || PARTS.includes(type));
  return named.length > 0 || isPart ? named : authorList(editors ?? []);
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
