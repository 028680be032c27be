/** The tools: input, output and the verb of each. All only read. */
import { z } from 'zod';
import { cursor } from '../verbs/cursor.js';
import { verbs } from '../verbs/index.js';
import { MOST_AT_ONCE } from '../verbs/verb.js';
import { changeTools } from './change-tools.js';
import { exportTool } from './export-tool.js';
import { keepingUpTools } from './keeping-up-tools.js';
import { listTools } from './list-tools.js';
import { shapes } from './shapes.js';
import {
  duplicatesText,
  paperText,
  rankedText,
  splitText,
  statusText,
  themesOfText,
  themesText,
  themeText,
} from './summary.js';
import { type Tool, tool } from './tool.js';
import { cutDuplicates, cutRanked, cutShown, cutSplit, cutTheme, cutThemes } from './truncate.js';

/** Papers of a theme on a page, about 1,500 tokens of text; more are rarely read. */
const THEME_PAPERS = 50;

const goOn = { cursor: cursor.at.optional() };

const searchRequest = verbs.search.request
  .omit({ q: true, explain: true })
  .extend({ query: verbs.search.request.shape.q });

export const tools: readonly Tool[] = [
  tool({
    name: 'search_papers',
    title: 'Search papers',
    description:
      'Find papers similar to a query, most similar first, each with its best matching sentence. The query is a ' +
      'keyword, an acronym, a sentence or a whole abstract. Reports if no paper matches.',
    verb: 'search',
    input: searchRequest,
    output: shapes.ranked,
    request: ({ query, ...rest }) => ({ q: query, ...rest }),
    cut: (answer, args) => cutRanked(answer, args.cursor),
    text: rankedText,
  }),
  tool({
    name: 'similar_papers',
    title: 'Similar papers',
    description: 'Find papers similar to one or more papers of the collection, given by id.',
    verb: 'similar',
    output: shapes.ranked,
    cut: (answer, args) => cutRanked(answer, args.cursor),
    text: rankedText,
  }),
  tool({
    name: 'get_paper',
    title: 'Get a paper',
    description:
      'Get one paper by its id: title, abstract, date, authors, venue, volume, issue, pages, type, publisher, ' +
      'keywords, identifiers, sources, tags and note. ' +
      '`sources` adds why its sources are one paper: the identifier or text that they share.',
    verb: 'show',
    input: verbs.show.request.extend(goOn),
    output: shapes.paper,
    request: ({ id, sources }) => ({ id, sources }),
    cut: (answer, args) => cutShown(answer, args.cursor),
    text: paperText,
  }),
  ...listTools,
  tool({
    name: 'list_themes',
    title: 'List themes',
    description:
      'List the themes of the collection, largest first, each with a label and terms, and the areas that they belong ' +
      'to. get_theme lists the papers of one theme.',
    verb: 'themesBrief',
    input: verbs.themesBrief.request.extend(goOn),
    output: shapes.themes,
    request: ({ cursor: _, ...rest }) => rest,
    cut: (answer, args) => cutThemes(answer, args.cursor),
    text: themesText,
  }),
  tool({
    name: 'get_theme',
    title: 'Get a theme',
    description:
      'Get one theme with its papers, most central first, by id or label: 50 at a time, or `limit`. `within` adds ' +
      'its subthemes, which takes seconds.',
    verb: 'theme',
    input: verbs.theme.request.extend({
      ...goOn,
      limit: z.int().min(1).max(MOST_AT_ONCE).default(THEME_PAPERS).meta({ description: 'How many papers.' }),
      within: z.boolean().optional().meta({ description: 'Also list the themes within the theme.' }),
    }),
    output: shapes.theme,
    request: ({ id, within = false }) => ({ id, within }),
    cut: cutTheme,
    text: themeText,
  }),
  tool({
    name: 'themes_of_text',
    title: 'Themes of a text',
    description: 'Find the themes that a text, or a paper given by its whole id, is most similar to. Changes nothing.',
    verb: 'themesOf',
    output: shapes.themesOf,
    text: themesOfText,
  }),
  tool({
    name: 'preview_split',
    title: 'Preview a split',
    description: 'Show which papers each part would have if a theme were split. Changes nothing.',
    verb: 'previewSplit',
    input: verbs.splitTheme.request,
    output: shapes.splitPreview,
    request: ({ theme, ...rest }) => ({ id: theme, ...rest }),
    cut: cutSplit,
    text: splitText,
  }),
  tool({
    name: 'find_duplicates',
    title: 'Find near-duplicates',
    description: 'Find groups of near-duplicate papers, with evidence for each pair and the suggested paper to keep.',
    verb: 'duplicates',
    input: verbs.duplicates.request.omit({ titles: true, borderline: true }),
    output: shapes.duplicates,
    request: (args) => ({ ...args, titles: true }),
    cut: (answer, args) => cutDuplicates(answer, args.cursor),
    text: duplicatesText,
  }),
  ...keepingUpTools,
  ...changeTools,
  exportTool,
  tool({
    name: 'corpus_status',
    title: 'Status of the collection',
    description: 'Get the number of papers in the collection and the model that embedded them.',
    verb: 'status',
    output: shapes.status,
    cut: ({ papers, model }) => ({ papers, model }),
    text: statusText,
  }),
];
