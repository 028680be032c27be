/** A phrase of a collection: what a theme may be named after. */
import type { Posting } from './bm25.js';

export interface Phrase {
  /** The same for all spellings of the phrase: its words' keys run together. */
  readonly key: string;
  /** As most papers write it, in the case of running text; never the acronym alone. */
  readonly text: string;
  /** The same in the plural where papers use that too: what a name looks like. */
  readonly plural: string;
  /** `RLVR`, where two papers or more introduce it for this phrase. */
  readonly acronym: string | null;
  /** Whether it is a subject that is known by name: see `known-subjects.ts`. */
  readonly isSubject: boolean;
  readonly words: readonly string[];
  /** Of its words that say something by themselves, how many papers have the one that fewest have. */
  readonly rarest: number;
  /** Papers that have it, by their place in the collection, ascending; and those that have it in their title. */
  readonly papers: readonly number[];
  readonly titles: ReadonlySet<number>;
  /** The same papers, and those that have all its words anywhere, where two of them say something by themselves. */
  readonly about: readonly number[];
  /** What each of its words, and its acronym, counts in a paper. Phrases with the same word share its posting. */
  readonly postings: readonly Posting[];
}
