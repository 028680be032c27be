import type { DuplicatePair } from '../api/answers.js';

/** How the layers that found a pair are named to a person. */
export const kindText: Readonly<Record<DuplicatePair['kind'], string>> = {
  'same-id': 'same identifier',
  'same-title': 'same title',
  'same-text': 'same text',
  rewritten: 'rewritten',
  contained: 'one holds the other',
};
