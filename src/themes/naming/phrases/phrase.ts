/** A phrase of a collection: a possible name of a theme. */
import type { Posting } from './bm25.js';

export interface Phrase {
  /** The same for all spellings of the phrase: its words' keys, concatenated. */
  readonly key: string;
  /** As most papers write it, in the case of running text; never the acronym alone. */
  readonly text: string;
  /** The same in the plural if papers use it: the form in a name. */
  readonly plural: string;
  /** `RLVR`, where two papers or more introduce it for this phrase. */
  readonly acronym: string | null;
  /** Whether it is a known subject: see `known-subjects.ts`. */
  readonly isSubject: boolean;
  /** Of a subject: the names by which it is known, as they are in the lists or in the model. */
  readonly knownAs?: readonly string[];
  /** Of a subject: its field of research. */
  readonly field?: string | undefined;
  /** Of a subject: for each of its words the papers that have it. */
  readonly papersByWord?: readonly ReadonlySet<number>[];
  readonly words: readonly string[];
  /** The number of papers with the rarest of its words that are meaningful by themselves. */
  readonly rarest: number;
  /** Papers that have it, by their place in the collection, ascending; and those that have it in their title. */
  readonly papers: readonly number[];
  readonly titles: ReadonlySet<number>;
  /** The same papers, and those that have all its words anywhere, if two of them are meaningful by themselves. */
  readonly about: readonly number[];
  /**
   * The weight of each of its words, and of its acronym, in each paper. Phrases with the same word share its posting.
   */
  readonly postings: readonly Posting[];
}

/** Whether papers have an acronym for it, or it is a known subject of several words. */
export function isEstablished({ acronym, isSubject, words }: Phrase): boolean {
  return acronym !== null || (isSubject && words.length > 1);
}
