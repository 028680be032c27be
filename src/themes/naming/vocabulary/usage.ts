/**
 * The neighbours of a word show its part of speech: "we prompt the model", "by prompting, …", "a superconducting
 * qubit".
 */
import { adjoins, type PaperText } from '../../paper-words.js';
import { AFTER_A_NOUN, AFTER_A_VERB, BEFORE_A_NOUN_PHRASE, BEFORE_A_VERB, type Usage } from './vocabulary.js';

/** A word in -ing names an activity where this share of its uses is followed as nouns are. */
const ACTIVITY_SHARE = 0.25;
/** A word in -ing is an adjective if this share of its uses is between an article and another word. */
const ADJECTIVE_SHARE = 0.15;
/** A word is a verb if this share of its uses is in the position of verbs. */
const VERB_SHARE = 0.35;
/** Minimum number of uses. */
const USES_AT_LEAST = 2;

interface Uses {
  all: number;
  asNoun: number;
  asVerb: number;
  /** Of these the uses before an object: "we prompt the model". */
  withObject: number;
  asAdjective: number;
}

export function usageIn(readings: readonly PaperText[]): Usage {
  const uses = new Map<string, Uses>();
  for (const { abstract } of readings) {
    const { words } = abstract;
    words.forEach((word, i) => {
      const next = words[i + 1];
      const before = words[i - 1]?.folded ?? '';
      const ends = next === undefined || !adjoins(abstract, word, next);
      let count = uses.get(word.folded);
      if (count === undefined) uses.set(word.folded, (count = newUses()));
      count.all++;
      if (ends || AFTER_A_NOUN.has(next.folded)) count.asNoun++;
      else if (BEFORE_A_NOUN_PHRASE.has(before)) count.asAdjective++;
      const hasObject = !ends && AFTER_A_VERB.has(next.folded);
      if (hasObject) count.withObject++;
      if (hasObject || BEFORE_A_VERB.has(before)) count.asVerb++;
    });
  }
  const used = (as: 'asNoun' | 'asVerb' | 'asAdjective', share: number): string[] =>
    [...uses]
      .filter(([, count]) => count[as] >= leastUses(as, count) && count[as] >= share * count.all)
      .map(([word]) => word);
  const inIng = (word: string) => word.endsWith('ing');
  return {
    activities: new Set(used('asNoun', ACTIVITY_SHARE).filter(inIng)),
    adjectives: new Set(used('asAdjective', ADJECTIVE_SHARE).filter(inIng)),
    verbs: new Set(used('asVerb', VERB_SHARE)),
  };
}

function newUses(): Uses {
  return { all: 0, asNoun: 0, asVerb: 0, withObject: 0, asAdjective: 0 };
}

/** One use as a verb with an object is enough for a word that is never in the position of nouns. */
function leastUses(as: keyof Uses, { asNoun, withObject }: Uses): number {
  return as === 'asVerb' && withObject > 0 && asNoun === 0 ? 1 : USES_AT_LEAST;
}
