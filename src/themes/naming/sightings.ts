/** Occurrences of each phrase: its spellings, its papers, and whether it ended a noun phrase. */
import type { Acronym } from '../../text/acronyms.js';
import { fold } from '../../text/words.js';
import type { Text } from '../paper-words.js';
import type { Chunk, Keys, Token } from './chunks.js';
import { singularOf } from './vocabulary.js';

const WORDS_AT_MOST = 4;

export interface Sightings {
  /** Spellings as a noun phrase, folded, with the number of occurrences. */
  readonly spellings: Map<string, number>;
  /** In rising order, as papers are read in that order. */
  readonly papers: number[];
  readonly titles: number[];
  /** The words' keys; of an acronym, those of its long form where a paper writes it out. */
  words: readonly string[];
  uses: number;
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
export interface Place {
  readonly paper: number;
  readonly inTitle: boolean;
}

/** Records every run of a chunk's words that ends in a noun and is specific. */
export function noteChunk(seen: Map<string, Sightings>, { tokens, after }: Chunk, place: Place): void {
  for (let from = 0; from < tokens.length; from++) {
    noteMember(seen, tokens[from]!, place);
    let key = '';
    let spelling = '';
    let says = false;
    for (let to = from; to < Math.min(tokens.length, from + WORDS_AT_MOST); to++) {
      const token = tokens[to]!;
      key += token.key;
      spelling += to === from ? token.folded : ` ${token.folded}`;
      says ||= token.says;
      if (!says || token.kind === 'modifier') continue;
      const sightings = seen.get(key) ?? newSightings(seen, key, keysIn(tokens, from, to));
      const complete = to === tokens.length - 1;
      note(sightings, place, { spelling, complete, after: complete ? after : null });
    }
  }
}

/** "Superconducting" is not a name, but a paper with that word is about superconductivity. */
function noteMember(seen: Map<string, Sightings>, { kind, key }: Token, { paper, inTitle }: Place): void {
  if (kind !== 'modifier') return;
  const sightings = seen.get(key) ?? newSightings(seen, key, [key]);
  addOnce(sightings.papers, paper);
  if (inTitle) addOnce(sightings.titles, paper);
}

function keysIn(tokens: readonly Token[], from: number, to: number): string[] {
  return tokens.slice(from, to + 1).map(({ key }) => key);
}

/** To a list in rising order of which no later paper is part. */
function addOnce(papers: number[], paper: number): void {
  if (papers.at(-1) !== paper) papers.push(paper);
}

/** Long forms of more words than a phrase may have, or with small words between. */
export function noteLongForms(
  seen: Map<string, Sightings>,
  { text, words }: Text,
  { longForms, keys }: { readonly longForms: LongForms; readonly keys: Keys },
  place: Place,
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
      const sightings = seen.get(key) ?? newSightings(seen, key, own);
      if (own.length > sightings.words.length) sightings.words = own;
      const spelling = fold(text.slice(word.start, run.at(-1)!.end));
      note(sightings, place, { spelling, complete: true, after: null });
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

function newSightings(seen: Map<string, Sightings>, key: string, words: readonly string[]): Sightings {
  const sightings: Sightings = {
    spellings: new Map(),
    papers: [],
    titles: [],
    words,
    uses: 0,
    complete: 0,
    after: undefined,
  };
  seen.set(key, sightings);
  return sightings;
}

function note(sightings: Sightings, { paper, inTitle }: Place, { spelling, complete, after }: Use): void {
  addOnce(sightings.papers, paper);
  sightings.uses++;
  if (complete) sightings.complete++;
  if (inTitle) addOnce(sightings.titles, paper);
  sightings.spellings.set(spelling, (sightings.spellings.get(spelling) ?? 0) + 1);
  if (after === null) return;
  sightings.after ??= new Map();
  sightings.after.set(after, (sightings.after.get(after) ?? 0) + 1);
}
