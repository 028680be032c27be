/** Tools that change the collection; only with `paperkin mcp --write`. */
import { z } from 'zod';
import { verbs } from '../verbs/index.js';
import { wire } from '../wire.js';
import { type Tool, tool } from './tool.js';

const LONGEST_TEXT = 200_000;
const REJECTED = 5;

const { format, year } = verbs.add.request.shape;
const addTakes = z.strictObject({
  text: z.string().min(1).max(LONGEST_TEXT).meta({
    description: 'The content of a file: BibTeX, RIS, CSV, JSON lines with title and abstract, a saved page.',
  }),
  name: z.string().min(1).max(200).meta({ description: 'A name for the text; papers get it as their source.' }),
  format,
  year,
});
const addGives = wire.added.pick({ read: true, added: true, updated: true, unchanged: true, papers: true }).extend({
  problems: z.array(z.string()).meta({ description: 'What could not be read, and why.' }),
});

const addPapers: Tool = {
  name: 'add_papers',
  title: 'Add papers',
  description:
    'Add papers from a text in a format that paperkin reads, such as BibTeX or JSON lines with title and abstract. ' +
    'Papers that are already there are updated.',
  writes: true,
  input: addTakes,
  output: addGives,
  answer: async (ask, args, signal) => {
    const { text, ...rest } = addTakes.parse(args);
    const upload = { contentType: 'text/plain', bytes: new TextEncoder().encode(text) };
    const { json } = await ask('add', rest, { signal, upload });
    const { files, contradictions: _, passedOver: __, ...report } = wire.added.parse(JSON.parse(json!));
    const problems = files.flatMap(({ failure, rejected }) => [
      ...(failure === null ? [] : [failure]),
      ...rejected.slice(0, REJECTED).map(({ line, reason }) => `line ${line}: ${reason}`),
    ]);
    const { read, added, updated, unchanged } = report;
    const summary = `${read} papers read: ${added} new, ${updated} updated, ${unchanged} unchanged.`;
    return { structured: { ...report, problems }, text: [summary, ...problems].join('\n') };
  },
};

const marked = (did: string) => (answer: { papers: readonly string[]; changed: number }) =>
  `${did} ${answer.papers.join(', ')}; ${answer.changed} changed.`;

export const writeTools: readonly Tool[] = [
  addPapers,
  tool({
    name: 'tag_papers',
    title: 'Tag papers',
    description: 'Add a tag to papers, such as one for a reading list. recommend_papers learns from tags.',
    writes: true,
    verb: 'tagPapers',
    input: verbs.tagPapers.request,
    output: wire.marked,
    request: (args) => args,
    cut: (answer) => answer,
    text: marked('Tagged'),
  }),
  tool({
    name: 'untag_papers',
    title: 'Remove a tag',
    description: 'Remove a tag from papers.',
    writes: true,
    verb: 'untagPapers',
    input: verbs.untagPapers.request,
    output: wire.marked,
    request: (args) => args,
    cut: (answer) => answer,
    text: marked('Removed the tag from'),
  }),
  tool({
    name: 'undo_change',
    title: 'Undo a change',
    description: 'Undo the latest change of the collection history, or the one with this id.',
    writes: true,
    verb: 'undo',
    input: verbs.undo.request,
    output: wire.undone,
    request: (args) => args,
    cut: (answer) => answer,
    text: ({ undone }) => `Undone: ${undone.summary}`,
  }),
];
