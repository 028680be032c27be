/** Paths for marks, recommendations and the digest. */
import type { Route } from './route.js';

export const keepingUpRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/digest', verb: 'digest', summary: 'What is new, by tag, saved search and theme' },
  {
    method: 'POST',
    path: '/api/digest/read',
    verb: 'digestRead',
    summary: 'Marks a digest as read',
    body: 'json',
  },
  { method: 'GET', path: '/api/feed', verb: 'feed', summary: 'The latest papers; /feed.atom has them as Atom' },
  {
    method: 'GET',
    path: '/api/trending',
    verb: 'trending',
    summary: 'The most discussed recent papers, and themes whose share grows',
  },
  { method: 'GET', path: '/api/searches', verb: 'savedSearches', summary: 'Saved searches' },
  { method: 'POST', path: '/api/searches', verb: 'saveSearch', summary: 'Saves a search', body: 'json' },
  { method: 'DELETE', path: '/api/searches/:name', verb: 'removeSearch', summary: 'Removes a saved search' },
  { method: 'GET', path: '/api/marks', verb: 'marks', summary: 'Tags, reading state and notes of every marked paper' },
  { method: 'POST', path: '/api/marks/read', verb: 'markRead', summary: 'Marks papers as read', body: 'json' },
  { method: 'POST', path: '/api/marks/unread', verb: 'markUnread', summary: 'Marks papers as unread', body: 'json' },
  { method: 'POST', path: '/api/marks/note', verb: 'note', summary: 'Writes a note on a paper', body: 'json' },
  { method: 'GET', path: '/api/tags', verb: 'tags', summary: 'All tags with the number of their papers' },
  { method: 'GET', path: '/api/tags/:name', verb: 'tag', summary: 'The papers of a tag' },
  { method: 'POST', path: '/api/tags/:name', verb: 'tagPapers', summary: 'Tags papers', body: 'json' },
  {
    method: 'POST',
    path: '/api/tags/:name/remove',
    verb: 'untagPapers',
    summary: 'Removes a tag from papers',
    body: 'json',
  },
  { method: 'POST', path: '/api/tags/:name/rename', verb: 'renameTag', summary: 'Renames a tag', body: 'json' },
  {
    method: 'GET',
    path: '/api/recommend',
    verb: 'recommend',
    summary: 'Recommended papers for a tag or for given papers',
  },
];
