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
  readonly papers: Set<number>;
  readonly titles: Set<number>;
  /** The words' keys; of an acronym, those of its long form where a paper writes it out. */
  words: readonly string[];
  uses: number;
  /** Uses that end a noun phrase. */
  complete: number;
  /** Words that followed such uses ("finding" in "path finding"), and how often each. */
  readonly after: Map<string, number>;
}

/** One use of a phrase. */
interface Use {
  /** Folded. */
  readonly spelling: string;
  readonly paper: number;
  readonly inTitle: boolean;
  /** Whether it ends its noun phrase. */
  readonly complete: boolean;
  readonly after: string | null;
}

export type Place = Pick<Use, 'paper' | 'inTitle'>;

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
      const words = tokens.slice(from, to + 1).map((each) => each.key);
      const complete = to === tokens.length - 1;
      note(sightingsOf(seen, key, words), { ...place, spelling, complete, after: complete ? after : null });
    }
  }
}

/** "Superconducting" is not a name, but a paper with that word is about superconductivity. */
function noteMember(seen: Map<string, Sightings>, { kind, key }: Token, { paper, inTitle }: Place): void {
  if (kind !== 'modifier') return;
  const sightings = sightingsOf(seen, key, [key]);
  sightings.papers.add(paper);
  if (inTitle) sightings.titles.add(paper);
}

/** Long forms of more words than a phrase may have, or with small words between. */
export function noteLongForms(
  seen: Map<string, Sightings>,
  { text, words }: Text,
  { longForms, keys }: { readonly longForms: ReadonlyMap<string, Acronym[]>; readonly keys: Keys },
  place: Place,
): void {
  words.forEach((word, i) => {
    for (const acronym of longForms.get(singularOf(word.folded)) ?? []) {
      const run = words.slice(i, i + acronym.words.length);
      if (
        run.length < acronym.words.length ||
        run.some((each, at) => singularOf(each.folded) !== singularOf(acronym.words[at]!))
      )
        continue;
      const own = keys.ofLong(acronym);
      const sightings = sightingsOf(seen, own.join(''), own);
      if (own.length > sightings.words.length) sightings.words = own;
      const spelling = fold(text.slice(word.start, run.at(-1)!.end));
      note(sightings, { ...place, spelling, complete: true, after: null });
    }
  });
}

/** By their first word. */
export function longFormsByFirstWord(acronyms: ReadonlyMap<string, Acronym>): Map<string, Acronym[]> {
  const byFirst = new Map<string, Acronym[]>();
  for (const acronym of acronyms.values()) {
    const first = singularOf(acronym.words[0]!);
    byFirst.set(first, [...(byFirst.get(first) ?? []), acronym]);
  }
  return byFirst;
}

function sightingsOf(seen: Map<string, Sightings>, key: string, words: readonly string[]): Sightings {
  const known = seen.get(key);
  if (known !== undefined) return known;
  const sightings: Sightings = {
    spellings: new Map(),
    papers: new Set(),
    titles: new Set(),
    words,
    uses: 0,
    complete: 0,
    after: new Map(),
  };
  seen.set(key, sightings);
  return sightings;
}

function note(sightings: Sightings, { spelling, paper, inTitle, complete, after }: Use): void {
  sightings.papers.add(paper);
  sightings.uses++;
  if (complete) sightings.complete++;
  if (inTitle) sightings.titles.add(paper);
  sightings.spellings.set(spelling, (sightings.spellings.get(spelling) ?? 0) + 1);
  if (after !== null) sightings.after.set(after, (sightings.after.get(after) ?? 0) + 1);
}
