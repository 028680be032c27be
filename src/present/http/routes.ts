/** Which path asks which verb. The server and the OpenAPI document are both made from this table. */
import type { VerbName } from '../verbs/index.js';
import { keepingUpRoutes } from './keeping-up-routes.js';

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

export const routes: readonly Route[] = [
  { method: 'GET', path: '/api/search', verb: 'search', summary: 'The papers most similar to a text' },
  { method: 'GET', path: '/api/similar/:id', verb: 'similar', summary: 'The papers most similar to a paper' },
  { method: 'GET', path: '/api/papers', verb: 'list', summary: 'The papers that pass the filters, sorted' },
  { method: 'GET', path: '/api/timeline', verb: 'timeline', summary: 'How many papers were published in each month' },
  { method: 'GET', path: '/api/papers/:id', verb: 'show', summary: 'One paper in full' },
  { method: 'POST', path: '/api/papers', verb: 'add', summary: 'Add the papers of files', body: 'files' },
  {
    method: 'DELETE',
    path: '/api/papers/:id',
    verb: 'remove',
    summary: 'Remove a paper and its derived data',
  },
  {
    method: 'GET',
    path: '/api/themes',
    verb: 'themes',
    summary: 'The themes of the collection, each with its papers',
  },
  {
    method: 'GET',
    path: '/api/themes/diff',
    verb: 'themesDiff',
    summary: 'What changed between the last two runs of themes',
  },
  {
    method: 'GET',
    path: '/api/themes/of',
    verb: 'themesOf',
    summary: 'The themes that a text, or a paper, is most similar to',
  },
  { method: 'GET', path: '/api/themes/:id', verb: 'theme', summary: 'One theme in full' },
  {
    method: 'POST',
    path: '/api/themes/rename',
    verb: 'renameTheme',
    summary: 'Rename a theme',
    body: 'json',
  },
  {
    method: 'POST',
    path: '/api/themes/merge',
    verb: 'mergeThemes',
    summary: 'Merge a theme into another',
    body: 'json',
  },
  {
    method: 'POST',
    path: '/api/themes/unmerge',
    verb: 'unmergeTheme',
    summary: 'Undo the merge of a theme',
    body: 'json',
  },
  {
    method: 'POST',
    path: '/api/themes/unpin',
    verb: 'unpinPaper',
    summary: 'Undo the pin of a paper',
    body: 'json',
  },
  {
    method: 'POST',
    path: '/api/themes/pin',
    verb: 'pinPaper',
    summary: 'Pin a paper to a theme',
    body: 'json',
  },
  {
    method: 'GET',
    path: '/api/duplicates',
    verb: 'duplicates',
    summary: 'Groups of near-duplicates, with the evidence',
  },
  { method: 'GET', path: '/api/duplicates/diff', verb: 'difference', summary: 'How two papers differ, word by word' },
  {
    method: 'POST',
    path: '/api/duplicates/merge',
    verb: 'merge',
    summary: 'Merge several papers into one',
    body: 'json',
  },
  {
    method: 'POST',
    path: '/api/duplicates/ignore',
    verb: 'ignore',
    summary: 'Mark two papers as not duplicates',
    body: 'json',
  },
  { method: 'GET', path: '/api/history', verb: 'history', summary: 'Changes made by a person, latest first' },
  { method: 'POST', path: '/api/undo', verb: 'undo', summary: 'Undo a change', body: 'json' },
  {
    method: 'GET',
    path: '/api/map',
    verb: 'map',
    summary: 'The map: a point for each paper, similar papers close together',
  },
  { method: 'GET', path: '/api/export', verb: 'export', summary: 'Papers as a file for other programs', gives: 'file' },
  {
    method: 'POST',
    path: '/api/export',
    verb: 'export',
    summary: 'As with GET, for more papers than fit into a URL',
    body: 'json',
    gives: 'file',
  },
  ...keepingUpRoutes,
  { method: 'GET', path: '/api/status', verb: 'status', summary: 'Size and state of the index' },
];
