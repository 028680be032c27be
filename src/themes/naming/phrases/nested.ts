/**
 * Phrases of a group that stand inside longer ones.
 *
 * A phrase that a group's papers use almost only inside a longer one is a fragment of it: "regulatory networks" where
 * all write "gene regulatory networks" (the nested terms of C-value: Frantzi, Ananiadou & Mima 2000, "Automatic
 * recognition of multi-word terms"). The other way round, a generic word at the end that most papers leave out says
 * nothing: "reasoning tasks" where most write "reasoning". Neither is a name of that group. Figures:
 * `test/bench/theme-names.md`.
 */
import { fold } from '../../../text/words.js';
import { isBland } from '../vocabulary/vocabulary.js';
import { byKey, type PhraseSupport } from './candidates.js';
import { isEstablished, type Phrase } from './phrase.js';

/** A phrase yields to a longer one with this share of its papers … */
const PIECE_SHARE = 0.8;
/** … and to a shorter one of which it has less than this share, if the rest of it is generic. */
const TAIL_SHARE = 0.5;
const PAPERS_AT_LEAST = 2;

/** For each phrase the one that is written instead of it; those that are written as they are, are not keys. */
export function fullForms<P extends Nested>(list: readonly P[]): Map<P, P> {
  const fair = list.filter((one) => one.fair && one.papers.length >= PAPERS_AT_LEAST);
  const forms = new Map<P, P>();
  for (const one of fair) {
    const [form] = fair
      .filter((other) => yieldsTo(one, other))
      .sort((a, b) => b.papers.length - a.papers.length || byKey(a, b));
    if (form !== undefined) forms.set(one, form);
  }
  return forms;
}

type Nested = Pick<PhraseSupport, 'fair' | 'phrase' | 'papers'>;

function yieldsTo(one: Nested, other: Nested): boolean {
  const [papers, others] = [one.papers.length, other.papers.length];
  const at = placeIn(other.phrase, one.phrase);
  if (at >= 0) return others >= PIECE_SHARE * papers && tells(other.phrase, at) && !abbreviates(other, one);
  return (
    placeIn(one.phrase, other.phrase) === 0 &&
    !isEstablished(one.phrase) &&
    one.phrase.words.length === other.phrase.words.length + 1 &&
    isBland(fold(one.phrase.text.split(' ').at(-1)!)) &&
    papers < TAIL_SHARE * others
  );
}

/** Whether a longer phrase is known as a term, or begins with a word that says something. */
function tells(whole: Phrase, at: number): boolean {
  const words = whole.text.split(' ');
  return at === 0 ? isEstablished(whole) : words.slice(0, at).some((word) => !isBland(fold(word)));
}

/** "CTR prediction" is no better than "click-through rate". */
function abbreviates({ phrase: whole }: Nested, { phrase: piece }: Nested): boolean {
  return /\p{Lu}{2}/u.test(whole.text) && !/\p{Lu}{2}/u.test(piece.text);
}

/** Where the words of a phrase are in a longer one, or −1. */
function placeIn({ words: whole }: Phrase, { words: piece }: Phrase): number {
  for (let at = 0; at + piece.length <= whole.length; at++)
    if (piece.length < whole.length && piece.every((word, i) => word === whole[at + i])) return at;
  return -1;
}
