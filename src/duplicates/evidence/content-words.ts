/**
 * The content words of a text, as stems: without words that build sentences, and without those of every abstract ("in
 * this paper we propose a novel method").
 */
import { CONNECTIVES, STOP_WORDS } from '../../text/stop-words.js';
import { stemOf } from '../../text/words.js';

/** Words with which any abstract describes itself. */
const ABSTRACT_WORDS = new Set(
  (
    'using used use uses based new novel paper work study propose proposed present presented show shows shown ' +
    'results result approach method methods'
  ).split(' '),
);

/** In order, with repeats. @param words plain words, see `plain-text.ts` */
export function contentStems(words: readonly string[]): string[] {
  return words.filter((word) => word.length > 1 && !isEmptyWord(word)).map(stemOf);
}

function isEmptyWord(word: string): boolean {
  return STOP_WORDS.has(word) || CONNECTIVES.has(word) || ABSTRACT_WORDS.has(word);
}
