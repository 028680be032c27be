import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Corpus, CorpusError } from '../../../src/index.js';
import { HEADERS } from '../../../src/present/http/guard.js';
import { problemShape } from '../../../src/present/http/problem.js';
import { routes } from '../../../src/present/http/routes.js';
import { cursorTo } from '../../../src/present/verbs/cursor.js';
import { verbs } from '../../../src/present/verbs/index.js';
import { wire } from '../../../src/present/wire.js';
import { newFolder } from '../../support/folders.js';
import { asJsonLines, askOf, PAPERS, serverOver, smallCorpus } from './small-corpus.js';

let corpus: Corpus;
let server: FastifyInstance;
beforeAll(async () => {
  corpus = await smallCorpus();
  const page = newFolder();
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>paperkin</title>');
  server = await serverOver(askOf(corpus), { page });
});
afterAll(async () => {
  await server.close();
  await corpus.close();
});

const ask = (request: InjectOptions) =>
  server.inject({ ...request, headers: { host: '127.0.0.1', ...request.headers } });
const get = (url: string, headers = {}) => ask({ method: 'GET', url, headers });
const postJson = (url: string, body: unknown) =>
  ask({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) });

async function problemAt(request: InjectOptions) {
  const response = await ask(request);
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(response.headers).toMatchObject(HEADERS);
  const said = problemShape.parse(response.json());
  expect(said.status).toBe(response.statusCode);
  return said;
}

describe('the near-duplicates of one paper', () => {
  test('are its group alone', async () => {
    const all = (await get('/api/duplicates')).json();
    const group = all.groups[0];
    expect((await get(`/api/duplicates?paper=${group.papers[0]}`)).json()).toEqual({
      groups: [group],
      total: 1,
      next: null,
    });
    const alone = PAPERS.find(({ id }) => !all.groups.some(({ papers }: { papers: string[] }) => papers.includes(id)))!;
    expect((await get(`/api/duplicates?paper=${alone.id}`)).json()).toEqual({ groups: [], total: 0, next: null });
    expect(await problemAt({ method: 'GET', url: '/api/duplicates?paper=nowhere' })).toMatchObject({ status: 404 });
  });
});

describe('an answer', () => {
  test('says what the library says, in the one vocabulary', async () => {
    const { next, ...said } = (await get('/api/search?q=latent+reasoning&limit=3')).json();
    expect(said).toEqual(
      JSON.parse(JSON.stringify(wire.search.parse(await corpus.search('latent reasoning', { limit: 3 })))),
    );
    expect(next).toMatch(/^[\w-]+$/);
    expect((await get('/api/papers/plain-0')).json()).toEqual({
      paper: wire.shown.shape.paper.parse(await corpus.show('plain-0')),
      marks: null,
    });
    expect((await get('/api/papers/plain-0?sources=true')).json()).toEqual({
      paper: wire.shown.shape.paper.parse(await corpus.show('plain-0')),
      marks: null,
      ...wire.sources.parse(await corpus.sources('plain-0')),
    });
    expect((await get('/api/similar/plain-0?and=plain-1&limit=1')).json().papers).toEqual(
      JSON.parse(JSON.stringify(wire.similar.parse(await corpus.similar(['plain-0', 'plain-1'], { limit: 1 })))).papers,
    );
    expect((await get('/api/duplicates')).json().groups).toEqual(
      wire.duplicates.parse(await corpus.duplicates()).groups,
    );
    expect((await get('/api/duplicates/diff?a=plain-4&b=plain-5')).json()).toEqual(
      await corpus.difference('plain-4', 'plain-5'),
    );
    expect((await get('/api/status')).json()).toMatchObject({ papers: PAPERS.length });
  });

  test('carries the security headers, and so does every other response', async () => {
    for (const url of [
      '/api/status',
      '/healthz',
      '/openapi.json',
      '/',
      '/nowhere',
      '/api/nowhere',
      '/api/papers/unknown',
      '/%ff',
    ]) {
      expect((await get(url)).headers, url).toMatchObject(HEADERS);
    }
    expect(HEADERS['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
  });

  test('is JSON that keeps the text of a paper as it is, whatever it tries to be', async () => {
    for (const { id, title, abstract } of PAPERS) {
      const response = await get(`/api/papers/${id}`);
      expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
      const { paper } = response.json();
      expect(paper.title.replace(/\s+/g, '')).toBe(title.replace(/[\s\p{Cc}]+/gu, ''));
      expect(paper.abstract).toContain(abstract.slice(0, 20));
    }
  });

  test('is sent in gzip to clients that accept it', async () => {
    const plain = await get('/api/papers');
    const packed = await get('/api/papers', { 'accept-encoding': 'gzip' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.payload);
  });

  test('is not sent again to a client that has it, until the corpus changes', async () => {
    for (const url of [
      '/api/search?q=robots',
      '/api/papers?limit=2',
      '/api/papers/plain-1',
      '/api/duplicates',
      '/api/status',
    ]) {
      const { etag } = (await get(url)).headers;
      const again = await get(url, { 'if-none-match': etag });
      expect([again.statusCode, again.payload], url).toEqual([304, '']);
      expect(again.headers).toMatchObject({ etag, ...HEADERS });
      for (const other of ['W/"other-1.0"', '"', 'W/"test-', '*'])
        expect((await get(url, { 'if-none-match': other })).statusCode).toBe(200);
    }
    const before = await get('/api/duplicates');
    expect(before.json().total).toBe(1);
    await postJson('/api/duplicates/ignore', { a: 'plain-4', b: 'plain-5' });
    const after = await get('/api/duplicates', { 'if-none-match': before.headers['etag'] });
    expect([after.statusCode, after.json().total]).toEqual([200, 0]);
  });

  test('to HEAD is the headers alone', async () => {
    const response = await ask({ method: 'HEAD', url: '/api/papers/plain-0' });
    expect([response.statusCode, response.payload]).toEqual([200, '']);
  });
});

describe('a long answer', () => {
  test('is had whole by following its cursors, nothing twice', async () => {
    for (const url of ['/api/papers?limit=3', '/api/similar/plain-0?limit=4']) {
      const ids: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const response: { papers: { id?: string; paper?: { id: string } }[]; next: string | null } = (
          await get(url + (next === '' ? '' : `&cursor=${next}`))
        ).json();
        ids.push(...response.papers.map(({ id, paper }) => id ?? paper!.id));
        next = response.next;
      }
      expect([...ids].sort()).toEqual(
        PAPERS.map(({ id }) => id)
          .filter((id) => url.startsWith('/api/papers') || id !== 'plain-0')
          .sort(),
      );
    }
  });

  test('ends where a cursor points beyond it', async () => {
    expect((await get(`/api/similar/plain-0?cursor=${cursorTo(900_000)}`)).json()).toMatchObject({
      papers: [],
      next: null,
    });
  });

  test.each([
    'x',
    '%00',
    '..',
    `${cursorTo(1)}=`,
    'a'.repeat(5000),
    Buffer.from('[null,"plain-0"]').toString('base64url'),
  ])('does not go on from %s', async (cursor) => {
    expect(await problemAt({ method: 'GET', url: `/api/search?q=x&cursor=${cursor}` })).toMatchObject({
      status: 400,
      code: 'USAGE',
      detail: expect.stringContaining('cursor'),
    });
  });
});

describe('papers near an excluded paper', () => {
  test('is left out of a search, as the library leaves it out', async () => {
    const all = (await get('/api/search?q=robot+grasps+cups')).json();
    const without = (await get('/api/search?q=robot+grasps+cups&not=plain-4&not=plain-2')).json();
    const ids = (answer: { papers: { paper: { id: string } }[] }) => answer.papers.map(({ paper }) => paper.id);
    expect(ids(all)).toContain('plain-4');
    expect(ids(without)).not.toContain('plain-4');
    expect(ids(without)).toEqual(
      (await corpus.search('robot grasps cups', { not: ['plain-4', 'plain-2'] })).papers.map(({ paper }) => paper.id),
    );
    expect(await problemAt({ method: 'GET', url: '/api/search?q=robot&not=nowhere' })).toMatchObject({
      status: 404,
      code: 'PAPER_UNKNOWN',
    });
  });
});

describe('a question that cannot be answered', () => {
  test.each([
    ['/api/search', 400, 'q:'],
    ['/api/search?q=', 400, 'q:'],
    ['/api/search?q=a&q=b', 400, 'q:'],
    [`/api/search?q=${'a'.repeat(4_001)}`, 400, 'q:'],
    ['/api/search?q=x&limit=0', 400, 'limit:'],
    ['/api/search?q=x&limit=101', 400, 'limit:'],
    ['/api/search?q=x&limit=1e1', 400, 'limit:'],
    ['/api/search?q=x&limit=99999999999999999999', 400, 'limit:'],
    ['/api/search?q=x&mode=magic', 400, 'mode:'],
    ['/api/search?q=x&since=yesterday', 400, 'since:'],
    ['/api/search?q=x&explain=yes', 400, 'explain:'],
    ['/api/search?q=x&limt=3', 400, 'limt'],
    ['/api/search?q=x&__proto__=3', 400, '__proto__'],
    ['/api/duplicates?threshold=2', 400, 'threshold:'],
    ['/api/papers/nowhere', 404, 'nowhere'],
    ['/api/papers/plain', 409, 'plain-0'],
    ['/api/papers/%00', 404, ''],
    ['/api/papers/%ff', 400, ''],
    [`/api/papers/${'a'.repeat(1001)}`, 414, ''],
    ['/api/nowhere', 404, ''],
    ['/nowhere', 404, ''],
    ['/api/papers/', 400, 'id'],
  ])('%s is %i', async (url, status, detail) => {
    const said = await problemAt({ method: 'GET', url });
    expect(said).toMatchObject({ status, detail: expect.stringContaining(detail) });
    expect(said.remedy).not.toBe('');
  });

  test.each([...new Set(routes.map(({ path }) => path)), '/healthz', '/openapi.json', '/mcp'])(
    '%s says which methods it takes',
    async (path) => {
      const taken = new Set<string>(routes.filter((route) => route.path === path).map(({ method }) => method));
      if (taken.size === 0) taken.add(path === '/mcp' ? 'POST' : 'GET');
      if (taken.has('GET')) taken.add('HEAD');
      for (const method of ['PUT', 'OPTIONS', 'QUERY']) {
        const response = await ask({
          method: method as 'PUT',
          url: path.replace(':id', 'plain-0'),
          headers: { 'content-type': 'text/odd' },
          payload: 'x'.repeat(10_000),
        });
        expect([response.statusCode, response.json().code]).toEqual([405, 'METHOD_REFUSED']);
        expect(new Set(String(response.headers['allow']).split(', '))).toEqual(taken);
      }
    },
  );

  test('from another host or origin is refused whatever is asked', async () => {
    expect(await problemAt({ method: 'GET', url: '/api/status', headers: { host: 'evil.example' } })).toMatchObject({
      status: 421,
    });
    expect(
      await problemAt({ method: 'GET', url: '/', headers: { host: 'evil.example', accept: 'text/html' } }),
    ).toMatchObject({ status: 421 });
    expect(
      await problemAt({ method: 'DELETE', url: '/api/papers/plain-0', headers: { origin: 'http://evil.example' } }),
    ).toMatchObject({ status: 403 });
    expect(await problemAt({ method: 'POST', url: '/mcp', headers: { origin: 'http://evil.example' } })).toMatchObject({
      status: 403,
    });
  });

  test('without the token is refused on every path with data', async () => {
    const guarded = await serverOver(askOf(corpus), { token: 'a-token-of-some-length' });
    for (const { method, path } of [
      ...routes,
      { method: 'POST', path: '/mcp' } as const,
      { method: 'GET', path: '/openapi.json' } as const,
    ]) {
      const url = path.replace(':id', 'plain-0');
      expect((await guarded.inject({ method, url, headers: { host: 'localhost' } })).statusCode, url).toBe(401);
    }
    const let_in = await guarded.inject({
      method: 'GET',
      url: '/api/status',
      headers: { host: 'localhost', authorization: 'Bearer a-token-of-some-length' },
    });
    expect(let_in.statusCode).toBe(200);
    expect((await guarded.inject({ method: 'GET', url: '/healthz', headers: { host: 'localhost' } })).statusCode).toBe(
      200,
    );
    await guarded.close();
  });

  test('says nothing of the inside where something unforeseen happens, and the log says all', async () => {
    const log: string[] = [];
    const broken = await serverOver(
      async () => {
        throw new Error('the secret path /root/x');
      },
      { log },
    );
    const response = await broken.inject({ method: 'GET', url: '/api/status', headers: { host: 'localhost' } });
    expect([response.statusCode, response.payload.includes('secret')]).toEqual([500, false]);
    expect(log.join()).toContain('the secret path');
    await broken.close();
  });

  test('because the server is busy says when to ask again', async () => {
    const busy = await serverOver(async () => {
      throw new CorpusError('CORPUS_BUSY', 'busy', 'Wait.');
    });
    const response = await busy.inject({ method: 'GET', url: '/api/status', headers: { host: 'localhost' } });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
    await busy.close();
  });

  test('that does not pass by waiting says nothing of asking again', async () => {
    const damaged = await serverOver(async () => {
      throw new CorpusError('INDEX_DAMAGED', 'damaged', 'Repair it.');
    });
    const response = await damaged.inject({ method: 'GET', url: '/api/status', headers: { host: 'localhost' } });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, undefined]);
    await damaged.close();
  });
});

describe('a body', () => {
  test.each([
    ['not JSON', '{"a":', 400],
    ['no object', '["plain-0"]', 400],
    ['empty', '', 400],
    ['one paper alone', '{"papers":["plain-0"]}', 400],
    ['a field too many', '{"papers":["plain-0","plain-1"],"x":1}', 400],
    ['a prototype', '{"papers":["plain-0","plain-1"],"__proto__":{"x":1}}', 400],
    ['unknown papers', '{"papers":["nowhere","plain-1"]}', 404],
    ['too large', `{"papers":["${'a'.repeat(300_000)}"]}`, 413],
  ])('that is %s merges nothing', async (_what, payload, status) => {
    expect(
      await problemAt({
        method: 'POST',
        url: '/api/duplicates/merge',
        headers: { 'content-type': 'application/json' },
        payload,
      }),
    ).toMatchObject({ status });
    expect(await corpus.list()).toHaveLength(PAPERS.length);
  });

  test('of a type that is not taken is refused', async () => {
    expect(
      await problemAt({
        method: 'POST',
        url: '/api/duplicates/merge',
        headers: { 'content-type': 'application/xml' },
        payload: '<a/>',
      }),
    ).toMatchObject({ status: 415, code: 'MEDIA_TYPE_UNKNOWN' });
  });
});

describe('files sent', () => {
  const paper = (id: string) => ({
    id,
    title: `Sent paper ${id}`,
    abstract: `About the sending of ${id}, over a wire and back.`,
  });
  const bytes = (...ids: string[]) => Buffer.from(asJsonLines(ids.map(paper)));

  test('as the body are added under their name', async () => {
    const response = await ask({
      method: 'POST',
      url: '/api/papers?name=sent.jsonl',
      headers: { 'content-type': 'application/octet-stream' },
      payload: bytes('sent-1', 'sent-2'),
    });
    expect(wire.added.parse(response.json())).toMatchObject({
      read: 2,
      added: 2,
      files: [{ file: 'sent.jsonl', format: 'jsonl', failure: null }],
    });
    expect((await corpus.show('sent-2')).places).toMatchObject([{ file: 'sent.jsonl', line: 2 }]);
    expect((await ask({ method: 'DELETE', url: '/api/papers/sent-1' })).json()).toMatchObject({ removed: ['sent-1'] });
    expect((await ask({ method: 'DELETE', url: '/api/papers/sent-2' })).json()).toMatchObject({ removed: ['sent-2'] });
  });

  test('as a form are added, each under the last part of its name', async () => {
    const form = new FormData();
    form.append('file', new Blob([bytes('sent-3')]), 'one.jsonl');
    form.append('file', new Blob([bytes('sent-4')]), '../../etc/two\u001b.jsonl');
    form.append('note', 'not a file');
    const sent = new Response(form);
    const response = await ask({
      method: 'POST',
      url: '/api/papers',
      headers: { 'content-type': sent.headers.get('content-type')! },
      payload: Buffer.from(await sent.arrayBuffer()),
    });
    expect(response.json().files.map(({ file }: { file: string }) => file)).toEqual(['one.jsonl', 'two .jsonl']);
    await corpus.remove(['sent-3', 'sent-4']);
  });

  test('send progress to clients that accept an event stream', async () => {
    const response = await ask({
      method: 'POST',
      url: '/api/papers?name=a%0Aevent:%20problem.jsonl',
      headers: { accept: 'text/event-stream', 'content-type': 'text/plain' },
      payload: bytes('sent-5'),
    });
    expect(response.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', ...HEADERS });
    const events = response.payload
      .split('\n\n')
      .filter((block) => block.startsWith('event'))
      .map((block) => /^event: (\w+)\ndata: (.*)$/.exec(block)!);
    expect(events.map(([, event]) => event)).toEqual(['progress', 'added']);
    expect(JSON.parse(events[1]![2]!)).toMatchObject({ added: 1, files: [{ file: 'a event: problem.jsonl' }] });
    await corpus.remove(['sent-5']);
  });

  test('that hold no papers are a problem, with the reason', async () => {
    const send = (payload: string | Buffer, contentType = 'text/plain', url = '/api/papers?name=x.txt') =>
      ask({ method: 'POST', url, headers: { 'content-type': contentType }, payload });
    expect((await send('hello')).json()).toMatchObject({
      status: 422,
      code: 'INPUT_INVALID',
      files: [{ failure: expect.stringContaining('x.txt') }],
    });
    expect((await send('')).json()).toMatchObject({ status: 400, detail: 'the request has no content' });
    for (const boundary of ['', '; boundary=x', '; boundary=', `; boundary=${'b'.repeat(1000)}`]) {
      expect((await send('garbage', `multipart/form-data${boundary}`)).statusCode, boundary).toBeGreaterThanOrEqual(
        400,
      );
      expect((await send('garbage', `multipart/form-data${boundary}`)).statusCode, boundary).toBeLessThan(500);
    }
    expect((await send(bytes('x'), 'application/json', '/api/papers?format=magic')).json()).toMatchObject({
      status: 400,
      detail: expect.stringContaining('format'),
    });
  });
});

test('more files at once than fit in memory are refused before they are read', async () => {
  let answer!: () => void;
  const waiting = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let taken = 0;
  const slow = await serverOver(async () => {
    taken++;
    await waiting;
    return { json: JSON.stringify({ files: [], read: 0, added: 0, updated: 0, unchanged: 0, papers: 0 }), tag: '1' };
  });
  const send = () =>
    slow.inject({
      method: 'POST',
      url: '/api/papers',
      headers: { host: 'localhost', 'content-type': 'text/plain' },
      payload: 'x',
    });
  const first = Array.from({ length: 8 }, send);
  await vi.waitFor(() => expect(taken).toBe(first.length));
  expect((await send()).json()).toMatchObject({ status: 503, code: 'CORPUS_BUSY' });
  answer();
  expect((await Promise.all(first)).map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(200));
  await slow.close();
});

test('a prefix of an id finds a paper, but only the full id removes it', async () => {
  await corpus.add([
    {
      name: 'one.jsonl',
      bytes: asJsonLines([{ id: 'lonely-paper', title: 'Lonely', abstract: 'Nothing else begins as this one does.' }]),
    },
  ]);
  expect((await get('/api/papers/lone')).json().paper.id).toBe('lonely-paper');
  expect(await problemAt({ method: 'DELETE', url: '/api/papers/lone' })).toMatchObject({
    status: 404,
    remedy: expect.stringContaining('lonely-paper'),
  });
  expect((await postJson('/api/duplicates/merge', { papers: ['plain-0', 'lone'] })).statusCode).toBe(404);
  expect((await ask({ method: 'DELETE', url: '/api/papers/lonely-paper' })).statusCode).toBe(200);
});

test('every path asks a verb, and every verb has its path', () => {
  expect([...new Set(routes.map(({ verb }) => verb))].sort()).toEqual(Object.keys(verbs).sort());
});

test('an upload that fails midway says how many of its papers are stored, as an answer and as an event', async () => {
  const failing = await serverOver(async (_verb, _request, { onProgress } = {}) => {
    await onProgress?.({ file: 'a.jsonl', papers: 128, share: 0.5 });
    throw new CorpusError('DISK_FULL', 'no space left', 'Free some space.');
  });
  const send = (accept: string) =>
    failing.inject({
      method: 'POST',
      url: '/api/papers',
      headers: { host: '127.0.0.1', accept, 'content-type': 'application/octet-stream' },
      payload: 'a file',
    });
  expect((await send('application/json')).json()).toMatchObject({ status: 507, code: 'DISK_FULL', stored: 128 });
  const [, event] = /event: problem\ndata: (.*)/.exec((await send('text/event-stream')).payload)!;
  expect(JSON.parse(event!)).toMatchObject({ status: 507, code: 'DISK_FULL', stored: 128 });
  await failing.close();
});

test('an upload whose file breaks off says how many of its papers are stored', async () => {
  const failing = await serverOver(async (_verb, _request, { onProgress } = {}) => {
    await onProgress?.({ file: 'a.jsonl', papers: 64, share: 0.5 });
    return { json: JSON.stringify({ files: [{ file: 'a.jsonl', failure: 'a.jsonl breaks off.' }] }), tag: 'x' };
  });
  const response = await failing.inject({
    method: 'POST',
    url: '/api/papers',
    headers: { host: '127.0.0.1', 'content-type': 'application/octet-stream' },
    payload: 'a file',
  });
  expect(response.json()).toMatchObject({ status: 422, detail: 'a.jsonl breaks off.', stored: 64 });
  await failing.close();
});
