/**
 * The noun phrases of a pile of papers: what its themes could be called.
 *
 * A phrase is one to four words that stand side by side, the last of them a noun, none of them a verb, a function word
 * or a word that any paper says of itself. Spellings of one phrase are one: plural and singular, with a hyphen, in one
 * word or two, an acronym and its long form. A long form that spans prepositions ("reinforcement learning with
 * verifiable rewards") is found where a paper writes it out or writes its acronym.
 */
import { type Acronym, acronymsOf } from '../../text/acronyms.js';
import { fold, partsOf, type Word } from '../../text/words.js';
import { adjoins, type PaperText, type Text } from '../paper-words.js';
import { casesIn, inRunningCase, mostFrequent, pluralOf, spelledOut } from './spelling.js';
import {
  AFTER_A_NOUN,
  AFTER_A_VERB,
  BEFORE_A_VERB,
  kindOf,
  singularOf,
  type Usage,
  type WordKind,
} from './vocabulary.js';

const WORDS_AT_MOST = 4;
/** A word in -ing names an activity where this share of its uses is followed as nouns are. */
const ACTIVITY_SHARE = 0.25;
/** A word is a verb where this share of its uses stands as verbs do. */
const VERB_SHARE = 0.35;
/** Of its uses in abstracts, the share that a phrase must end its noun phrase in; below, it is a piece cut off. */
const COMPLETE_SHARE = 0.5;
/** A phrase is a piece of a longer one that has this share of its papers. */
const PIECE_SHARE = 0.8;

export interface Phrase {
  /** The same for all spellings of the phrase: its words' keys run together. */
  readonly key: string;
  /** As most papers write it, in the case of running text; never the acronym alone. */
  readonly text: string;
  /** The same in the plural where papers use that too: what a name looks like. */
  readonly plural: string;
  /** `RLVR`, where two papers or more introduce it for this phrase. */
  readonly acronym: string | null;
  readonly words: readonly string[];
  /** Of its words that say something by themselves, how many papers have the one that fewest have. */
  readonly rarest: number;
  /** Papers that have it, by their place in the pile, ascending; and those that have it in their title. */
  readonly papers: readonly number[];
  readonly titles: ReadonlySet<number>;
}

interface Token extends Word {
  readonly kind: WordKind;
  /** Folded and in the singular, compounds in one, an acronym as its long form: what spellings have in common. */
  readonly key: string;
}

interface Sightings {
  /** Spellings, folded, and how often each was met. */
  readonly spellings: Map<string, number>;
  readonly papers: Set<number>;
  readonly titles: Set<number>;
  /** The words' keys; of an acronym, those of its long form where a paper writes it out. */
  words: readonly string[];
  uses: number;
  /** Uses that end a noun phrase. */
  complete: number;
}

/** Phrases that at least `papersAtLeast` papers have, in order of their keys. */
export function phrasesOf(readings: readonly PaperText[], papersAtLeast: number): Phrase[] {
  const acronyms = acronymsOf(readings.map(({ title, abstract }) => ({ title: title.text, abstract: abstract.text })));
  const usage = usageIn(readings);
  const longForms = longFormsByFirstWord(acronyms);
  const seen = new Map<string, Sightings>();
  const spread = new Map<string, Set<number>>();
  readings.forEach(({ title, abstract }, i) => {
    for (const [text, inTitle] of [
      [title, true],
      [abstract, false],
    ] as const) {
      for (const chunk of chunksOf(text, acronyms, usage)) {
        noteChunk(seen, chunk, i, inTitle);
        for (const { key, kind } of chunk) if (kind !== 'bland') spread.set(key, (spread.get(key) ?? new Set()).add(i));
      }
      noteLongForms(seen, text, longForms, { paper: i, inTitle });
    }
  });
  const cases = casesIn(readings, acronyms);
  const known = new Map(
    [...acronyms.values()].filter((acronym) => acronym.papers > 1).map((acronym) => [keyOfLong(acronym), acronym]),
  );
  const phrases = [...seen]
    .filter(
      ([, sightings]) =>
        sightings.papers.size >= papersAtLeast && sightings.complete >= COMPLETE_SHARE * sightings.uses,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([key, sightings]): Phrase => ({
        key,
        text: inRunningCase(mostFrequent(spelledOut(sightings.spellings, known.get(key))), cases),
        plural: inRunningCase(pluralOf(spelledOut(sightings.spellings, known.get(key))), cases),
        acronym: known.get(key)?.short ?? null,
        words: sightings.words,
        rarest: rarestOf(sightings, spread),
        papers: [...sightings.papers].sort((a, b) => a - b),
        titles: sightings.titles,
      }),
    );
  return withoutPieces(phrases.filter(({ text }) => endsInNoun(text, usage)));
}

/** An acronym may stand for something that is no noun phrase: "left ventricular", "state of the art". */
function endsInNoun(text: string, usage: Usage): boolean {
  const last = text.split(' ').at(-1)!;
  return ['noun', 'bland'].includes(kindOf(last, fold(last), usage));
}

/** A phrase of bland words alone, a long form such as "natural language processing", counts as a whole. */
function rarestOf({ words, papers }: Sightings, spread: ReadonlyMap<string, ReadonlySet<number>>): number {
  return words.reduce(
    (least, word) => Math.min(least, spread.get(word)?.size ?? Infinity),
    words.some((word) => spread.has(word)) ? Infinity : papers.size,
  );
}

/** Leaves out phrases that hardly stand anywhere but inside one longer phrase. */
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

/** Runs of words that may stand in one noun phrase. */
function chunksOf(text: Text, acronyms: ReadonlyMap<string, Acronym>, usage: Usage): Token[][] {
  const chunks: Token[][] = [];
  let chunk: Token[] = [];
  let before: Word | undefined;
  const close = (): void => {
    if (chunk.length > 0) chunks.push(chunk);
    chunk = [];
  };
  for (const word of text.words) {
    if (before !== undefined && !adjoins(text, before, word)) close();
    before = word;
    const possessive = /['’]s$/u.test(word.folded);
    const folded = word.folded.replace(/['’]s$/u, '');
    const surface = word.surface.replace(/['’]s$/u, '');
    const kind = kindOf(surface, folded, usage);
    if (kind === 'break') close();
    else chunk.push({ ...word, surface, folded, kind, key: keyOf(folded, acronyms) });
    if (possessive) close();
  }
  close();
  return chunks;
}

/** What all spellings of a word share: parts joined, the singular, an acronym's long form. */
function keyOf(folded: string, acronyms: ReadonlyMap<string, Acronym>): string {
  const long = acronyms.get(folded) ?? acronyms.get(singularOf(folded));
  if (long !== undefined) return keyOfLong(long);
  const parts = partsOf(folded);
  if (parts.length === 0) return singularOf(folded);
  return parts.map((part) => keyOf(part, acronyms)).join('');
}

function keyOfLong(acronym: Acronym): string {
  return acronym.words.map((word) => keyOf(word, NO_ACRONYMS)).join('');
}

const NO_ACRONYMS: ReadonlyMap<string, Acronym> = new Map();

/** Notes every run of a chunk's words that ends in a noun and says something. */
function noteChunk(seen: Map<string, Sightings>, chunk: readonly Token[], paper: number, inTitle: boolean): void {
  for (let from = 0; from < chunk.length; from++) {
    let key = '';
    let spelling = '';
    let says = false;
    for (let to = from; to < Math.min(chunk.length, from + WORDS_AT_MOST); to++) {
      const token = chunk[to]!;
      key += token.key;
      spelling += to === from ? token.folded : ` ${token.folded}`;
      says ||= token.kind === 'noun';
      if (!says || token.kind === 'modifier') continue;
      const sightings =
        seen.get(key) ??
        newSightings(
          seen,
          key,
          chunk.slice(from, to + 1).map((each) => each.key),
        );
      note(sightings, { spelling, paper, inTitle, complete: to === chunk.length - 1 });
    }
  }
}

function newSightings(seen: Map<string, Sightings>, key: string, words: readonly string[]): Sightings {
  const sightings: Sightings = {
    spellings: new Map(),
    papers: new Set(),
    titles: new Set(),
    words,
    uses: 0,
    complete: 0,
  };
  seen.set(key, sightings);
  return sightings;
}

/** One use of a phrase. */
interface Use {
  /** Folded. */
  readonly spelling: string;
  readonly paper: number;
  readonly inTitle: boolean;
  /** Whether it ends its noun phrase. */
  readonly complete: boolean;
}

function note(sightings: Sightings, { spelling, paper, inTitle, complete }: Use): void {
  sightings.papers.add(paper);
  sightings.uses++;
  if (complete) sightings.complete++;
  if (inTitle) sightings.titles.add(paper);
  sightings.spellings.set(spelling, (sightings.spellings.get(spelling) ?? 0) + 1);
}

/** Long forms of more words than a phrase may have, or with small words between: by their first word. */
function longFormsByFirstWord(acronyms: ReadonlyMap<string, Acronym>): Map<string, Acronym[]> {
  const byFirst = new Map<string, Acronym[]>();
  for (const acronym of acronyms.values()) {
    const first = singularOf(acronym.words[0]!);
    byFirst.set(first, [...(byFirst.get(first) ?? []), acronym]);
  }
  return byFirst;
}

function noteLongForms(
  seen: Map<string, Sightings>,
  { text, words }: Text,
  longForms: ReadonlyMap<string, Acronym[]>,
  { paper, inTitle }: Pick<Use, 'paper' | 'inTitle'>,
): void {
  words.forEach((word, i) => {
    for (const acronym of longForms.get(singularOf(word.folded)) ?? []) {
      const run = words.slice(i, i + acronym.words.length);
      if (
        run.length < acronym.words.length ||
        run.some((each, at) => singularOf(each.folded) !== singularOf(acronym.words[at]!))
      )
        continue;
      const keys = acronym.words.map((each) => keyOf(each, NO_ACRONYMS));
      const sightings = seen.get(keys.join('')) ?? newSightings(seen, keys.join(''), keys);
      if (keys.length > sightings.words.length) sightings.words = keys;
      note(sightings, {
        spelling: fold(text.slice(word.start, run.at(-1)!.end)),
        paper,
        inTitle,
        complete: true,
      });
    }
  });
}

/** What stands beside a word tells what it is: "we prompt the model", "by prompting, …". */
function usageIn(readings: readonly PaperText[]): Usage {
  const uses = new Map<string, { all: number; asNoun: number; asVerb: number }>();
  for (const { abstract } of readings) {
    const { words } = abstract;
    words.forEach((word, i) => {
      const next = words[i + 1];
      const before = words[i - 1];
      const ends = next === undefined || !adjoins(abstract, word, next);
      const count = uses.get(word.folded) ?? { all: 0, asNoun: 0, asVerb: 0 };
      count.all++;
      if (ends || AFTER_A_NOUN.has(next.folded)) count.asNoun++;
      if ((!ends && AFTER_A_VERB.has(next.folded)) || (before !== undefined && BEFORE_A_VERB.has(before.folded)))
        count.asVerb++;
      uses.set(word.folded, count);
    });
  }
  const used = (as: 'asNoun' | 'asVerb', share: number): string[] =>
    [...uses].filter(([, count]) => count[as] >= 2 && count[as] >= share * count.all).map(([word]) => word);
  return {
    activities: new Set(used('asNoun', ACTIVITY_SHARE).filter((word) => word.endsWith('ing'))),
    verbs: new Set(used('asVerb', VERB_SHARE)),
  };
}
