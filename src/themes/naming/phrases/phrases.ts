/**
 * The noun phrases of a collection: possible names of its themes.
 *
 * A phrase is one to four adjacent words, the last of them a noun, none of them a verb, a function word or a word that
 * any paper uses of itself. Spellings of one phrase are merged: plural and singular, with a hyphen, in one word or
 * two, an acronym and its long form, the words of one family. A long form that spans prepositions ("reinforcement
 * learning with verifiable rewards") is found in full or by its acronym. Known subjects are found if a paper has all
 * their words.
 */
import { tally } from '../../../maths/tally.js';
import { type Acronym, acronymsOf } from '../../../text/acronyms.js';
import { compoundParts, fold } from '../../../text/words.js';
import type { PaperText, Text } from '../../paper-words.js';
import { FIELD_OF } from '../subjects/index.js';
import { chunksOf, type Keys, type RoleOf, rolesOf, wordKeys } from '../vocabulary/chunks.js';
import { wordFamilies } from '../vocabulary/families.js';
import {
  countChunk,
  type IsRecorded,
  longFormsByFirstWord,
  noteChunk,
  noteLongForms,
  type Occurrences,
  type TextPlace,
} from '../vocabulary/occurrences.js';
import { hashOfKey, RepeatedKeys } from '../vocabulary/repeated-keys.js';
import { singularOf } from '../vocabulary/singular.js';
import {
  bySelf,
  casesIn,
  casesWithin,
  commonestForm,
  type HeadNouns,
  headNouns,
  inRunningCase,
  pluralOf,
  runningTextOf,
  spelledOut,
} from '../vocabulary/spelling.js';
import { usageIn } from '../vocabulary/usage.js';
import { isFunctionWord, kindOf, type Usage } from '../vocabulary/vocabulary.js';
import { severalWorks } from '../vocabulary/works.js';
import { postingsOf } from './bm25.js';
import { keyedSubjects, knownSubjects, type Places } from './known-subjects.js';
import type { Phrase } from './phrase.js';

/** Minimum share of uses in abstracts in which a phrase ends its noun phrase; below, it is a fragment. */
const COMPLETE_SHARE = 0.5;
/** A phrase followed by the same word in this share of its uses is a fragment, whatever that word is. */
const CUT_SHARE = 0.4;
/** A phrase with this share of its uses in the place of a verb begins with one: "to grasp objects". */
const VERB_SHARE = 0.5;
/**
 * A paper that has all words of a phrase is about it, unless more than this many have them for one that writes the
 * phrase: common words meet in many papers ("care", "guidelines").
 */
const PAPERS_OF_A_TERM = 8;
/** An acronym is a word if this many papers write it in lower case for one that defines it. */
const WORD_OF_ACRONYM = 3;
/** A word that often follows an acronym ("VLA models") is part of its name if this share of its papers write it. */
const HEADS = ['model', 'method', 'system', 'network', 'algorithm'];
const HEAD_SHARE = 0.35;
/** "The language model's reasoning" is no phrase; "Parkinson's disease" is one. */
const POSSESSIVE = /(?:^| )\p{Ll}[\p{L}\p{N}-]*['’]s /u;
/** A phrase is a fragment of a longer one that has this share of its papers. */
const PIECE_SHARE = 0.8;

/**
 * Phrases that at least `papersAtLeast` papers have, of two works or more; in order of their keys.
 * @param modelSubjects names of subjects of the model, known beside those of the lists
 */
export function phrasesOf(
  readings: readonly PaperText[],
  papersAtLeast: number,
  modelSubjects: readonly string[] = [],
): Phrase[] {
  const acronyms = acronymsIn(readings);
  const usage = usageIn(readings);
  const places = placesByWord(readings);
  const papersByWord = new Map(Array.from(places, ([word, { papers }]) => [word, papers]));
  const keys = wordKeys(acronyms, wordFamilies(papersByWord, readings.length));
  const roleOf = rolesOf(keys, usage);
  const longForms = longFormsByFirstWord(acronyms);
  const known = definedTwice(acronyms, keys);
  const acronymOf = (key: string): string | null => known.get(key)?.short ?? null;
  const subjects = keyedSubjects(new Set([...FIELD_OF.keys(), ...modelSubjects]), { keys, acronymOf });
  const wanted = [...subjects.map((subject) => subject.keys.join('')), ...keysOfLongForms(acronyms, keys)];
  const isRecorded = papersAtLeast < 2 ? () => true : recordedOf(readings, roleOf, wanted);
  const seen = new Map<string, Occurrences>();
  const papersWith = new Map<string, Map<number, number>>();
  const lastWords = new Map<string, number>();
  forEachText(readings, (text, place) => {
    for (const chunk of chunksOf(text, roleOf)) {
      noteChunk(seen, chunk, place, isRecorded);
      const { folded } = chunk.tokens.at(-1)!;
      lastWords.set(folded, (lastWords.get(folded) ?? 0) + 1);
      for (const { key, kind } of chunk.tokens) if (kind !== 'bland') tally(papersWith, key, place.paper);
    }
    noteLongForms(seen, text, { longForms, keys }, place);
  });
  const cases = casesIn(readings, acronyms);
  const heads = headNouns(lastWords);
  const areEnough = enoughPapers(readings, papersAtLeast);
  const lengths = readings.map(({ title, abstract }) => title.words.length + abstract.words.length);
  const postings = postingsOf(papersWith, lengths);
  const phrases = [...seen]
    .filter(([, occurrences]) => areEnough(occurrences.papers) && standsWhole(occurrences))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, occurrences]): Phrase => {
      const form = commonestForm(spelledOut(occurrences.spellings, known.get(key)));
      const own = casesWithin(occurrences, cases);
      const head = known.has(key) ? headOf(key, occurrences, seen) : '';
      return {
        key,
        text: inRunningCase(form.text, own),
        plural: inRunningCase(bySelf(pluralised(form, occurrences, { head, heads }), occurrences), own) + head,
        acronym: known.get(key)?.short ?? null,
        isSubject: false,
        words: occurrences.words,
        rarest: rarestOf(occurrences, papersWith),
        papers: occurrences.papers,
        titles: new Set(occurrences.titles),
        about: papersAbout(occurrences.words, occurrences.papers, papersWith),
        postings: [...new Set([...occurrences.words, key])].flatMap((word) => postings.get(word) ?? []),
      };
    });
  return withSubjects(
    withoutPieces(phrases.filter(({ text }) => endsInNoun(text, usage) && !POSSESSIVE.test(text))),
    knownSubjects(subjects, { places, keys, phrases: seen, papersWith, postings, acronymOf }),
  );
}

/** Without those that are words: many papers write "map", few define "maximum a posteriori (MAP)". */
function acronymsIn(readings: readonly PaperText[]): Map<string, Acronym> {
  const acronyms = acronymsOf(readings.map(({ title, abstract }) => ({ title: title.text, abstract: abstract.text })));
  const papersWith = new Map<string, number>();
  for (const { title, abstract } of readings) {
    const own = [...title.words, ...abstract.words].filter(({ surface, folded }) => surface === folded);
    const words = new Set(own.map(({ folded }) => (acronyms.has(folded) ? folded : singularOf(folded))));
    for (const word of words) if (acronyms.has(word)) papersWith.set(word, (papersWith.get(word) ?? 0) + 1);
  }
  const isWord = (short: string, { papers }: Acronym): boolean =>
    !isFunctionWord(short) && (papersWith.get(short) ?? 0) > WORD_OF_ACRONYM * papers;
  return new Map([...acronyms].filter(([short, acronym]) => !isWord(short, acronym)));
}

/** Of the long forms by themselves, and before a head. */
function keysOfLongForms(acronyms: ReadonlyMap<string, Acronym>, keys: Keys): string[] {
  const longKeys = [...acronyms.values()].map((acronym) => keys.ofLong(acronym).join(''));
  return longKeys.flatMap((key) => [key, ...HEADS.map((head) => key + head)]);
}

/** Acronyms of several papers, by the key of their long form. */
function definedTwice(acronyms: ReadonlyMap<string, Acronym>, keys: Keys): Map<string, Acronym> {
  const several = [...acronyms.values()].filter(({ papers }) => papers > 1);
  return new Map(several.map((acronym) => [keys.ofLong(acronym).join(''), acronym]));
}

/** @param wanted keys of which one paper is enough */
function recordedOf(readings: readonly PaperText[], roleOf: RoleOf, wanted: readonly string[]): IsRecorded {
  const repeated = new RepeatedKeys();
  forEachText(readings, (text, place) => {
    for (const chunk of chunksOf(text, roleOf)) countChunk(repeated, chunk, place);
  });
  const always = new Set(wanted.map((key) => hashOfKey(key).value));
  return (key) => repeated.has(key) || always.has(key.value);
}

function forEachText(readings: readonly PaperText[], visit: (text: Text, place: TextPlace) => void): void {
  readings.forEach((reading, paper) => {
    const { title, abstract } = reading;
    const running = runningTextOf(reading);
    visit(title, { paper, inTitle: true, isRunning: running === title });
    visit(abstract, { paper, inTitle: false, isRunning: running === abstract });
  });
}

/**
 * A subject in the papers keeps their spelling. A subject of one word must be a phrase of the papers: the design of an
 * experiment is not the subject "design".
 */
function withSubjects(phrases: readonly Phrase[], subjects: readonly Phrase[]): Phrase[] {
  const spelled = new Map(phrases.map((phrase) => [phrase.key, phrase]));
  const known = new Map<string, Phrase>();
  for (const subject of subjects) {
    const { key, words, knownAs = [] } = subject;
    if (words.length < 2 && !spelled.has(key)) continue;
    const { text, plural } = spelled.get(key) ?? subject;
    const same = known.get(key);
    known.set(key, { ...(same ?? { ...subject, text, plural }), knownAs: [...(same?.knownAs ?? []), ...knownAs] });
  }
  return [...phrases.filter(({ key }) => !known.has(key)), ...known.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function enoughPapers(readings: readonly PaperText[], papersAtLeast: number): (papers: readonly number[]) => boolean {
  const areOfSeveralWorks = severalWorks(readings.map(({ title }) => title));
  return (papers) => papers.length >= papersAtLeast && (papersAtLeast < 2 || areOfSeveralWorks(papers));
}

/** Of words and parts of compounds, in the singular. */
function placesByWord(readings: readonly PaperText[]): Map<string, Places> {
  const places = new Map<string, Places>();
  const placesOf = (word: string): Places => {
    let known = places.get(word);
    if (known === undefined) places.set(word, (known = { papers: new Set(), titles: new Set() }));
    return known;
  };
  const singulars = new Map<string, readonly Places[]>();
  readings.forEach(({ title, abstract }, paper) => {
    for (const { words } of [title, abstract])
      for (const { folded } of words) {
        let noted = singulars.get(folded);
        if (noted === undefined) {
          noted = [folded, ...compoundParts(folded)].map((word) => placesOf(singularOf(word)));
          singulars.set(folded, noted);
        }
        for (const { papers, titles } of noted) {
          papers.add(paper);
          if (words === title.words) titles.add(paper);
        }
      }
  });
  return places;
}

function standsWhole({ spellings, uses, complete, after, asVerb }: Occurrences): boolean {
  return (
    asVerb < VERB_SHARE * uses &&
    spellings.size > 0 &&
    complete >= COMPLETE_SHARE * uses &&
    [...(after?.values() ?? [])].every((times) => times < 2 || times < CUT_SHARE * uses)
  );
}

/** " models" if papers write it after the acronym or its long form, with a leading blank; usually "". */
function headOf(key: string, { papers, words }: Occurrences, seen: ReadonlyMap<string, Occurrences>): string {
  if (HEADS.includes(words.at(-1)!)) return '';
  const head = HEADS.find((one) => (seen.get(key + one)?.papers.length ?? 0) >= HEAD_SHARE * papers.length);
  return head === undefined ? '' : ` ${head}s`;
}

/** The plural of a phrase by itself; before a head the singular, but of compounds: "mixture-of-experts models". */
function pluralised(
  { text, spellings }: ReturnType<typeof commonestForm>,
  { complete }: Occurrences,
  { head, heads }: { readonly head: string; readonly heads: HeadNouns },
): string {
  if (head === '') return pluralOf(spellings, complete, heads);
  return text.replace(/(?<![^ ])[^ -]+$/u, singularOf);
}

/** The long form of an acronym may not be a noun phrase: "left ventricular", "state of the art". */
function endsInNoun(text: string, usage: Usage): boolean {
  const last = text.split(' ').at(-1)!;
  return ['noun', 'bland'].includes(kindOf(last, fold(last), usage));
}

/** For each word the papers that contain it, and how often. */
type PapersWith = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** A phrase of generic words only, such as the long form "natural language processing", counts as a whole. */
function rarestOf({ words, papers }: Occurrences, papersWith: PapersWith): number {
  return words.reduce(
    (least, word) => Math.min(least, papersWith.get(word)?.size ?? Infinity),
    words.some((word) => papersWith.has(word)) ? Infinity : papers.length,
  );
}

function papersAbout(words: readonly string[], papers: readonly number[], papersWith: PapersWith): readonly number[] {
  const telling = words.flatMap((word) => papersWith.get(word) ?? []).sort((a, b) => a.size - b.size);
  if (telling.length < 2) return papers;
  const all = [...telling[0]!.keys()].filter((paper) => telling.every((one) => one.has(paper)));
  if (all.length > PAPERS_OF_A_TERM * papers.length) return papers;
  return all.length === 0 ? papers : [...new Set([...papers, ...all])].sort((a, b) => a - b);
}

/** Removes phrases that occur almost only inside one longer phrase. */
function withoutPieces(phrases: readonly Phrase[]): Phrase[] {
  const pieces = new Set<string>();
  const size = new Map(phrases.map((phrase) => [phrase.key, phrase.papers.length]));
  for (const whole of phrases) {
    for (let from = 0; from < whole.words.length; from++) {
      for (let to = from + 1; to <= whole.words.length; to++) {
        if (to - from === whole.words.length) continue;
        const key = whole.words.slice(from, to).join('');
        if (whole.papers.length >= PIECE_SHARE * (size.get(key) ?? Infinity)) pieces.add(key);
      }
    }
  }
  return phrases.filter((phrase) => !pieces.has(phrase.key));
}
