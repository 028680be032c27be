/**
 * Papers of one work: versions, parts and follow-ups, by the beginning of their titles. What only they are about is
 * their authors' name for it and not a subject ("forgetful speaker embeddings").
 */
import type { Text } from '../../paper-words.js';

/** Words at the beginning of a title by which papers of one work are recognised. */
const OPENING = 3;

/** A title up to its colon ("LedgerRL: …"), otherwise its first words; folded. */
function openingOf({ text, words }: Text): string {
  const colon = text.search(/:\s/u);
  const before = colon < 0 ? words.slice(0, OPENING) : words.filter(({ end }) => end <= colon);
  return before.map(({ folded }) => folded).join(' ');
}

/** Tells whether papers, by their places, are of more than one work. A paper without a title is one by itself. */
export function severalWorks(titles: readonly Text[]): (papers: readonly number[]) => boolean {
  const openings = titles.map(openingOf);
  return (papers) => papers.some((paper) => openings[paper] === '' || openings[paper] !== openings[papers[0]!]);
}
