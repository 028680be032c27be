/** Tools that change the collection; there are none of them unless the person starts the server with `--write`. */
import { z } from 'zod';
import { verbs } from '../verbs/index.js';
import { wire } from '../wire.js';
import { type Tool, tool } from './tool.js';

const LONGEST_TEXT = 200_000;
const REJECTED = 5;

const { format, year } = verbs.add.asked.shape;
const addTakes = z.strictObject({
  text: z.string().min(1).max(LONGEST_TEXT).meta({
    description: 'The content of a file: BibTeX, RIS, CSV, JSON lines with title and abstract, a saved page.',
  }),
  name: z.string().min(1).max(200).meta({ description: 'A name for it: papers keep it as their source.' }),
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
    'Add papers from a text in a format that paperkin reads, such as BibTeX or JSON lines with title and abstract. Papers already there are recognised.',
  writes: true,
  takes: addTakes,
  gives: addGives,
  answer: async (ask, taken, signal) => {
    const { text, ...rest } = addTakes.parse(taken);
    const upload = { contentType: 'text/plain', bytes: new TextEncoder().encode(text) };
    const { json } = await ask('add', rest, { signal, upload });
    const { files, contradictions: _, passedOver: __, ...report } = wire.added.parse(JSON.parse(json!));
    const problems = files.flatMap(({ failure, rejected }) => [
      ...(failure === null ? [] : [failure]),
      ...rejected.slice(0, REJECTED).map(({ line, reason }) => `line ${line}: ${reason}`),
    ]);
    const said = `${report.read} papers read: ${report.added} new, ${report.updated} updated, ${report.unchanged} known.`;
    return { structured: { ...report, problems }, text: [said, ...problems].join('\n') };
  },
};

const marked = (did: string) => (answer: { papers: readonly string[]; changed: number }) =>
  `${did} ${answer.papers.join(', ')}; ${answer.changed} changed.`;

export const writeTools: readonly Tool[] = [
  addPapers,
  tool({
    name: 'tag_papers',
    title: 'Tag papers',
    description: 'Give papers a tag, such as one for a reading list. recommend_papers learns from tags.',
    writes: true,
    verb: 'tagPapers',
    takes: verbs.tagPapers.asked,
    gives: wire.marked,
    request: (taken) => taken,
    cut: (answer) => answer,
    text: marked('Tagged'),
  }),
  tool({
    name: 'untag_papers',
    title: 'Remove a tag',
    description: 'Take a tag from papers, such as from those that left a reading list.',
    writes: true,
    verb: 'untagPapers',
    takes: verbs.untagPapers.asked,
    gives: wire.marked,
    request: (taken) => taken,
    cut: (answer) => answer,
    text: marked('Removed the tag from'),
  }),
  tool({
    name: 'undo_change',
    title: 'Undo a change',
    description: 'Take back the latest change of the collection history, or the one of an id.',
    writes: true,
    verb: 'undo',
    takes: verbs.undo.asked,
    gives: wire.undone,
    request: (taken) => taken,
    cut: (answer) => answer,
    text: ({ undone }) => `Undone: ${undone.summary}`,
  }),
];
