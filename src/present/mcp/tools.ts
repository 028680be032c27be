/** The tools: what each takes and gives, and the verb it asks. All only read. */
import { z } from 'zod';
import type { Ask } from '../threads/threads.js';
import { cursor } from '../verbs/cursor.js';
import { type Asked, type VerbName, verbs } from '../verbs/index.js';
import { sayDuplicates, sayPaper, sayRanked, sayStatus, sayTheme, sayThemes } from './summary.js';
import { cutDuplicates, cutRanked, cutShown, cutTheme, cutThemes } from './truncate.js';

export interface ToolAnswer {
  readonly structured: Record<string, unknown>;
  readonly text: string;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly takes: z.ZodObject;
  readonly gives: z.ZodObject;
  answer(ask: Ask, taken: Record<string, unknown>, signal: AbortSignal): Promise<ToolAnswer>;
}

interface Making<A extends z.ZodObject, B extends z.ZodObject, V extends VerbName> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly verb: V;
  readonly takes: A;
  readonly gives: B;
  /** From what the tool took to what the verb asks. */
  asked(taken: z.output<A>): Asked<V>;
  cut(answer: z.output<(typeof verbs)[V]['answered']>, taken: z.output<A>): z.output<B>;
  say(answer: z.output<B>): string;
}

function tool<A extends z.ZodObject, B extends z.ZodObject, V extends VerbName>({
  verb,
  asked,
  cut,
  say,
  ...rest
}: Making<A, B, V>): Tool {
  return {
    ...rest,
    answer: async (ask, taken, signal) => {
      const { json } = await ask(verb, asked(taken as z.output<A>), { signal });
      const answer = cut(JSON.parse(json!) as never, taken as z.output<A>);
      return { structured: answer, text: say(answer) };
    },
  };
}

const next = z.string().nullable().meta({ description: 'Cursor to what comes after; null at the end.' });
const goOn = { cursor: cursor.at.optional() };

const asksSearch = verbs.search.asked.omit({ q: true }).extend({ query: verbs.search.asked.shape.q });

export const tools: readonly Tool[] = [
  tool({
    name: 'search_papers',
    title: 'Search papers',
    description:
      'Papers of the corpus about a query, nearest first, each with the sentence that tells why. The query is a keyword, an acronym, a sentence or a whole abstract. Says so when nothing in the corpus is about it.',
    verb: 'search',
    takes: asksSearch,
    gives: verbs.search.answered,
    asked: ({ query, ...rest }) => ({ q: query, ...rest }),
    cut: (answer, taken) => cutRanked(answer, taken.cursor),
    say: sayRanked,
  }),
  tool({
    name: 'similar_papers',
    title: 'Similar papers',
    description: 'Papers of the corpus that are nearest to one or several of its papers, given by id.',
    verb: 'similar',
    takes: verbs.similar.asked,
    gives: verbs.similar.answered,
    asked: (taken) => taken,
    cut: (answer, taken) => cutRanked(answer, taken.cursor),
    say: sayRanked,
  }),
  tool({
    name: 'get_paper',
    title: 'Get a paper',
    description: 'One paper whole, by its id: title, abstract, date, byline, identifiers, and where it was met.',
    verb: 'show',
    takes: verbs.show.asked.extend(goOn),
    gives: verbs.show.answered.extend({ next }),
    asked: ({ id }) => ({ id }),
    cut: (answer, taken) => cutShown(answer, taken.cursor),
    say: sayPaper,
  }),
  tool({
    name: 'list_themes',
    title: 'List themes',
    description:
      'What the corpus is about: its themes by size, each with a label, terms and its most central papers. get_theme gives all papers of one.',
    verb: 'themes',
    takes: verbs.themes.asked.extend(goOn),
    gives: verbs.themes.answered.extend({ next }),
    asked: ({ cursor: _, ...rest }) => rest,
    cut: (answer, taken) => cutThemes(answer, taken.cursor),
    say: sayThemes,
  }),
  tool({
    name: 'get_theme',
    title: 'Get a theme',
    description: 'One theme with its papers, most central first, by an id that list_themes gave.',
    verb: 'theme',
    takes: verbs.theme.asked.extend(goOn),
    gives: verbs.theme.answered.extend({ next }),
    asked: ({ id }) => ({ id }),
    cut: (answer, taken) => cutTheme(answer, taken.cursor),
    say: sayTheme,
  }),
  tool({
    name: 'find_duplicates',
    title: 'Find near-duplicates',
    description:
      'Groups of papers that say the same thing twice, with the evidence for each pair and the paper worth keeping. Changes nothing.',
    verb: 'duplicates',
    takes: verbs.duplicates.asked,
    gives: verbs.duplicates.answered,
    asked: (taken) => taken,
    cut: (answer, taken) => cutDuplicates(answer, taken.cursor),
    say: sayDuplicates,
  }),
  tool({
    name: 'corpus_status',
    title: 'Corpus status',
    description: 'How many papers the corpus holds, and the model that they were embedded with.',
    verb: 'status',
    takes: verbs.status.asked,
    gives: verbs.status.answered,
    asked: () => ({}),
    cut: (answer) => answer,
    say: sayStatus,
  }),
];
