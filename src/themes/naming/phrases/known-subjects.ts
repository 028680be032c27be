/**
 * Subjects that are known by name, as phrases of a collection: a paper that has all words of a subject, in any place,
 * is about it. A subject of one word that says something by itself ("risk measures") must occur in the paper unchanged.
 * Which of them may name a group: see `near-subjects.ts`.
 */
import { memoize } from '../../../text/memoize.js';
import { wordsOf } from '../../../text/words.js';
import { FIELD_OF } from '../subjects/index.js';
import type { Keys } from '../vocabulary/chunks.js';
import type { Occurrences } from '../vocabulary/occurrences.js';
import { isFunctionWord } from '../vocabulary/vocabulary.js';
import type { Posting } from './bm25.js';
import type { Phrase } from './phrase.js';

/** Papers that have a word, and those that have it in their title. */
export interface Places {
  readonly papers: Set<number>;
  readonly titles: Set<number>;
}

/** Statistics of a collection's words, by their keys. */
export interface Words {
  /** By the word, folded and in the singular; parts of compounds are words too. */
  readonly places: ReadonlyMap<string, Places>;
  readonly keys: Keys;
  readonly phrases: ReadonlyMap<string, Occurrences>;
  /** Words that say something by themselves, and the papers that have them. */
  readonly papersWith: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly postings: ReadonlyMap<string, Posting>;
  readonly acronymOf: (key: string) => string | null;
}

/** A subject, and the keys of its words. */
export interface KeyedSubject {
  readonly text: string;
  readonly keys: readonly string[];
}

/** The same for every collection. */
const foldedWords = memoize((subject): readonly string[] => wordsOf(subject).map(({ folded }) => folded));

export function keyedSubjects(
  subjects: Iterable<string>,
  { keys, acronymOf }: Pick<Words, 'keys' | 'acronymOf'>,
): KeyedSubject[] {
  const keysOf = (subject: string): string[] => {
    const all = foldedWords(subject);
    const whole = all.map(keys.ofWord);
    // A phrase has no small words, unless it is the long form of an acronym.
    return acronymOf(whole.join('')) === null ? all.filter((word) => !isFunctionWord(word)).map(keys.ofWord) : whole;
  };
  return Array.from(subjects, (text) => ({ text, keys: keysOf(text) }));
}

/** Subjects of whose words each is in some paper. */
export function knownSubjects(keyed: readonly KeyedSubject[], words: Words): Phrase[] {
  const places = placesByKey(new Set(keyed.flatMap(({ keys }) => keys)), words);
  return keyed
    .filter(({ keys }) => keys.every((key) => places.get(key)!.papers.size > 0))
    .map(({ text, keys }) => phraseOf(text, keys, places, words));
}

function phraseOf(text: string, own: readonly string[], places: ReadonlyMap<string, Places>, words: Words): Phrase {
  const key = own.join('');
  const exact = words.phrases.get(key);
  const telling = own.flatMap((word) => words.papersWith.get(word) ?? []);
  const each = own.map((word) => places.get(word)!);
  const [inPapers, inTitles] =
    telling.length < 2
      ? [[], []]
      : [commonTo(each.map((place) => place.papers)), commonTo(each.map((place) => place.titles))];
  const papers = [...(exact?.papers ?? [])].sort((a, b) => a - b);
  const about = [...new Set([...papers, ...inPapers])].sort((a, b) => a - b);
  return {
    key,
    text,
    plural: text,
    acronym: words.acronymOf(key),
    isSubject: true,
    knownAs: [text],
    field: FIELD_OF.get(text),
    papersByWord: each.map((place) => place.papers),
    words: own,
    rarest: telling.length === 0 ? about.length : Math.min(...telling.map((one) => one.size)),
    papers,
    titles: new Set([...(exact?.titles ?? []), ...inTitles]),
    about,
    postings: [...new Set([...own, key])].flatMap((word) => words.postings.get(word) ?? []),
  };
}

/** The positions of the given words, by their keys. */
function placesByKey(wanted: ReadonlySet<string>, { keys, places }: Words): Map<string, Places> {
  const byKey = new Map<string, Places>([...wanted].map((key) => [key, { papers: new Set(), titles: new Set() }]));
  for (const [word, { papers, titles }] of places) {
    const placesOfKey = byKey.get(keys.ofWord(word));
    if (placesOfKey === undefined) continue;
    for (const paper of papers) placesOfKey.papers.add(paper);
    for (const paper of titles) placesOfKey.titles.add(paper);
  }
  return byKey;
}

function commonTo(sets: readonly ReadonlySet<number>[]): number[] {
  const [smallest, ...others] = [...sets].sort((a, b) => a.size - b.size);
  return [...smallest!].filter((one) => others.every((set) => set.has(one)));
}
