/**
 * The tools as a model meets them: through the SDK's own client, in memory, over stdio, and by its inspector's checks.
 */

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Corpus, CorpusError, openCorpus } from '../../../src/index.js';
import { failureText } from '../../../src/present/mcp/failure.js';
import { toolServer } from '../../../src/present/mcp/server.js';
import { MOST_CHARACTERS } from '../../../src/present/mcp/truncate.js';
import { paperkin } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';
import { tinyModel } from '../../support/tiny-model.js';
import { asJsonLines, askOf, HOSTILE, PAPERS, smallCorpus } from '../http/small-corpus.js';

/** How a client begins. */
const GREETING = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
];

interface ToolResult {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly structuredContent?: Record<string, never> & {
    readonly papers: readonly { readonly id: string }[];
    readonly next: string | null;
  };
}

async function connected(to: Corpus, options: { readonly write?: boolean } = {}): Promise<Client> {
  const [here, there] = InMemoryTransport.createLinkedPair();
  await toolServer(askOf(to), options).connect(there);
  const one = new Client({ name: 'test', version: '1' });
  await one.connect(here);
  return one;
}

let corpus: Corpus;
let client: Client;
beforeAll(async () => {
  corpus = await smallCorpus();
  client = await connected(corpus);
  await client.listTools(); // from here on the client holds every answer to the tool's output schema
});
afterAll(async () => {
  await client.close();
  await corpus.close();
});

const call = async (name: string, given: Record<string, unknown> = {}) =>
  (await client.callTool({ name, arguments: given })) as unknown as ToolResult;

describe('the tools', () => {
  test('only read, all of them, and each says what it takes and gives', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'search_papers',
      'similar_papers',
      'get_paper',
      'list_papers',
      'list_tags',
      'list_themes',
      'get_theme',
      'themes_of_text',
      'preview_split',
      'find_duplicates',
      'whats_new',
      'recommend_papers',
      'theme_changes',
      'collection_history',
      'export_papers',
      'corpus_status',
    ]);
    for (const { annotations, inputSchema, outputSchema, description } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
      expect([inputSchema.type, outputSchema?.type]).toEqual(['object', 'object']);
      expect(description!.length).toBeGreaterThan(40);
      expect(description!.length).toBeLessThan(400);
    }
  });

  test('take no parameter without effect, and no papers beside a query that would hide them', async () => {
    expect((await call('search_papers', { query: 'rain', explain: true })).isError).toBe(true);
    const { isError, content } = await call('export_papers', { papers: ['plain-0'], query: 'rain' });
    expect([isError, content[0]!.text]).toEqual([true, expect.stringContaining('not both')]);
    expect((await call('export_papers', { papers: ['plain-0'] })).isError).toBeUndefined();
  });

  test('answer with structure and a few lines of text', async () => {
    const { structuredContent, content } = await call('search_papers', { query: 'latent reasoning', limit: 2 });
    expect(structuredContent!.papers).toHaveLength(2);
    expect(content).toHaveLength(1);
    expect(content[0]!.text).toContain(structuredContent!.papers[0]!.id);
    expect((await call('get_paper', { id: 'plain-0' })).structuredContent).toMatchObject({
      paper: { id: 'plain-0' },
      next: null,
    });
    expect(
      (await call('similar_papers', { id: 'plain-0', and: ['plain-1'], limit: 3 })).structuredContent!.papers,
    ).toHaveLength(3);
    expect((await call('find_duplicates')).content[0]!.text).toMatch(/\[plain-4\]\n.+\[plain-5\]/);
    expect((await call('corpus_status')).content[0]!.text).toContain(`${PAPERS.length} papers`);
    const themes = (await call('list_themes')) as unknown as {
      structuredContent: { themes: { id: string; label: string }[] };
    };
    const { id, label } = themes.structuredContent.themes[0]!;
    const byId = await call('get_theme', { id });
    expect(byId.isError).toBeUndefined();
    expect((await call('get_theme', { id: label.toUpperCase() })).structuredContent).toEqual(byId.structuredContent);
    expect((await call('themes_of_text', { text: 'plain-0' })).content[0]!.text).toContain('themes');
  });

  test('give no similarity to papers that an identifier finds', async () => {
    const { structuredContent, content } = await call('search_papers', { query: 'plain-0' });
    expect(structuredContent).toMatchObject({ identifier: 'id:plain-0', papers: [{ id: 'plain-0' }] });
    expect(structuredContent!.papers[0]).not.toHaveProperty('similarity');
    expect(content[0]!.text).toContain('[plain-0] no date');
    expect(content[0]!.text).not.toContain('similar');
  });

  test('say so when nothing is about the query', async () => {
    expect((await call('search_papers', { query: 'how to boil an egg' })).content[0]!.text).toMatch(
      /^No match among \d+ papers\./,
    );
  });

  test('rank papers like an excluded one lower', async () => {
    const ids = async (given: Record<string, unknown>) =>
      (await call('search_papers', { query: 'robot grasps cups', ...given })).structuredContent!.papers.map(
        ({ id }) => id,
      );
    expect(await ids({})).toContain('plain-4');
    expect(await ids({ not: ['plain-4'] })).not.toContain('plain-4');
  });

  test('lead through everything by cursors, nothing twice', async () => {
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { structuredContent } = await call('similar_papers', {
        id: 'plain-0',
        limit: 4,
        ...(cursor === undefined ? {} : { cursor }),
      });
      ids.push(...structuredContent!.papers.map(({ id }) => id));
      cursor = structuredContent!.next;
    }
    expect(ids.sort()).toEqual(
      PAPERS.map(({ id }) => id)
        .filter((id) => id !== 'plain-0')
        .sort(),
    );
  });

  test('list papers by filters alone, sorted, with a cursor to the rest', async () => {
    const filters = { reading: 'unread', order: 'added' } as const;
    const { papers, total } = await corpus.browse(filters);
    const first = await call('list_papers', { ...filters, limit: 2 });
    expect(first.content[0]!.text).toMatch(new RegExp(`^2 of ${total} papers; more with cursor [\\w-]+\\.\\n- `));
    const rest = await call('list_papers', { ...filters, cursor: first.structuredContent!.next });
    expect([...first.structuredContent!.papers, ...rest.structuredContent!.papers].map(({ id }) => id)).toEqual(
      papers.map(({ id }) => id),
    );
    expect(rest.structuredContent!.next).toBeNull();
    expect((await call('list_papers', { since: '2100' })).content[0]!.text).toBe('No papers match these filters.');
  });

  test('give hostile text on one line, without control characters', async () => {
    const { content } = await call('search_papers', { query: HOSTILE[2]!, limit: 10 });
    expect(content[0]!.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(content[0]!.text.split('\n').every((line) => /^(\d+ of \d+ papers|No match|\d+\. | {3})/.test(line))).toBe(
      true,
    );
  });
});

test('a list too long for one answer ends with a cursor to its next paper', async () => {
  const papers = Array.from({ length: 90 }, (_, i) => ({
    id: `paper-${i}`,
    title: 'long '.repeat(60),
    published: null,
    by: null,
    comments: null,
  }));
  const [here, there] = InMemoryTransport.createLinkedPair();
  await toolServer(async (verb, request) => {
    const { limit, cursor = '0' } = request as { readonly limit: number; readonly cursor?: string };
    const end = Number(cursor) + limit;
    const list = { total: 90, papers: papers.slice(Number(cursor), end), next: end < 90 ? `${end}` : null };
    const marks = papers.map(({ id }) => ({ paper: id, tags: [], read: false, note: 'note '.repeat(100) }));
    return { json: JSON.stringify(verb === 'list' ? list : { marks }), tag: '' };
  }).connect(there);
  const other = new Client({ name: 'test', version: '1' });
  await other.connect(here);
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const given = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const { structuredContent } = (await other.callTool({
      name: 'list_papers',
      arguments: given,
    })) as unknown as ToolResult;
    expect(JSON.stringify(structuredContent).length).toBeLessThan(MOST_CHARACTERS);
    ids.push(...structuredContent!.papers.map(({ id }) => id));
    cursor = structuredContent!.next;
  }
  expect(ids).toEqual(papers.map(({ id }) => id));
  await other.close();
});

describe('papers in a format of another program', () => {
  test('are written whole, and how many did not fit is said', async () => {
    const { structuredContent } = await call('export_papers', { papers: ['plain-3', 'plain-0'], format: 'bibtex' });
    expect(structuredContent).toMatchObject({ papers: 2, omitted: 0 });
    const text = (structuredContent as unknown as { text: string }).text;
    expect(text.indexOf('plain-3')).toBeLessThan(text.indexOf('plain-0'));
    expect(text).not.toContain('abstract =');
    const whole = await call('export_papers', { papers: ['plain-3'], format: 'bibtex', abstracts: true });
    expect(whole.content[0]!.text).toContain('abstract =');
    expect(
      (await call('export_papers', { query: 'robot grasps cups', limit: 2, format: 'ris' })).content[0]!.text,
    ).toMatch(/^TY {2}- /);
  });
});

function sizesOf(content: unknown): (readonly [string, number])[] {
  const { parts } = content as { readonly parts: readonly { readonly theme: string; readonly size: number }[] };
  return parts.map(({ theme, size }) => [theme, size]);
}

describe('with leave to write', () => {
  test('there are tools that add, tag and undo, and they say that they change something', async () => {
    const own = await smallCorpus();
    const writer = await connected(own, { write: true });
    const writing = (await writer.listTools()).tools.filter(({ annotations }) => annotations?.readOnlyHint === false);
    expect(writing.map(({ name }) => name).join(' ')).toBe(
      'add_papers tag_papers untag_papers choose_number_of_themes rename_theme merge_themes split_theme undo_change',
    );
    const namesOf = (hint: 'destructiveHint' | 'idempotentHint', value: boolean) =>
      writing.filter(({ annotations }) => annotations?.[hint] === value).map(({ name }) => name);
    expect(namesOf('destructiveHint', false)).toEqual(['add_papers', 'tag_papers']);
    expect(namesOf('idempotentHint', false)).toEqual(['split_theme', 'undo_change']); // a host may repeat the others
    const does = async (name: string, given: object) =>
      (await writer.callTool({ name, arguments: { ...given } })) as unknown as ToolResult;
    const text = JSON.stringify({ id: 'new-1', title: 'Waves on a beach', abstract: 'We measure waves on a beach.' });
    expect((await does('add_papers', { text, name: 'notes.jsonl' })).structuredContent).toMatchObject({ added: 1 });
    const unreadable = await does('add_papers', { text: 'No papers.', name: 'notes.txt' });
    expect(unreadable.content[0]!.text).toContain('name it with `format`');
    const partly = `${JSON.stringify({ title: 'Foam on a lake', published: 'soon' })}${'\n{'.repeat(6)}`;
    const { problems } = (await does('add_papers', { text: partly, name: 'notes.jsonl' })).structuredContent!;
    expect(problems).toMatchObject([
      expect.stringMatching(/^line 1: /),
      ...[2, 3, 4, 5].map((line) => expect.stringMatching(`^line ${line}, rejected: `)),
      'and 2 more problems',
    ]);
    expect((await does('undo_change', { id: 'h99' })).content[0]!.text).toContain('Call collection_history');
    expect((await own.show('new-1')).title).toBe('Waves on a beach');
    await own.add([{ name: 'deep/in/folders.jsonl', bytes: new TextEncoder().encode(text) }]);
    const joined = await does('get_paper', { id: 'new-1', sources: true });
    expect(joined.structuredContent).toMatchObject({
      joins: {
        sources: [
          { file: 'folders.jsonl', line: 1, title: 'Waves on a beach' },
          { file: 'notes.jsonl', line: 1 },
        ],
        joinedBy: [
          { kind: 'id', value: 'new-1', sources: [0, 1], suspicious: false },
          { kind: 'text', value: null, sources: [0, 1] },
        ],
        alone: [],
        omitted: 0,
      },
    });
    expect(joined.content[0]!.text).toContain('[1, 2] share title and first words of the abstract');
    expect(await does('get_paper', { id: 'new-1' })).not.toHaveProperty('structuredContent.joins');
    expect((await does('tag_papers', { name: 'sea', papers: ['new-1'] })).structuredContent).toMatchObject({
      changed: 1,
    });
    expect((await own.tag('sea')).papers.map(({ paper }) => paper.id)).toEqual(['new-1']);
    await own.mark({ kind: 'note', paper: 'new-1', text: 'compare with tides' });
    const tagged = await does('get_paper', { id: 'new-1' });
    expect(tagged.structuredContent).toMatchObject({
      paper: { tags: ['sea'], read: false, note: 'compare with tides' },
    });
    expect(tagged.content[0]!.text).toMatch(/\nTags: sea\nNote: compare with tides$/);
    expect((await does('list_tags', {})).structuredContent).toEqual({ tags: [{ name: 'sea', papers: 1, unread: 1 }] });
    const sea = await does('list_papers', { tag: 'sea', inNote: 'TIDES' });
    expect(sea.structuredContent).toMatchObject({
      total: 1,
      papers: [{ id: 'new-1', tags: ['sea'], read: false, note: 'compare with tides' }],
      next: null,
    });
    expect(sea.content[0]!.text).toMatch(/^1 of 1 paper\.\n- .* \[new-1\] .*, tags: sea\n {2}Note: compare/);
    expect((await does('get_paper', { id: 'plain-0' })).structuredContent).toMatchObject({
      paper: { tags: [], read: false, note: null },
    });
    await own.remove(['plain-0']);
    expect((await does('undo_change', {})).content[0]!.text).toBe('Undone: Removed “Hidden chains of thought”.');
    expect((await own.show('plain-0')).id).toBe('plain-0');
    const [theme] = (await own.themes()).themes;
    const number = await does('choose_number_of_themes', { k: 1 });
    expect(number.content[0]!.text).toBe('The number of themes is 1.');
    await does('rename_theme', { theme: theme!.id, label: 'All of it' });
    const preview = await does('preview_split', { theme: theme!.id, parts: 2 });
    expect((await own.themes()).themes).toHaveLength(1); // nothing is changed
    const { structuredContent, content } = await does('split_theme', { theme: theme!.id, parts: 2 });
    expect(sizesOf(preview.structuredContent)).toEqual((await own.themes()).themes.map(({ id, size }) => [id, size]));
    expect(preview.content[0]!.text).toMatch(/^“All of it” would be split into 2:\nt\d+: \d+ papers\n {2}\S/);
    expect(structuredContent).toMatchObject({ theme: theme!.id, into: [{ theme: expect.stringMatching(/^t\d+$/) }] });
    expect(content[0]!.text).toMatch(/^Split t\d+\. New themes: t\d+ \(\d+ papers\)\.$/);
    const [, part] = (await own.themes()).themes;
    expect((await does('merge_themes', { from: part!.id, into: theme!.id })).content[0]!.text).toMatch(/^Merged/);
    expect((await does('undo_change', {})).content[0]!.text).toMatch(/^Undone: /);
    await writer.close();
    await own.close();
  });
});

test('new papers in no theme are listed after those of themes', async () => {
  const digest = {
    ...{ reader: 'default', since: null, first: true, until: '2026-03-03', upTo: '1', added: 3, total: 3, tags: [] },
    ...{ searches: [], idleSearches: [], themes: [], discussed: [], repeats: [] },
    unassigned: { papers: [{ id: 'lamp', title: 'Lamps of ports', published: '2026' }], more: 2 },
  };
  const [here, there] = InMemoryTransport.createLinkedPair();
  await toolServer(async () => ({ json: JSON.stringify(digest), tag: '' })).connect(there);
  const other = new Client({ name: 'test', version: '1' });
  await other.connect(here);
  const { content } = (await other.callTool({ name: 'whats_new', arguments: {} })) as unknown as ToolResult;
  expect(content[0]!.text).toBe('3 new of 3 papers.\nIn no theme:\n- Lamps of ports [lamp] 2026\n- … and 2 more');
  await other.close();
});

test('one theme and one paper are counted as one', async () => {
  const own = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  const paper = JSON.stringify({ id: 'lamp', title: 'Lamps of ports', abstract: 'We count the lamps of ports.' });
  await own.add([{ name: 'one.jsonl', bytes: Buffer.from(paper) }]);
  const reader = await connected(own);
  const { content } = (await reader.callTool({ name: 'list_themes', arguments: {} })) as unknown as ToolResult;
  expect(content[0]!.text).toMatch(/^1 of 1 theme\.\n- .* 1 paper:/);
  await reader.close();
  await own.close();
});

describe('resources and prompts', () => {
  test('give a paper and a theme by their addresses, and two ways to begin', async () => {
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'paperkin://paper/{id}',
      'paperkin://theme/{id}',
    ]);
    const { contents } = await client.readResource({ uri: 'paperkin://paper/plain-0' });
    expect((contents[0] as { text: string }).text).toContain('Hidden chains of thought');
    await expect(client.readResource({ uri: 'paperkin://paper/nowhere' })).rejects.toMatchObject({
      code: -32_002,
      message: expect.stringMatching(/nowhere.*search_papers/) as string,
    });
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual([
      'literature_review',
      'whats_new_for_me',
    ]);
    const writing = await connected(corpus, { write: true });
    expect((await writing.listPrompts()).prompts.map(({ name }) => name)).toContain('name_themes');
    const { messages: naming } = await writing.getPrompt({ name: 'name_themes' });
    expect(JSON.stringify(naming)).toContain('rename_theme');
    await writing.close();
    const { messages } = await client.getPrompt({ name: 'literature_review', arguments: { theme: 'Grasping' } });
    expect(JSON.stringify(messages)).toContain('“Grasping”');
  });
});

test('a remedy of the command line is for the person', () => {
  const damaged = new CorpusError('INDEX_DAMAGED', 'the index is damaged', 'Run `paperkin doctor --repair`.');
  expect(failureText(damaged)).toBe('the index is damaged. Tell the person: Run `paperkin doctor --repair`.');
  const nothing = new CorpusError('USAGE', 'there is nothing to undo', '`paperkin export --format ids` lists papers.');
  expect(failureText(nothing)).toContain('Tell the person: `paperkin export --format ids` lists papers.');
  expect(failureText(new CorpusError('CORPUS_BUSY', 'it is busy', 'Wait longer with --wait.'))).toBe(
    'it is busy. Call again in a few seconds.',
  );
});

describe('a call that fails says what to do', () => {
  test.each([
    ['get_paper', { id: 'nowhere' }, /nowhere.*search_papers/],
    ['get_paper', { id: 'plain' }, /plain-0.*Call again/],
    ['get_theme', { id: 'nowhere' }, /list_themes/],
    ['list_papers', { tag: 'nowhere' }, /list_tags/],
    ['list_papers', { cursor: 'made-up' }, /Omit it/],
    ['search_papers', {}, /query/],
    ['search_papers', { query: '' }, /query/],
    ['search_papers', { query: 'x', limit: 1000 }, /limit/],
    ['search_papers', { query: 'x', limt: 3 }, /limt/],
    ['search_papers', { query: 'x', cursor: 'made up' }, /cursor/],
    ['find_duplicates', { borderline: true }, /borderline/],
  ])('%s with %o', async (name, given, said) => {
    const result = await call(name, given);
    expect(result.isError).toBe(true);
    expect(result.content[0]!.text).toMatch(said);
  });

  test('and nothing of the inside where something unforeseen happens', async () => {
    const [here, there] = InMemoryTransport.createLinkedPair();
    const errors = [new Error('secret'), new CorpusError('CORPUS_EMPTY', 'there is no index in X', 'Make one.')];
    await toolServer(async () => {
      throw errors.shift()!;
    }).connect(there);
    const other = new Client({ name: 'test', version: '1' });
    await other.connect(here);
    const ask = async () =>
      ((await other.callTool({ name: 'corpus_status', arguments: {} })) as unknown as ToolResult).content[0]!.text;
    expect(await ask()).not.toContain('secret');
    expect(await ask()).toContain('paperkin add');
    await other.close();
  });
});

describe('over stdio', () => {
  // The built command line; `npm test` builds before it tests.
  const started = (index: string) => ({
    command: process.execPath,
    args: [inCheckout('dist/present/cli/main.js'), '--index', index, 'mcp'],
  });

  async function addTo(index: string, ...inputs: Parameters<Corpus['add']>[0]): Promise<void> {
    const own = await openCorpus({ index, create: true, workers: 1, model: tinyModel() });
    await own.add(inputs);
    await own.close();
  }

  test('a client lists and calls the tools; without an index, it learns how to create one', async () => {
    const session = new Client({ name: 'test', version: '1' });
    await session.connect(new StdioClientTransport({ ...started(newFolder()), stderr: 'pipe' }));
    expect((await session.listTools()).tools.map(({ name }) => name)).toContain('search_papers');
    const { isError, content } = (await session.callTool({
      name: 'search_papers',
      arguments: { query: 'x' },
    })) as unknown as ToolResult;
    expect([isError, content[0]!.text]).toEqual([true, expect.stringContaining('paperkin add')]);
    await session.close();
  });

  test('after the index was replaced, the next call is answered from the new one', async () => {
    const index = newFolder();
    const add = (...ids: string[]) =>
      addTo(index, {
        name: 'waves.jsonl',
        bytes: asJsonLines(ids.map((id) => ({ id, title: `Waves ${id}`, abstract: 'We measure waves.' }))),
      });
    await add('one', 'two');
    const session = new Client({ name: 'test', version: '1' });
    await session.connect(new StdioClientTransport(started(index)));
    const status = async () =>
      (await session.callTool({ name: 'corpus_status', arguments: {} })) as unknown as ToolResult;
    expect((await status()).structuredContent).toMatchObject({ papers: 2 });
    for (const name of readdirSync(index)) rmSync(join(index, name));
    await add('three');
    expect((await status()).content[0]!.text).toContain('Ask again');
    expect((await status()).structuredContent).toMatchObject({ papers: 1 });
    await session.close();
  });

  test('after the index could not be written, the next call writes it if it can', async () => {
    const index = newFolder();
    const paper = { id: 'one', title: 'Waves', abstract: 'We measure waves.' };
    await addTo(index, { name: 'waves.jsonl', bytes: asJsonLines([paper]) });
    const { command, args } = started(index);
    const session = new Client({ name: 'test', version: '1' });
    await session.connect(new StdioClientTransport({ command, args: [...args, '--write'] }));
    const tag = async () =>
      (await session.callTool({
        name: 'tag_papers',
        arguments: { name: 'sea', papers: ['one'] },
      })) as unknown as ToolResult;
    mkdirSync(join(index, 'papers.sqlite-shm')); // where SQLite would write, as on a full disk
    expect((await tag()).isError).toBe(true);
    rmdirSync(join(index, 'papers.sqlite-shm'));
    expect((await tag()).isError).toBeUndefined();
    await session.close();
  });

  test('nothing but protocol is on stdout, whatever comes in, and the end of stdin is the end', async () => {
    const index = newFolder();
    const { command, args } = started(index);
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const lines = [
      ...GREETING,
      { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'corpus_status', arguments: {} } },
      { jsonrpc: '2.0', id: 3, method: 'no/such/method' },
      { jsonrpc: '2.0', id: 4, method: 'tools/call', params: { name: 'no_such_tool' } },
    ];
    child.stdin.write(`${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n{"jsonrpc":"1.0"}\n`);
    while ((said.match(/"id":[1-4]/g) ?? []).length < 4)
      await new Promise((resolve) => {
        child.stdout.once('data', resolve);
      });
    child.stdin.end();
    const code = await new Promise((resolve) => {
      child.once('close', resolve);
    });
    const messages = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { jsonrpc: string });
    expect(messages.every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
    expect(code).toBe(0);
  });

  test('requests that came before the end of stdin are answered, cancelled ones are not waited for', async () => {
    const call = (id: number, name: string, args: object) => ({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name, arguments: args },
    });
    const lines = [
      ...GREETING,
      call(2, 'search_papers', { query: 'tidal marsh' }),
      call(3, 'list_themes', {}),
      { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 3 } },
      call(4, 'corpus_status', {}),
    ];
    const stdin = lines.map((line) => JSON.stringify(line)).join('\n'); // the last line has no end
    const index = newFolder();
    await addTo(index, inCheckout('fixtures/pages/daily-1.txt'));
    const { code, stdout } = await paperkin(['mcp', '--index', index], { stdin });
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: number }).id);
    expect([code, ids.sort()]).toEqual([0, [1, 2, 4]]);
  });
});
