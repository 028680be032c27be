/** The tools: what each takes and gives, and the verb it asks. All only read. */
import { z } from 'zod';
import { cursor } from '../verbs/cursor.js';
import { verbs } from '../verbs/index.js';
import { changeTools } from './change-tools.js';
import { exportTool } from './export-tool.js';
import { keepingUpTools } from './keeping-up-tools.js';
import { shapes } from './shapes.js';
import { duplicatesText, paperText, rankedText, statusText, themesOfText, themesText, themeText } from './summary.js';
import { type Tool, tool } from './tool.js';
import { cutDuplicates, cutRanked, cutShown, cutTheme, cutThemes } from './truncate.js';

const goOn = { cursor: cursor.at.optional() };

const searchRequest = verbs.search.asked.omit({ q: true }).extend({ query: verbs.search.asked.shape.q });

export const tools: readonly Tool[] = [
  tool({
    name: 'search_papers',
    title: 'Search papers',
    description:
      'Find papers similar to a query, most similar first, each with its best matching sentence. The query is a keyword, an acronym, a sentence or a whole abstract. Says so if no paper matches.',
    verb: 'search',
    takes: searchRequest,
    gives: shapes.ranked,
    request: ({ query, ...rest }) => ({ q: query, ...rest }),
    cut: (answer, taken) => cutRanked(answer, taken.cursor),
    text: rankedText,
  }),
  tool({
    name: 'similar_papers',
    title: 'Similar papers',
    description: 'Find papers similar to one or more papers of the collection, given by id.',
    verb: 'similar',
    takes: verbs.similar.asked,
    gives: shapes.ranked,
    request: (taken) => taken,
    cut: (answer, taken) => cutRanked(answer, taken.cursor),
    text: rankedText,
  }),
  tool({
    name: 'get_paper',
    title: 'Get a paper',
    description: 'Get one paper by its id: title, abstract, date, authors, venue, identifiers and sources.',
    verb: 'show',
    takes: verbs.show.asked.extend(goOn),
    gives: shapes.paper,
    request: ({ id }) => ({ id }),
    cut: (answer, taken) => cutShown(answer, taken.cursor),
    text: paperText,
  }),
  tool({
    name: 'list_themes',
    title: 'List themes',
    description:
      'List the themes of the collection, largest first, each with a label, terms and its most central papers. get_theme gives all papers of one.',
    verb: 'themes',
    takes: verbs.themes.asked.extend(goOn),
    gives: shapes.themes,
    request: ({ cursor: _, ...rest }) => rest,
    cut: (answer, taken) => cutThemes(answer, taken.cursor),
    text: themesText,
  }),
  tool({
    name: 'get_theme',
    title: 'Get a theme',
    description:
      'Get one theme with its papers, most central first, by its id or its label. Ask for the themes within it with `within`.',
    verb: 'theme',
    takes: verbs.theme.asked.extend({
      ...goOn,
      within: z.boolean().optional().meta({ description: 'Also list the themes within the theme.' }),
    }),
    gives: shapes.theme,
    request: ({ id }) => ({ id }),
    cut: cutTheme,
    text: themeText,
  }),
  tool({
    name: 'themes_of_text',
    title: 'Themes of a text',
    description: 'Find the themes that a text, or a paper given by id, is most similar to. Changes nothing.',
    verb: 'themesOf',
    takes: verbs.themesOf.asked,
    gives: shapes.themesOf,
    request: (taken) => taken,
    cut: (answer) => answer,
    text: themesOfText,
  }),
  tool({
    name: 'find_duplicates',
    title: 'Find near-duplicates',
    description:
      'Find groups of near-duplicate papers, with the evidence for each pair and the paper worth keeping. Changes nothing.',
    verb: 'duplicates',
    takes: verbs.duplicates.asked,
    gives: shapes.duplicates,
    request: (taken) => taken,
    cut: (answer, taken) => cutDuplicates(answer, taken.cursor),
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
    takes: verbs.status.asked,
    gives: shapes.status,
    request: () => ({}),
    cut: ({ papers, model }) => ({ papers, model }),
    text: statusText,
  }),
];
