import { NOTHING_ELSE } from '../bench/title-and-abstract.mjs';

/** A paper as the store holds it, the same for the process that writes and the one that checks. */
export const paperOf = (id) => ({
  id,
  title: `Paper ${id}`,
  abstract: `The abstract of ${id}. ${'It says more. '.repeat(id.length * 3)}`,
  ...NOTHING_ELSE,
  published: '2024-05-06',
  places: [{ file: 'base', line: 1, title: `Paper ${id}`, keys: [] }],
});
