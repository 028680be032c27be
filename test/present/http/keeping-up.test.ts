/** Tags, recommendations, the digest and the feed over HTTP. */
import type { FastifyInstance } from 'fastify';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Corpus } from '../../../src/index.js';
import { asJsonLines, askOf, HOSTILE, serverOver, smallCorpus } from './small-corpus.js';

let corpus: Corpus;
let server: FastifyInstance;
beforeAll(async () => {
  corpus = await smallCorpus();
  server = await serverOver(askOf(corpus));
}, 60_000);
afterAll(async () => {
  await server.close();
  await corpus.close();
});

const host = { host: '127.0.0.1' };
const get = (url: string, headers = {}) => server.inject({ method: 'GET', url, headers: { ...host, ...headers } });
const post = (url: string, payload: object) => server.inject({ method: 'POST', url, headers: host, payload });

test('papers are tagged, read, noted, and recommended', async () => {
  const tagged = await post('/api/tags/latent%20reasoning', { papers: ['plain-0', 'plain-1'] });
  expect(tagged.json()).toEqual({ papers: ['plain-0', 'plain-1'], changed: 2 });
  await post('/api/marks/read', { papers: ['plain-1'] });
  await post('/api/marks/note', { paper: 'plain-0', text: 'probes' });
  expect((await get('/api/tags')).json()).toEqual({
    tags: [{ name: 'latent reasoning', papers: 2, unread: 1, waiting: 0 }],
  });
  expect((await get('/api/tags/latent%20reasoning')).json()).toMatchObject({ tag: 'latent reasoning' });
  expect((await get('/api/marks')).json().marks).toContainEqual({
    paper: 'plain-0',
    tags: ['latent reasoning'],
    read: false,
    note: 'probes',
  });
  const answer = (await get('/api/recommend?tag=latent%20reasoning&limit=3')).json();
  expect(answer).toMatchObject({ liked: 2, heldOut: { papers: 2 } });
  expect(answer.papers).toHaveLength(3);
  expect((await get('/api/recommend?limit=3')).statusCode).toBe(400);
  expect((await get('/api/tags/none')).statusCode).toBe(404);
  expect((await post('/api/tags/latent%20reasoning/remove', { papers: ['plain-1'] })).json()).toMatchObject({
    changed: 1,
  });
});

test('papers are listed and searched by their marks', async () => {
  const all = (await get('/api/papers?limit=2')).json() as { papers: { id: string }[]; total: number };
  const [first, second] = all.papers.map(({ id }) => id);
  const inNote = async (text: string) =>
    ((await get(`/api/papers?inNote=${encodeURIComponent(text)}`)).json() as typeof all).papers.map(({ id }) => id);
  const total = async (reading: string) => ((await get(`/api/papers?reading=${reading}`)).json() as typeof all).total;
  const [read, unread, noted] = [await total('read'), await total('unread'), await inNote('')];
  expect(read + unread).toBe(all.total);
  await post('/api/marks/read', { papers: [first] });
  await post('/api/marks/note', { paper: second, text: 'Zebra crossing' });
  expect([await total('read'), await total('unread')]).toEqual([read + 1, unread - 1]);
  expect(await inNote('zebra')).toEqual([second]);
  expect(await inNote('')).toEqual([...new Set([...noted, second])].sort());
  const search = (await get('/api/search?q=zebra%20crossing')).json();
  expect(search.papers.some((one: { about: boolean }) => one.about)).toBe(false);
  expect(search.inNotes).toBe(1);
  expect((await get('/api/papers?reading=soon')).statusCode).toBe(400);
});

test('a digest is new until it is read, and known again by its tag', async () => {
  const first = await get('/api/digest?reader=ada');
  expect(first.json()).toMatchObject({ reader: 'ada', first: true, added: 10 });
  const etag = String(first.headers['etag']);
  expect((await get('/api/digest?reader=ada', { 'if-none-match': etag })).statusCode).toBe(304);
  await post('/api/digest/read', { reader: 'ada', upTo: first.json().upTo });
  expect((await get('/api/digest?reader=ada', { 'if-none-match': etag })).json()).toMatchObject({ added: 0 });
  expect((await post('/api/digest/read', { upTo: 'nonsense' })).statusCode).toBe(400);
  expect((await get('/api/digest?since=2026-13-01')).statusCode).toBe(400);
});

test('searches are saved and removed', async () => {
  const saved = await post('/api/searches', { name: 'cups', q: 'grasping cups', minComments: 0 });
  expect(saved.json()).toEqual({ name: 'cups', query: 'grasping cups', filters: { minComments: 0 } });
  expect((await get('/api/searches')).json().searches).toHaveLength(1);
  const removed = await server.inject({ method: 'DELETE', url: '/api/searches/cups', headers: host });
  expect(removed.json()).toMatchObject({ name: 'cups' });
});

describe('the feed', () => {
  /** Elements of the document, with their text; fails where it is not well-formed. */
  function elementsOf(xml: string): { name: string; text: string }[] {
    const elements: { name: string; text: string }[] = [];
    const open: { name: string; text: string }[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name }) => {
      open.push({ name, text: '' });
    });
    parser.on('text', (text) => {
      if (open.length > 0) open.at(-1)!.text += text;
    });
    parser.on('closetag', () => void elements.push(open.pop()!));
    parser.write(xml).close();
    return elements;
  }

  test('is Atom as RFC 4287 requires, with any titles', async () => {
    const response = await get('/feed.atom');
    expect(response.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const elements = elementsOf(response.payload);
    const texts = (name: string) => elements.filter((one) => one.name === name).map(({ text }) => text);
    expect(texts('entry')).toHaveLength(10);
    expect(new Set(texts('id')).size).toBe(11);
    expect(texts('title')).toContain(HOSTILE[0]);
    expect(texts('updated').every((text) => /^\d{4}-\d\d-\d\dT00:00:00Z$/.test(text))).toBe(true);
    expect(texts('content').join('')).not.toContain('<script>');
    expect(response.payload).toContain('href="http://127.0.0.1/papers/plain-0"');
  });

  test('is not sent again while nothing changes, and is after a paper came', async () => {
    const first = await get('/feed.atom');
    const known = { 'if-none-match': String(first.headers['etag']) };
    expect((await get('/feed.atom', known)).statusCode).toBe(304);
    await corpus.add([
      { name: 'b.jsonl', bytes: asJsonLines([{ id: 'late', title: 'A late paper', abstract: 'It came late.' }]) },
    ]);
    const again = await get('/feed.atom', known);
    expect(again.statusCode).toBe(200);
    expect(again.payload.indexOf('A late paper')).toBeLessThan(again.payload.indexOf('Grasping cups'));
  });

  test('may be of a tag, a theme or a saved search, of one at a time', async () => {
    expect((await get('/feed.atom?tag=latent+reasoning')).statusCode).toBe(200);
    expect((await get('/feed.atom?search=none')).statusCode).toBe(404);
    expect((await get('/feed.atom?tag=a&theme=t1')).statusCode).toBe(400);
    const [theme] = (await corpus.themes()).themes;
    expect((await get(`/feed.atom?theme=${theme!.id}`)).payload).toContain('<feed');
  });
});
