/** The other fields of a paper of which only its title and abstract are known. */
export const NOTHING_ELSE = {
  published: null,
  by: null,
  authors: [],
  venue: null,
  url: null,
  comments: null,
  identifiers: {},
  places: [],
};
