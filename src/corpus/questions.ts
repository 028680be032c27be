/** The questions to a corpus; each is answered from one snapshot. */
import { collect } from '../maths/batches.js';
import type { Ask } from './access.js';
import { browse, incomplete, streamPapers, timeline } from './browse.js';
import type { Changes } from './changes.js';
import type { Corpus } from './contract.js';
import { findPaper } from './find-paper.js';
import { historyOf } from './history.js';
import type { KeepingUp } from './keeping-up.js';
import { searchText, similarTo } from './search.js';
import { statusOf } from './status.js';

/** Loaded when first used: a search from the shell does not load themes and near-duplicates. */
const themes = () => import('./themes.js');
const duplicates = () => import('./duplicates.js');

type Questions = Omit<Corpus, keyof Changes | keyof KeepingUp | 'doctor' | 'close'>;

export function questions(ask: Ask): Questions {
  return {
    search: (text, options = {}) => ask((index) => searchText(index, text, options)),
    similar: (ids, options = {}) => ask((index) => similarTo(index, ids, options)),
    themes: (options = {}) => ask(async (index) => (await themes()).themesOf(index, options)),
    theme: (id, options = {}) => ask(async (index) => (await themes()).themeOf(index, id, options)),
    themesDiff: (options = {}) => ask(async (index) => (await themes()).themesDiff(index, options)),
    themesOfText: (text, options = {}) => ask(async (index) => (await themes()).themesOfText(index, text, options)),
    previewSplit: (theme, options = {}) =>
      ask(async (index) => (await import('./split-theme.js')).previewSplit(index, theme, options)),
    map: (options = {}) => ask(async (index) => (await import('./map.js')).mapPapers(index, options)),
    duplicates: (options = {}) => ask(async (index) => (await duplicates()).findDuplicates(index, options)),
    difference: (a, b) => ask(async ({ view }) => (await duplicates()).difference(view, a, b)),
    knownAlready: (files, options = {}) =>
      ask(async (index) => (await duplicates()).knownAlready(index, files, options)),
    history: () => ask(({ view }) => historyOf(view)),
    show: (id) => ask(({ view }) => findPaper(view, id)),
    sources: (id) => ask(async ({ view }) => (await import('./paper-sources.js')).sourcesOf(await findPaper(view, id))),
    list: async (filters = {}) => {
      const { papers, missingServers } = await ask((index) => browse(index, filters));
      if (missingServers !== undefined) throw incomplete(missingServers);
      return [...papers];
    },
    browse: (options = {}) => ask((index) => browse(index, options)),
    papers: (options = {}) => streamPapers(ask, options),
    timeline: (filters = {}) => ask((index) => timeline(index, filters)),
    embeddings: () => ask(async ({ view }) => new Map(await collect(view.scanEmbeddings()))),
    status: () => ask(statusOf),
    revision: () => ask(async ({ view }) => view.version),
  };
}
