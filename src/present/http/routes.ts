/** Which path asks which verb. The server and the OpenAPI document are both made from this table. */
import type { VerbName } from '../verbs/index.js';

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As fastify writes it: `:id` is a parameter. */
  readonly path: string;
  readonly verb: VerbName;
  readonly summary: string;
  /** What the body is: a JSON object, or files. */
  readonly body?: 'json' | 'files';
  /** Set if the answer is a file and not JSON. */
  readonly gives?: 'file';
}

const get = (path: string, verb: VerbName, summary: string): Route => ({ method: 'GET', path, verb, summary });
const post = (path: string, verb: VerbName, summary: string): Route => ({
  method: 'POST',
  path,
  verb,
  summary,
  body: 'json',
});
const remove = (path: string, verb: VerbName, summary: string): Route => ({ method: 'DELETE', path, verb, summary });

export const routes: readonly Route[] = [
  get('/api/search', 'search', 'The papers most similar to a text'),
  get('/api/similar/:id', 'similar', 'The papers most similar to a paper'),
  get('/api/papers', 'list', 'The papers that pass the filters, sorted'),
  get('/api/timeline', 'timeline', 'How many papers were published in each month'),
  get('/api/papers/:id', 'show', 'One paper in full'),
  { ...post('/api/papers', 'add', 'Add the papers of files'), body: 'files' },
  remove('/api/papers/:id', 'remove', 'Remove a paper and its derived data'),
  get('/api/themes', 'themes', 'The themes of the collection, each with its papers'),
  get('/api/themes/brief', 'themesBrief', 'The themes of the collection, each with the ids of its papers alone'),
  get('/api/themes/diff', 'themesDiff', 'What changed in the themes since papers were last added or removed'),
  get('/api/themes/of', 'themesOf', 'The themes that a text, or a paper, is most similar to'),
  get('/api/themes/:id', 'theme', 'One theme in full'),
  get('/api/themes/:id/papers', 'themePapers', 'The papers of a theme, most central first'),
  get('/api/themes/:id/split', 'previewSplit', 'The parts that a split would give; nothing is saved'),
  post('/api/themes/number', 'numberThemes', 'Choose the number of themes, or let it be chosen from the data'),
  post('/api/themes/rename', 'renameTheme', 'Rename a theme'),
  post('/api/themes/merge', 'mergeThemes', 'Merge a theme into another'),
  post('/api/themes/unmerge', 'unmergeTheme', 'Undo the merge of a theme'),
  post('/api/themes/split', 'splitTheme', 'Split a theme into two or more'),
  post('/api/themes/unsplit', 'unsplitTheme', 'Undo the split of a theme'),
  post('/api/themes/unpin', 'unpinPaper', 'Undo the pin of a paper'),
  post('/api/themes/pin', 'pinPaper', 'Pin a paper to a theme'),
  get('/api/duplicates', 'duplicates', 'Groups of near-duplicates, with the evidence'),
  get('/api/duplicates/diff', 'difference', 'How two papers differ, word by word'),
  post('/api/duplicates/merge', 'merge', 'Merge several papers into one'),
  post('/api/duplicates/ignore', 'ignore', 'Mark two papers as not duplicates'),
  {
    ...post('/api/duplicates/against', 'against', 'Which papers of files are in the collection; adds nothing'),
    body: 'files',
  },
  get('/api/history', 'history', 'Changes made by a person, latest first'),
  post('/api/undo', 'undo', 'Undo a change'),
  get('/api/map', 'map', 'The map: a point for each paper, similar papers close together'),
  { ...get('/api/export', 'export', 'Papers as a file for other programs'), gives: 'file' },
  { ...post('/api/export', 'export', 'As with GET, for more papers than fit into a URL'), gives: 'file' },
  get('/api/digest', 'digest', 'What is new, by tag, saved search and theme'),
  post('/api/digest/read', 'digestRead', 'Marks a digest as read'),
  get('/api/feed', 'feed', 'The latest papers; /feed.atom has them as Atom'),
  get('/api/trending', 'trending', 'The most discussed recent papers, and themes whose share grows'),
  get('/api/searches', 'savedSearches', 'Saved searches'),
  post('/api/searches', 'saveSearch', 'Saves a search'),
  remove('/api/searches/:name', 'removeSearch', 'Removes a saved search'),
  get('/api/marks', 'marks', 'Tags, reading state and notes of every marked paper'),
  post('/api/marks/read', 'markRead', 'Marks papers as read'),
  post('/api/marks/unread', 'markUnread', 'Marks papers as unread'),
  post('/api/marks/note', 'note', 'Writes a note on a paper'),
  get('/api/tags', 'tags', 'All tags with the number of their papers'),
  get('/api/tags/:name', 'tag', 'The papers of a tag'),
  post('/api/tags/:name', 'tagPapers', 'Tags papers'),
  post('/api/tags/:name/remove', 'untagPapers', 'Removes a tag from papers'),
  post('/api/tags/:name/rename', 'renameTag', 'Renames a tag'),
  get('/api/recommend', 'recommend', 'Recommended papers for a tag or for given papers'),
  get('/api/status', 'status', 'Size and state of the index'),
];
