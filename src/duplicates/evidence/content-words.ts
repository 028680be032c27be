/**
 * The words of a text that carry what it says, as stems: without those that only build sentences, and without those by
 * which every abstract speaks of itself ("in this paper we propose a novel method").
 */
import { stemOf } from '../../text/words.js';

const SENTENCE_WORDS =
  'a an the of on in for to and or with via by from is are be been was were as at its it how what why when which who whose that this ' +
  'these those than then there their they them we us our i you he she his her not no nor do does did can could may might will would ' +
  'shall should must has have had having being such also more most less least many much some any all each every both either neither ' +
  'other another same own only very too so if but while although though because since until unless during before after above below ' +
  'between among into onto over under through across against about within without toward towards upon per up down out off again ' +
  'further here where however therefore thus hence moreover furthermore finally additionally respectively one two three first second';
const ABSTRACT_WORDS =
  'using used use uses based new novel paper work study propose proposed present presented show shows shown results result approach method methods';

const CARRY_NOTHING = new Set(`${SENTENCE_WORDS} ${ABSTRACT_WORDS}`.split(' '));

/** In order, with repeats. @param words plain words, see `plain-text.ts` */
export function contentStems(words: readonly string[]): string[] {
  return words.filter((word) => word.length > 1 && !CARRY_NOTHING.has(word)).map(stemOf);
}
