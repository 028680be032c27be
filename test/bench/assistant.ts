/**
 * What an assistant pays for answers: ten research questions answered with the tools alone, over the saved pages that
 * come with paperkin, or over a copy of another index. Each question is a fixed list of calls, as a careful assistant
 * would make them; printed are its calls, the characters of text that a model reads, those of the structured content,
 * and the seconds. With a name of a question, or a part of it, its texts are printed instead.
 *
 *   npx tsc -p tsconfig.json && npx tsx test/bench/assistant.ts [--index DIR] [--read QUESTION]
 */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { openCorpus } = (await import(join(root, 'dist/index.js'))) as typeof import('../../src/index.js');

type Found = Record<string, never> & { readonly papers: readonly { readonly id: string }[] };
interface Said {
  readonly content: readonly { readonly text: string }[];
  readonly structuredContent?: Found;
  readonly isError?: boolean;
}
type Call = (name: string, given: Record<string, unknown>) => Promise<Found>;

/** Themes of many papers take longer than the minute of the client. */
const LONGEST_WAIT = { timeout: 600_000 };
const rowOf = (name: string, [calls, text, structure, seconds]: readonly number[]) =>
  `| ${name} | ${calls} | ${text} | ${structure} | ${seconds!.toFixed(1)} |`;

const read = async (call: Call, found: Found, most: number) => {
  for (const { id } of found.papers.slice(0, most)) await call('get_paper', { id });
};

const QUESTIONS: readonly (readonly [question: string, answer: (call: Call) => Promise<unknown>])[] = [
  ['What is this collection about?', (call) => call('list_themes', {})],
  [
    'Which papers think without words, and what do the three nearest say?',
    async (call) => read(call, await call('search_papers', { query: 'latent reasoning', limit: 5 }), 3),
  ],
  ['What is new?', (call) => call('whats_new', { limit: 5 })],
  ['Is anything here twice?', (call) => call('find_duplicates', {})],
  [
    'Which theme does my abstract belong to, and what is in it?',
    async (call) => {
      const text = 'We train a robot arm with touch sensors to grasp cups from one demonstration.';
      const { themes } = (await call('themes_of_text', { text })) as unknown as { themes: { id: string }[] };
      await call('get_theme', { id: themes[0]!.id });
    },
  ],
  [
    'What follows from the paper nearest to “reward hacking”?',
    async (call) => {
      const { papers } = await call('search_papers', { query: 'reward hacking', limit: 1 });
      if (papers[0] !== undefined) await call('similar_papers', { id: papers[0].id, limit: 10 });
    },
  ],
  [
    'A reference list on image generation, as BibTeX',
    (call) => call('export_papers', { query: 'image generation', limit: 8, format: 'bibtex' }),
  ],
  ['How to bake bread? (nothing is here)', (call) => call('search_papers', { query: 'sourdough bread crust' })],
  ['How did the themes change?', (call) => call('theme_changes', {})],
  [
    'A review of the largest theme: five papers read',
    async (call) => {
      const { themes } = (await call('list_themes', {})) as unknown as { themes: { id: string }[] };
      await read(call, await call('get_theme', { id: themes[0]!.id }), 5);
    },
  ],
];

const { values } = parseArgs({ options: { index: { type: 'string' }, read: { type: 'string' } } });
const index = mkdtempSync(join(tmpdir(), 'paperkin-assistant-'));
if (values.index === undefined) {
  const pages = join(root, 'fixtures/pages');
  const corpus = await openCorpus({ index, create: true });
  await corpus.add(readdirSync(pages).map((name) => join(pages, name)));
  await corpus.close();
} else cpSync(values.index, index, { recursive: true });

const client = new Client({ name: 'bench', version: '1' });
const args = [join(root, 'dist/present/cli/main.js'), '--index', index, 'mcp'];
await client.connect(new StdioClientTransport({ command: process.execPath, args }));
const header = '| question | calls | characters of text | of structure | seconds |\n|--|--|--|--|--|';
if (values.read === undefined) console.log(header);
const sums = [0, 0, 0, 0];
for (const [question, answer] of QUESTIONS.filter(([name]) => name.includes(values.read ?? ''))) {
  const costs = [0, 0, 0, 0];
  await answer(async (name, given) => {
    const started = performance.now();
    const said = (await client.callTool({ name, arguments: given }, undefined, LONGEST_WAIT)) as unknown as Said;
    costs[3]! += (performance.now() - started) / 1000;
    if (values.read !== undefined) console.log(`\n## ${name} ${JSON.stringify(given)}\n\n${said.content[0]!.text}`);
    if (said.isError === true) throw new Error(`${name}: ${said.content[0]!.text}`);
    costs[0]! += 1;
    costs[1]! += said.content[0]!.text.length;
    costs[2]! += JSON.stringify(said.structuredContent).length;
    return said.structuredContent!;
  });
  costs.forEach((cost, i) => {
    sums[i]! += cost;
  });
  if (values.read === undefined) console.log(rowOf(question, costs));
}
if (values.read === undefined) console.log(rowOf('all', sums));
await client.close();
rmSync(index, { recursive: true, force: true });
