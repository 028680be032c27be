/** Runs of words that may be in one noun phrase, each word with the key of its spellings. */
import type { Acronym } from '../../../text/acronyms.js';
import { memoize } from '../../../text/memoize.js';
import { compoundParts, type Word } from '../../../text/words.js';
import { adjoins, type Text } from '../../paper-words.js';
import { hashOfKey, type KeyHash } from './repeated-keys.js';
import { singularOf } from './singular.js';
import { isAdjective, isFunctionWord, kindOf, type Usage, type WordKind } from './vocabulary.js';

export interface Token {
  readonly folded: string;
  /** How it is written, if in capitals: "MAP" is not "map". */
  readonly capitals: string | null;
  readonly kind: WordKind;
  /** Whether it is meaningful by itself: a noun is, also in the possessive. */
  readonly says: boolean;
  /** Folded and in the singular, compounds in one, an acronym as its long form, a family as one: see `Keys`. */
  readonly key: string;
  readonly hash: KeyHash;
}

export interface Chunk {
  readonly tokens: readonly Token[];
  /** Whether the word before it calls for a verb: "to grasp objects". */
  readonly asVerb: boolean;
  /** The next word, if no punctuation is between: "finding" in "path finding". In the singular. */
  readonly after: string | null;
}

/** Gives all spellings of a word one key. */
export interface Keys {
  readonly ofWord: (folded: string) => string;
  /** The keys of the words of a long form. */
  readonly ofLong: (acronym: Acronym) => string[];
}

/** @param familyOf the family of a word in the singular */
export function wordKeys(acronyms: ReadonlyMap<string, Acronym>, familyOf: (word: string) => string): Keys {
  const plain = (folded: string): string => {
    const parts = compoundParts(folded);
    return parts.length === 0 ? familyOf(singularOf(folded)) : parts.map(plain).join('');
  };
  const longOf = (folded: string): Acronym | undefined => acronyms.get(folded) ?? acronyms.get(singularOf(folded));
  // One level, so that an acronym may stand in its own long form.
  const ofLong = (acronym: Acronym): string[] =>
    acronym.words.map((word) => (longOf(word)?.words ?? [word]).map(plain).join(''));
  const ofWord = memoize((folded): string => {
    const long = longOf(folded);
    if (long !== undefined) return ofLong(long).join('');
    const parts = compoundParts(folded);
    return parts.length === 0 ? plain(folded) : parts.map(ofWord).join('');
  });
  return { ofWord, ofLong };
}

/** What follows is a verb, except after the preposition "to". */
const CALL_FOR_A_VERB = new Set('to can could may might must will would shall should cannot we they i who'.split(' '));
const CAPITALS = /^\p{Lu}[\p{Lu}\p{N}]+s?$/u;
const POSSESSIVE = /['’]s$/u;

export function chunksOf(text: Text, roleOf: RoleOf): Chunk[] {
  const chunks: Chunk[] = [];
  let tokens: Token[] = [];
  let before: Word | undefined;
  let asVerb = false;
  const close = (after: string | null): void => {
    if (tokens.length > 0) chunks.push({ tokens, asVerb, after });
    tokens = [];
    asVerb = false;
  };
  for (const word of text.words) {
    if (before !== undefined && !adjoins(text, before, word)) close(null);
    before = word;
    const role = roleOf(word);
    if (role.isBreak) {
      close(role.after);
      asVerb = CALL_FOR_A_VERB.has(word.folded);
    } else tokens.push({ folded: word.folded, ...role.token });
  }
  close(null);
  return chunks;
}

/** What a word is in any text: a part of phrases, or what ends them. */
type Role =
  | { readonly isBreak: true; readonly after: string | null }
  | { readonly isBreak: false; readonly token: Omit<Token, 'folded'> };

export type RoleOf = (word: Word) => Role;

/** Each word is looked at once, by its surface. */
export function rolesOf(keys: Keys, usage: Usage): RoleOf {
  const known = new Map<string, Role>();
  return (word) => {
    let role = known.get(word.surface);
    if (role === undefined) known.set(word.surface, (role = newRole(word, keys, usage)));
    return role;
  };
}

function newRole({ surface, folded }: Word, keys: Keys, usage: Usage): Role {
  const plain = folded.replace(POSSESSIVE, '');
  const kind = kindOf(surface.replace(POSSESSIVE, ''), plain, usage);
  if (kind === 'break') return { isBreak: true, after: isFunctionWord(plain) ? null : singularOf(plain) };
  // "Green's functions": the possessive is part of the phrase, but not a phrase by itself.
  const own = plain === folded ? kind : 'modifier';
  const key = keys.ofWord(plain);
  const capitals = CAPITALS.test(surface) ? surface : null;
  return {
    isBreak: false,
    token: { capitals, kind: own, says: kind === 'noun' || isAdjective(plain), key, hash: hashOfKey(key) },
  };
}
