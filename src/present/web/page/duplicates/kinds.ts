import type { DuplicatePair } from '../api/answers.js';

/** Names of the kinds of evidence. */
export const kindText: Readonly<Record<DuplicatePair['kind'], string>> = {
  'same-id': 'same identifier',
  'same-title': 'same title',
  'same-text': 'same text',
  rewritten: 'rewritten',
  contained: 'one contains the other',
};
