/** Tools that list papers by filters alone, and the tags to filter by. They change nothing. */
import type { z } from 'zod';
import { counted } from '../../counted.js';
import { onOneLine } from '../plain-text.js';
import { answerTo } from '../threads/ask.js';
import { verbs } from '../verbs/index.js';
import { shapes } from './shapes.js';
import { listText } from './summary.js';
import { type Tool, tool } from './tool.js';
import { cutList } from './truncate.js';

const takes = verbs.list.request;

const listPapers: Tool = {
  name: 'list_papers',
  title: 'List papers',
  description:
    'List the papers that pass filters, without a query: of a period, theme or tag, unread, or with a note. Each has ' +
    'the tags and the note that the person gave it.',
  input: takes,
  output: shapes.list,
  answer: async (ask, args, signal) => {
    const request = takes.parse(args);
    const list = (limit: number) => answerTo(ask, 'list', { ...request, limit }, { signal });
    const answer = await list(request.limit);
    const cut = cutList(answer, await answerTo(ask, 'marks', {}, { signal }));
    // Only the library can give a cursor into a list.
    const { next } = cut.papers.length < answer.papers.length ? await list(cut.papers.length) : answer;
    const page: z.output<typeof shapes.list> = { ...cut, next };
    return { structured: page, text: listText(page) };
  },
};

export const listTools: readonly Tool[] = [
  listPapers,
  tool({
    name: 'list_tags',
    title: 'List tags',
    description:
      'List the tags that the person gave to papers, with the number of papers and of unread papers of each.',
    verb: 'tags',
    output: shapes.tags,
    cut: ({ tags }) => ({ tags: tags.map(({ name, papers, unread }) => ({ name, papers, unread })) }),
    text: ({ tags }) =>
      tags.length === 0
        ? 'There are no tags.'
        : tags
            .map(({ name, papers, unread }) => `- ${onOneLine(name)}: ${counted(papers, 'paper')}, ${unread} unread`)
            .join('\n'),
  }),
];
