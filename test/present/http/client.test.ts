/** The TypeScript client of the documents: its types are those of the server, and its example runs as it is written. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import createClient from 'openapi-fetch';
import { expect, test } from 'vitest';
import type { paths } from '../../../docs/client/api.js';
import { CLIENT_TYPES, clientTypes } from '../../support/client-types.js';
import { inCheckout } from '../../support/folders.js';
import { askOf, serverOver, smallCorpus } from './small-corpus.js';

const EXAMPLE = inCheckout('docs/client/example.ts');

test('the types of the client are those of the server; `npm run client` writes them', async () => {
  expect(readFileSync(CLIENT_TYPES, 'utf8')).toBe(await clientTypes());
});

test('the TypeScript example stands in the documents as it is', () => {
  expect(readFileSync(inCheckout('docs/page-and-http.md'), 'utf8')).toContain(
    `\`\`\`ts\n${readFileSync(EXAMPLE, 'utf8')}\`\`\``,
  );
});

test('the TypeScript example searches, splits a theme and reads an error', async () => {
  const corpus = await smallCorpus();
  const server = await serverOver(askOf(corpus));
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', EXAMPLE, url]);
  const lines = stdout.trim().split('\n');
  expect(lines.slice(0, 3).join('\n')).toMatch(/^(?:\d\.\d\d .+\n?){3}$/);
  expect(lines).toContainEqual(expect.stringMatching(/^t1 .+: \d+ papers$/));
  expect(lines).toContain('new themes: 1');
  expect(lines.at(-1)).toMatch(/^PAPER_UNKNOWN - \w/);
  expect((await corpus.history())[0]).toMatchObject({ kind: 'themes', undone: true });
  await server.close();
  await corpus.close();
});

test('the types of the client allow for files as blobs, to send and to get', async () => {
  const corpus = await smallCorpus();
  const server = await serverOver(askOf(corpus));
  const baseUrl = await server.listen({ host: '127.0.0.1', port: 0 });
  const client = createClient<paths>({ baseUrl });
  const { data } = await client.POST('/api/papers', {
    params: { query: { name: 'tides.jsonl' } },
    body: new Blob(['{"title": "On tides", "abstract": "Tides follow the moon."}']),
    bodySerializer: (file) => file,
  });
  expect(data).toMatchObject({ read: 1, added: 1 });
  const tagged = await client.POST('/api/tags/{name}', {
    params: { path: { name: 'sea' } },
    body: { papers: (await corpus.list()).map(({ id }) => id).slice(0, 1) },
  });
  expect(tagged.data?.changed).toBe(1);
  const exported = await client.GET('/api/export', { params: { query: { format: 'npy' } }, parseAs: 'blob' });
  expect(exported.data?.size).toBeGreaterThan(384 * 4);
  await server.close();
  await corpus.close();
});
