/**
 * The content words of a text, as stems: without words that build sentences, and without those of every abstract ("in
 * this paper we propose a novel method").
 */
import { CONNECTIVES, STOP_WORDS } from '../../text/stop-words.js';
import { stemOf } from '../../text/words.js';
import { hashOf } from './hash.js';

/** Words with which any abstract describes itself. */
const ABSTRACT_WORDS = new Set(
  (
    'using used use uses based new novel paper work study propose proposed present presented show shows shown ' +
    'results result approach method methods'
  ).split(' '),
);

/** @param word a plain word, see `plain-text.ts` */
export function isContentWord(word: string): boolean {
  return word.length > 1 && !isEmptyWord(word);
}

export function stemHashOf(word: string): number {
  return hashOf(stemOf(word));
}

function isEmptyWord(word: string): boolean {
  return STOP_WORDS.has(word) || CONNECTIVES.has(word) || ABSTRACT_WORDS.has(word);
}
