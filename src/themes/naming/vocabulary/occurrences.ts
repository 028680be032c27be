/** Occurrences of each phrase: its spellings, its papers, and whether it ended a noun phrase. */
import type { Acronym } from '../../../text/acronyms.js';
import { fold } from '../../../text/words.js';
import type { Text } from '../../paper-words.js';
import type { Chunk, Keys, Token } from './chunks.js';
import { EMPTY_KEY, followedBy, type KeyHash, type RepeatedKeys } from './repeated-keys.js';
import { singularOf } from './singular.js';

const WORDS_AT_MOST = 4;

export interface Occurrences {
  /** Spellings as a noun phrase, folded, with the number of occurrences. */
  readonly spellings: Map<string, number>;
  /** Of these the uses of a spelling with a hyphen before another word: "high-pressure phases". */
  hyphenated: Map<string, number> | undefined;
  /** Words in capitals in running text, and how often each; undefined if there are none. */
  capitals: Map<string, number> | undefined;
  /** In rising order, as papers are read in that order. */
  readonly papers: number[];
  readonly titles: number[];
  /** The words' keys; of an acronym, those of its long form where a paper writes it out. */
  words: readonly string[];
  uses: number;
  /** Uses in the place of a verb: "to grasp objects". */
  asVerb: number;
  /** Uses that end a noun phrase. */
  complete: number;
  /** Words that followed such uses ("finding" in "path finding"), and how often each; undefined if there are none. */
  after: Map<string, number> | undefined;
}

/** One use of a phrase. */
interface Use {
  /** Folded. */
  readonly spelling: string;
  /** Whether it ends its noun phrase. */
  readonly complete: boolean;
  readonly after: string | null;
}

/** Where it is. Papers are read in rising order. */
export interface TextPlace {
  readonly paper: number;
  readonly inTitle: boolean;
  /** Whether capitals of its words say something: see `runningTextOf`. */
  readonly isRunning: boolean;
}

/** Whether a phrase is recorded, by the hash of its key. */
export type IsRecorded = (key: KeyHash) => boolean;

/** Records every run of a chunk's words that ends in a noun and is specific. */
export function noteChunk(
  seen: Map<string, Occurrences>,
  { tokens, after, asVerb }: Chunk,
  place: TextPlace,
  isRecorded: IsRecorded,
): void {
  forEachRun(tokens, (from, to, hash) => {
    if (!isRecorded(hash)) return;
    const run = tokens.slice(from, to + 1);
    const own = run.map(({ key }) => key);
    const key = own.join('');
    const occurrences = seen.get(key) ?? newOccurrences(seen, key, own);
    if (isMember(run)) {
      addOnce(occurrences.papers, place.paper);
      if (place.inTitle) addOnce(occurrences.titles, place.paper);
      return;
    }
    const complete = to === tokens.length - 1;
    if (from === 0 && asVerb) occurrences.asVerb++;
    const spelling = run.map(({ folded }) => folded).join(' ');
    if (place.isRunning) noteCapitals(occurrences, run);
    note(occurrences, place, { spelling, complete, after: complete ? after : null });
  });
}

/** Counts the papers of the same runs. */
export function countChunk(repeated: RepeatedKeys, { tokens }: Chunk, { paper }: TextPlace): void {
  forEachRun(tokens, (_from, _to, hash) => repeated.add(hash, paper));
}

/** Each modifier, and each run of words that ends in a noun and is specific. */
function forEachRun(tokens: readonly Token[], visit: (from: number, to: number, hash: KeyHash) => void): void {
  for (let from = 0; from < tokens.length; from++) {
    const first = tokens[from]!;
    if (first.kind === 'modifier') visit(from, from, first.hash);
    let hash = EMPTY_KEY;
    let says = false;
    for (let to = from; to < Math.min(tokens.length, from + WORDS_AT_MOST); to++) {
      const token = tokens[to]!;
      hash = followedBy(hash, token.hash);
      says ||= token.says;
      if (says && token.kind !== 'modifier') visit(from, to, hash);
    }
  }
}

/** "Superconducting" is not a name, but a paper with that word is about superconductivity. */
function isMember(run: readonly Token[]): boolean {
  return run.length === 1 && run[0]!.kind === 'modifier';
}

/** To a list in rising order of which no later paper is part. */
function addOnce(papers: number[], paper: number): void {
  if (papers.at(-1) !== paper) papers.push(paper);
}

/** Long forms of more words than a phrase may have, or with small words between. */
export function noteLongForms(
  seen: Map<string, Occurrences>,
  { text, words }: Text,
  { longForms, keys }: { readonly longForms: LongForms; readonly keys: Keys },
  place: TextPlace,
): void {
  words.forEach((word, i) => {
    for (const acronym of longForms(word.folded)) {
      const run = words.slice(i, i + acronym.words.length);
      if (
        run.length < acronym.words.length ||
        run.some((each, at) => singularOf(each.folded) !== singularOf(acronym.words[at]!))
      )
        continue;
      const own = keys.ofLong(acronym);
      const key = own.join('');
      const occurrences = seen.get(key) ?? newOccurrences(seen, key, own);
      if (own.length > occurrences.words.length) occurrences.words = own;
      const spelling = fold(text.slice(word.start, run.at(-1)!.end));
      note(occurrences, place, { spelling, complete: true, after: null });
    }
  });
}

/** The acronyms whose long form begins with a folded word, in the singular or plural. */
export type LongForms = (folded: string) => readonly Acronym[];

export function longFormsByFirstWord(acronyms: ReadonlyMap<string, Acronym>): LongForms {
  const byFirst = new Map<string, Acronym[]>();
  for (const acronym of acronyms.values()) {
    const first = singularOf(acronym.words[0]!);
    byFirst.set(first, [...(byFirst.get(first) ?? []), acronym]);
  }
  const known = new Map<string, readonly Acronym[]>();
  return (folded) => {
    let forms = known.get(folded);
    if (forms === undefined) known.set(folded, (forms = byFirst.get(singularOf(folded)) ?? []));
    return forms;
  };
}

function newOccurrences(seen: Map<string, Occurrences>, key: string, words: readonly string[]): Occurrences {
  const occurrences: Occurrences = {
    spellings: new Map(),
    hyphenated: undefined,
    capitals: undefined,
    papers: [],
    titles: [],
    words,
    uses: 0,
    asVerb: 0,
    complete: 0,
    after: undefined,
  };
  seen.set(key, occurrences);
  return occurrences;
}

function noteCapitals(occurrences: Occurrences, run: readonly Token[]): void {
  for (const { capitals } of run) {
    if (capitals === null) continue;
    occurrences.capitals ??= new Map();
    occurrences.capitals.set(capitals, (occurrences.capitals.get(capitals) ?? 0) + 1);
  }
}

function note(occurrences: Occurrences, { paper, inTitle }: TextPlace, { spelling, complete, after }: Use): void {
  addOnce(occurrences.papers, paper);
  occurrences.uses++;
  if (complete) occurrences.complete++;
  if (inTitle) addOnce(occurrences.titles, paper);
  occurrences.spellings.set(spelling, (occurrences.spellings.get(spelling) ?? 0) + 1);
  if (!complete && spelling.includes('-')) {
    occurrences.hyphenated ??= new Map();
    occurrences.hyphenated.set(spelling, (occurrences.hyphenated.get(spelling) ?? 0) + 1);
  }
  if (after === null) return;
  occurrences.after ??= new Map();
  occurrences.after.set(after, (occurrences.after.get(after) ?? 0) + 1);
}
