/** A paper as the store holds it, the same for the process that writes and the one that checks. */
export const paperOf = (id) => ({
  id,
  title: `Paper ${id}`,
  abstract: `The abstract of ${id}. ${'It says more. '.repeat(id.length * 3)}`,
  published: '2024-05-06',
  by: null,
  authors: [],
  venue: null,
  url: null,
  comments: null,
  identifiers: {},
  places: [{ file: 'base', line: 1 }],
});
