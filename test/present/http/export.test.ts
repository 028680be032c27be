/** Papers as files, over HTTP. */

import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Corpus, CorpusError, openCorpus } from '../../../src/index.js';
import { bytesOf, TEXT_FORMATS } from '../../../src/present/export/contents.js';
import { writePapers } from '../../../src/present/export/index.js';
import { HEADERS } from '../../../src/present/http/guard.js';
import { newFolder } from '../../support/folders.js';
import { tinyModel } from '../../support/tiny-model.js';
import { asJsonLines, askOf, PAPERS, serverOver, smallCorpus } from './small-corpus.js';

/** No meaning matters here. */
const TINY = tinyModel();
let corpus: Corpus;
let server: FastifyInstance;
beforeAll(async () => {
  corpus = await smallCorpus(TINY);
  server = await serverOver(askOf(corpus));
});
afterAll(async () => {
  await server.close();
  await corpus.close();
});

const get = (url: string, headers = {}) =>
  server.inject({ method: 'GET', url, headers: { host: '127.0.0.1', ...headers } });
const FILES = [
  ['json', 'application/json', 'papers.json'],
  ['jsonl', 'application/jsonl', 'papers.jsonl'],
  ['csv', 'text/csv', 'papers.csv'],
  ['bibtex', 'application/x-bibtex', 'papers.bib'],
  ['ris', 'application/x-research-info-systems', 'papers.ris'],
  ['csl-json', 'application/vnd.citationstyles.csl+json', 'papers-csl.json'],
  ['endnote-xml', 'application/xml', 'papers-endnote.xml'],
  ['zotero-rdf', 'application/rdf+xml', 'papers-zotero.rdf'],
  ['markdown', 'text/markdown', 'papers.md'],
  ['ids', 'text/plain', 'papers.txt'],
  ['atlas', 'application/jsonl', 'papers-atlas.jsonl'],
] as const;

describe('a file of papers', () => {
  test.each(FILES)('in %s contains every paper, and is saved rather than shown', async (format, type, name) => {
    const response = await get(`/api/export?format=${format}`);
    expect(response.headers).toMatchObject({
      ...HEADERS,
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    });
    for (const { id } of await corpus.list()) expect(response.payload).toContain(id);
  });

  test('comes in every format that is text', () => {
    expect(FILES.map(([format]) => format)).toEqual(TEXT_FORMATS);
  });

  test('comes with embeddings for notebooks, byte for byte as on the command line', async () => {
    const papers = await corpus.list();
    for (const [format, type, name] of [
      ['npy', 'application/octet-stream', 'embeddings.npy'],
      ['parquet', 'application/vnd.apache.parquet', 'papers.parquet'],
    ] as const) {
      const response = await get(`/api/export?format=${format}`);
      expect(response.headers).toMatchObject({
        ...HEADERS,
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"`,
      });
      const whole: Uint8Array[] = [];
      for await (const bytes of await bytesOf(corpus, papers, format)) whole.push(bytes);
      expect(Buffer.compare(response.rawPayload, Buffer.concat(whole))).toBe(0);
    }
  });

  test('is a report on all papers, and on no selection of them', async () => {
    const response = await get('/api/export?format=html');
    expect(response.headers['content-disposition']).toBe('attachment; filename="themes.html"');
    expect(response.payload).toMatch(/^<!doctype html>.*<svg.*<\/html>\s*$/s);
    expect((await get('/api/export?format=html&since=2020')).statusCode).toBe(400);
  });

  test('of papers one after the other is written as they are read, and never holds all of them', async () => {
    const atOnce = () => {
      throw new Error('all papers are read at once');
    };
    const streaming = new Proxy(corpus, {
      get: (target, name) => {
        const value: unknown = name === 'browse' ? atOnce : Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const other = await serverOver(askOf(streaming));
    const file = (query: string) =>
      other.inject({ method: 'GET', url: `/api/export?${query}`, headers: { host: '127.0.0.1' } });
    const papers = await corpus.list();
    expect((await file('format=jsonl')).payload).toBe([...writePapers(papers, 'jsonl')].join(''));
    const withoutAbstracts = papers.slice(0, 2).map((paper) => ({ ...paper, abstract: '' }));
    expect((await file('format=jsonl&limit=2&abstracts=false')).payload).toBe(
      [...writePapers(withoutAbstracts, 'jsonl')].join(''),
    );
    expect((await file('format=ids')).payload).toBe(papers.map(({ id }) => `${id}\n`).join(''));
    expect((await file('format=jsonl&theme=t99')).statusCode).toBe(404);
    expect((await file('format=jsonl&since=2020-13-45')).statusCode).toBe(400);
    await other.close();
  });

  test('is word for word what the command line writes, in gzip too', async () => {
    for (const format of ['json', 'bibtex', 'csv'] as const) {
      const whole = [...writePapers(await corpus.list(), format)].join('');
      expect((await get(`/api/export?format=${format}`)).payload).toBe(whole);
      const packed = await get(`/api/export?format=${format}`, { 'accept-encoding': 'gzip' });
      expect(
        packed.headers['content-encoding'] === 'gzip' ? gunzipSync(packed.rawPayload).toString() : packed.payload,
      ).toBe(whole);
    }
  });

  test('has the same citation key for a paper alone as among all, also where two papers share author and year', async () => {
    const keysIn = (bibtex: string) =>
      new Map([...bibtex.matchAll(/^@\w+\{(.*),$[^@]*paperkin = \{(.*)\}/gm)].map(([, key, id]) => [id!, key!]));
    const all = keysIn((await get('/api/export?format=bibtex')).payload);
    expect(new Set(all.values()).size).toBe((await corpus.list()).length);
    for (const id of ['plain-4', 'plain-5']) {
      const one = (await get(`/api/export?format=bibtex&papers=${id}`)).payload;
      expect(keysIn(one)).toEqual(new Map([[id, all.get(id)]]));
      expect((await get(`/api/export?format=ris&papers=${id}`)).payload).toContain(`ID  - ${all.get(id)}\r\n`);
      expect((await get(`/api/export?format=csl-json&papers=${id}`)).json()).toMatchObject([{ id: all.get(id) }]);
    }
  });

  test('contains the requested papers: the nearest, in order; those of a theme; near-duplicates', async () => {
    const ids = async (query: string) => (await get(`/api/export?format=ids&${query}`)).payload.trim().split('\n');
    expect(await ids('q=latent+reasoning&limit=3&not=plain-2')).toEqual(
      (await corpus.search('latent reasoning', { limit: 3, not: ['plain-2'] })).papers.map(({ paper }) => paper.id),
    );
    expect(await ids('like=plain-0&like=plain-1&limit=2')).toEqual(
      (await corpus.similar(['plain-0', 'plain-1'], { limit: 2 })).papers.map(({ paper }) => paper.id),
    );
    expect(await ids('q=latent+reasoning&like=plain-1&limit=2')).toEqual(
      (await corpus.search('latent reasoning', { limit: 2, like: ['plain-1'] })).papers.map(({ paper }) => paper.id),
    );
    const [theme] = (await corpus.themes()).themes;
    expect((await ids(`theme=${theme!.id}`)).sort()).toEqual(theme!.papers.map(({ id }) => id).sort());
    expect(await ids('duplicates=true')).toEqual(['plain-4', 'plain-5']);
    expect(await ids('duplicates=true&limit=1')).toEqual(['plain-4']);
    expect(await ids('papers=plain-3&papers=plain-1')).toEqual(['plain-3', 'plain-1']);
    expect(await ids('limit=2')).toEqual((await corpus.list()).slice(0, 2).map(({ id }) => id));
  });

  test('of more papers than fit in an address is requested with a body', async () => {
    const response = await server.inject({
      method: 'POST',
      url: '/api/export',
      headers: { host: '127.0.0.1', 'content-type': 'application/json' },
      payload: JSON.stringify({ format: 'ids', papers: ['plain-2', 'plain-0'] }),
    });
    expect(response.payload).toBe('plain-2\nplain-0\n');
    expect(response.headers['content-disposition']).toBe('attachment; filename="papers.txt"');
  });

  test('waits for a reader that lags, and keeps little of the file in memory', async () => {
    const piece = 'x'.repeat(2 ** 20);
    let sent = 0;
    const writing = await serverOver(async (_verb, _request, { onProgress, signal } = {}) => {
      for (; sent < 64 && signal?.aborted !== true; sent++) await onProgress!(piece);
      return { json: '{"papers":1}', tag: 'a' };
    });
    await writing.listen({ host: '127.0.0.1', port: 0 });
    const { port } = writing.server.address() as AddressInfo;
    const client = connect(port, '127.0.0.1', () =>
      client.write('GET /api/export?format=jsonl HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n'),
    );
    client.pause();
    await pause(700);
    expect(sent).toBeGreaterThan(4);
    expect(sent).toBeLessThan(32);
    let received = 0;
    client.on('data', (bytes) => (received += bytes.length)).resume();
    await once(client, 'end');
    expect([sent, received > 64 * 2 ** 20]).toEqual([64, true]);
    await writing.close();
  });

  test('breaks off if the corpus fails midway, so that the file does not look complete', async () => {
    const failing = await serverOver(async (_verb, _request, { onProgress } = {}) => {
      void onProgress!('the first piece');
      throw new CorpusError('INDEX_DAMAGED', 'damaged', 'Mend it.');
    });
    await expect(
      failing.inject({ method: 'GET', url: '/api/export', headers: { host: 'localhost' } }),
    ).rejects.toThrow();
    await failing.close();
  });

  test.each([
    'format=',
    'like=plain-0&papers=plain-1',
    'not=plain-0',
    'order=published&q=x',
    'papers=plain-0&limit=3',
    'papers=plain-0&duplicates=true',
    'q=x&duplicates=true',
    'q=x&limit=1001',
  ])('that cannot be meant is refused: %s', async (query) => {
    expect((await get(`/api/export?${query}`)).json()).toMatchObject({ status: 400, code: 'USAGE' });
  });

  test('of a theme that is not there is a problem, not a file', async () => {
    expect((await get('/api/export?theme=t999')).json()).toMatchObject({ status: 404, code: 'THEME_UNKNOWN' });
  });
});

test('the papers of a file are told from those that the collection has, and nothing is added', async () => {
  const [here] = PAPERS.slice(-1);
  const other = { id: 'other', title: 'Tides of two moons', abstract: 'Two moons move one sea, and the tides add up.' };
  const before = await corpus.status();
  const response = await server.inject({
    method: 'POST',
    url: '/api/duplicates/against?name=new.jsonl',
    headers: { host: '127.0.0.1', 'content-type': 'application/octet-stream' },
    payload: Buffer.from(asJsonLines([{ ...here, id: 'again' }, other])),
  });
  expect(response.statusCode).toBe(200);
  const { known, fresh, files } = response.json();
  expect(known.map((one: { in: { id: string }[] }) => one.in[0]!.id)).toEqual([here!.id]);
  expect(fresh.map(({ title }: { title: string }) => title)).toEqual([other.title]);
  expect(files).toHaveLength(1);
  expect(await corpus.status()).toEqual(before);
});

test('notes are exported if they are asked for only, and “add” reads them back once', async () => {
  const [id] = PAPERS.map((paper) => paper.id);
  await corpus.mark({ kind: 'note', paper: id!, text: 'compare\nwith ours' });
  expect((await get('/api/export?format=jsonl')).body).not.toContain('with ours');
  for (const format of ['jsonl', 'ris', 'csv', 'bibtex']) {
    const { body } = await get(`/api/export?format=${format}&notes=true`);
    const copy = await openCorpus({ index: newFolder(), create: true, workers: 1, model: TINY });
    for (const name of ['first', 'second']) await copy.add([{ name, bytes: new TextEncoder().encode(body) }]);
    expect(await copy.marks(), format).toEqual([{ paper: id, tags: [], read: false, note: 'compare\nwith ours' }]);
    await copy.mark({ kind: 'note', paper: id!, text: 'my own' });
    await copy.add([{ name: 'third', bytes: new TextEncoder().encode(body) }]);
    expect((await copy.marks())[0]!.note, format).toBe('my own\ncompare\nwith ours');
    await copy.close();
  }
  await corpus.mark({ kind: 'note', paper: id!, text: '' });
});
