/**
 * What an assistant pays for answers: ten research questions answered with the tools alone, over the saved pages that
 * come with paperkin. Each question is a fixed list of calls, as a careful assistant would make them; printed are its
 * calls, the characters of text that a model reads, and those of the structured content.
 *
 *   npx tsc -p tsconfig.json && npx tsx test/bench/assistant.ts [PAGES]
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

const pages = process.argv[2] ?? join(root, 'fixtures/pages');
const index = mkdtempSync(join(tmpdir(), 'paperkin-assistant-'));
const corpus = await openCorpus({ index, create: true });
await corpus.add(readdirSync(pages).map((name) => join(pages, name)));
await corpus.close();

const client = new Client({ name: 'bench', version: '1' });
const args = [join(root, 'dist/present/cli/main.js'), '--index', index, 'mcp'];
await client.connect(new StdioClientTransport({ command: process.execPath, args }));
console.log('| question | calls | characters of text | of structure |\n|--|--|--|--|');
const sums = [0, 0, 0];
for (const [question, answer] of QUESTIONS) {
  const costs = [0, 0, 0];
  await answer(async (name, given) => {
    const said = (await client.callTool({ name, arguments: given })) as unknown as Said;
    if (said.isError === true) throw new Error(`${name}: ${said.content[0]!.text}`);
    costs[0]! += 1;
    costs[1]! += said.content[0]!.text.length;
    costs[2]! += JSON.stringify(said.structuredContent).length;
    return said.structuredContent!;
  });
  costs.forEach((cost, i) => {
    sums[i]! += cost;
  });
  console.log(`| ${question} | ${costs.join(' | ')} |`);
}
console.log(`| all | ${sums.join(' | ')} |`);
await client.close();
rmSync(index, { recursive: true, force: true });
