/** Tools that change the collection; only with `paperkin mcp --write`. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { counted } from '../../counted.js';
import { problemText } from '../problem-text.js';
import { answerTo } from '../threads/ask.js';
import { verbs } from '../verbs/index.js';
import { wire } from '../wire.js';
import { forAssistant } from './assistant-words.js';
import { type Tool, tool } from './tool.js';

const LONGEST_TEXT = 200_000;
const PROBLEMS = 5;

const { format, year } = verbs.add.request.shape;
const addTakes = z.strictObject({
  text: z.string().min(1).max(LONGEST_TEXT).meta({
    description: 'The content of a file: BibTeX, RIS, CSV, JSON lines with title and abstract, a saved page.',
  }),
  name: z.string().min(1).max(200).meta({ description: 'A name for the text; papers get it as their source.' }),
  format,
  year,
});
const addGives = wire.added
  .pick({ read: true, added: true, updated: true, unchanged: true, repeated: true, papers: true })
  .extend({
    problems: z.array(z.string()).meta({
      description: 'What could not be read, and why. Of what is rejected, nothing is kept.',
    }),
  });

const addPapers: Tool = {
  name: 'add_papers',
  title: 'Add papers',
  description:
    'Add papers from a text in a format that paperkin reads, such as BibTeX or JSON lines with title and abstract. ' +
    'Papers that are already there are updated.',
  input: addTakes,
  output: addGives,
  answer: async (ask, args, signal) => {
    const { text, ...rest } = addTakes.parse(args);
    const upload = { contentType: 'text/plain', bytes: new TextEncoder().encode(text) };
    const {
      files,
      contradictions: _,
      passedOver: __,
      ...report
    } = await answerTo(ask, 'add', rest, { signal, upload });
    const lines = files.flatMap(({ failure, problems, problemCount }) => [
      ...(failure === null ? [] : [forAssistant(failure)]),
      ...problems.slice(0, PROBLEMS).map((problem) => forAssistant(problemText(problem))),
      ...(problemCount > PROBLEMS ? [`and ${counted(problemCount - PROBLEMS, 'more problem')}`] : []),
    ]);
    const { read, added, updated, unchanged, repeated } = report;
    const again = repeated === 0 ? '' : `, ${repeated} repeated`;
    const summary = `${counted(read, 'paper')} read: ${added} new, ${updated} updated, ${unchanged} unchanged${again}.`;
    return { structured: { ...report, problems: lines }, text: [summary, ...lines].join('\n') };
  },
};

const splitGives = z.object({
  theme: z.string().meta({ description: 'The theme, which keeps the largest part.' }),
  into: z.array(z.object({ theme: z.string(), papers: z.int() })).meta({ description: 'The new themes.' }),
});

/** What a person can do with themes. Each can be undone by undo_change. */
const themeTools: readonly Tool[] = [
  tool({
    name: 'choose_number_of_themes',
    title: 'Choose the number of themes',
    description:
      'Group all papers again into this number of themes, starting from the present ones, and keep the number in ' +
      'later runs; null lets the data decide.',
    verb: 'numberThemes',
    destructive: true,
    output: z.object({ k: z.int().nullable() }),
    cut: (_, args) => args,
    text: ({ k }) => (k === null ? 'The number of themes is chosen from the data.' : `The number of themes is ${k}.`),
  }),
  tool({
    name: 'rename_theme',
    title: 'Rename a theme',
    description: 'Give a theme a label of its own; an empty label restores the automatic one.',
    verb: 'renameTheme',
    destructive: true,
    output: z.object({ theme: z.string(), label: z.string() }),
    cut: (_, args) => args,
    text: ({ theme, label }) =>
      label === '' ? `${theme} has its automatic label again.` : `${theme} is now “${label}”.`,
  }),
  tool({
    name: 'merge_themes',
    title: 'Merge themes',
    description: 'Merge one theme into another.',
    verb: 'mergeThemes',
    destructive: true,
    output: z.object({ from: z.string(), into: z.string() }),
    cut: (_, args) => args,
    text: ({ from, into }) => `Merged ${from} into ${into}.`,
  }),
  tool({
    name: 'split_theme',
    title: 'Split a theme',
    description: 'Split a theme that is too broad into two or more. Its papers are grouped by meaning.',
    verb: 'splitTheme',
    destructive: true,
    idempotent: false,
    output: splitGives,
    cut: ({ decided }) => {
      assert(decided.kind === 'split');
      return {
        theme: decided.theme,
        into: decided.into.map(({ theme, papers }) => ({ theme, papers: papers.length })),
      };
    },
    text: ({ theme, into }) =>
      `Split ${theme}. New themes: ` +
      `${into.map((part) => `${part.theme} (${counted(part.papers, 'paper')})`).join(', ')}.`,
  }),
];

const marked = (did: string) => (answer: { papers: readonly string[]; changed: number }) =>
  `${did} ${answer.papers.join(', ')}; ${answer.changed} changed.`;

export const writeTools: readonly Tool[] = [
  addPapers,
  tool({
    name: 'tag_papers',
    title: 'Tag papers',
    description: 'Add a tag to papers, such as one for a reading list. recommend_papers learns from tags.',
    verb: 'tagPapers',
    output: wire.marked,
    text: marked('Tagged'),
  }),
  tool({
    name: 'untag_papers',
    title: 'Remove a tag',
    description: 'Remove a tag from papers.',
    verb: 'untagPapers',
    destructive: true,
    output: wire.marked,
    text: marked('Removed the tag from'),
  }),
  ...themeTools,
  tool({
    name: 'undo_change',
    title: 'Undo a change',
    description: 'Undo the latest change of the collection history, or the one with this id.',
    verb: 'undo',
    destructive: true,
    idempotent: false,
    output: wire.undone,
    text: ({ undone }) => `Undone: ${undone.summary}`,
  }),
];
