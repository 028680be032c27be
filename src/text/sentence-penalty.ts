/** Of sentences about as near, which one says most about its paper when it is read alone. */
import { isBackground, isOwnWork, refersBack, saysWhere } from './sentence-roles.js';

/** The penalty of a sentence on other work or on where to find something: it does not say what the paper does. */
const BACKGROUND_COST = 0.06;

/** The penalty of a sentence without "we", "our" or "this paper": half of those introduce the subject of the paper. */
const NOT_OWN_COST = 0.03;

/** The penalty of "However, it …": of two about as near, the one that is clear without the others is shown. */
const REFERS_BACK_COST = 0.04;

/** What is taken off the similarity of a sentence before it is compared with the other sentences of its paper. */
export function penaltyOf(sentence: string): number {
  const isUninformative = isBackground(sentence) || saysWhere(sentence);
  return (
    (isUninformative ? BACKGROUND_COST : 0) +
    (isOwnWork(sentence) ? 0 : NOT_OWN_COST) +
    (refersBack(sentence) ? REFERS_BACK_COST : 0)
  );
}
