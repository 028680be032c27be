/**
 * The whole server on its threads, as `paperkin serve` runs it; the threads need the built files, which `npm test`
 * makes first.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openCorpus } from '../../../src/index.js';
import { HEADERS } from '../../../src/present/http/guard.js';
import type { serve as Serve, Serving } from '../../../src/present/http/index.js';
import { inCheckout, newFolder } from '../../support/folders.js';
import { asJsonLines, PAPERS } from './small-corpus.js';

/** A busy machine takes several times as long; no test here is a question of time. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** So many that the last is far from done when the first are acknowledged, however late the news of it comes. */
/** Papers that are written together. */
const BATCH = 64;
const MANY = 2_000;

const DOOR = inCheckout('dist/present/http/index.js');
const { serve } = (await import(DOOR)) as { serve: typeof Serve };

const index = newFolder();
let serving: Serving;
beforeAll(async () => {
  serving = await serve({ index, host: '127.0.0.1', port: 0 });
  await send(asJsonLines(PAPERS), 'small.jsonl');
});
afterAll(async () => {
  await serving.close();
});

test('an export that is asked for twice is the same file twice', async () => {
  const first = await (await fetch(`${serving.url}api/export?format=ids`)).text();
  expect(first).not.toBe('');
  expect(await (await fetch(`${serving.url}api/export?format=ids`)).text()).toBe(first);
});

const SUBJECTS = ['bridges', 'glaciers', 'violins', 'enzymes', 'markets', 'dialects', 'orbits', 'soils'];

/** So many papers that are like no others. */
function somePapers(prefix: string, count: number): Uint8Array {
  return asJsonLines(
    Array.from({ length: count }, (_, i) => ({
      id: `${prefix}-${String(i).padStart(4, '0')}`,
      title: `${prefix} ${SUBJECTS[i % 8]} number ${i}`,
      abstract: `We study ${SUBJECTS[i % 8]} of the ${i}th kind, as ${prefix} would, and find ${i * 7} of them in ${i % 13} places.`,
    })),
  );
}

const send = (bytes: Uint8Array, name: string, init: RequestInit = {}) =>
  fetch(`${serving.url}api/papers?name=${name}`, {
    method: 'POST',
    body: bytes as Uint8Array<ArrayBuffer>,
    ...init,
    headers: { 'content-type': 'application/octet-stream', ...init.headers },
  });
const json = async (path: string) => {
  const response = await fetch(serving.url + path);
  return { status: response.status, body: (await response.json()) as Record<string, never> & { papers: number } };
};

describe('while papers are added', () => {
  test('every search is answered, and everything sent at once is there in the end', async () => {
    const before = (await json('api/status')).body.papers;
    let adding = true;
    const statuses = new Set<number>();
    const asking = (async () => {
      for (let i = 0; adding; i++) {
        for (const path of ['healthz', `api/search?q=glaciers+${i}`, 'api/papers?limit=5', 'api/status'])
          statuses.add((await json(path)).status);
      }
    })();
    const sent = await Promise.all(['ann', 'bob', 'cid'].map((name) => send(somePapers(name, 70), `${name}.jsonl`)));
    adding = false;
    await asking;
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect([...statuses]).toEqual([200]);
    expect((await json('api/status')).body).toMatchObject({
      papers: before + 210,
      index: { neighbours: before + 210 },
    });
  });

  test('a client that disconnects stops adding; written papers stay, and the next client is served', async () => {
    const before = (await json('api/status')).body.papers;
    const away = new AbortController();
    const response = await send(somePapers('dot', MANY), 'dot.jsonl', {
      headers: { accept: 'text/event-stream' },
      signal: away.signal,
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (let said = ''; !said.includes('progress'); ) said += (await reader.read()).value;
    away.abort();
    expect((await send(somePapers('eve', 3), 'eve.jsonl')).status).toBe(200);
    const { papers } = (await json('api/status')).body;
    expect(papers).toBeGreaterThanOrEqual(before + BATCH + 3);
    expect(papers).toBeLessThan(before + MANY);
  });

  test('a server that is stopped says so, and the index is whole', async () => {
    const folder = newFolder();
    const other = await serve({ index: folder, host: '127.0.0.1', port: 0 });
    const response = await fetch(`${other.url}api/papers`, {
      method: 'POST',
      body: somePapers('fay', MANY) as Uint8Array<ArrayBuffer>,
      headers: { accept: 'text/event-stream' },
    });
    let said = '';
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      said += text;
      if (text.includes('progress')) void other.close();
    }
    await other.close();
    expect(/event: problem\ndata: (.*)/.exec(said)![1]).toContain('INTERRUPTED');
    const corpus = await openCorpus({ index: folder });
    expect((await corpus.doctor()).checks.filter(({ ok }) => !ok)).toEqual([]);
    expect((await corpus.list()).length).toBeGreaterThanOrEqual(BATCH);
    await corpus.close();
    await expect(fetch(`${other.url}healthz`)).rejects.toThrow();
  });

  test('a killed server loses nothing that it acknowledged, and the next one continues', async () => {
    const folder = newFolder();
    const script = `const { serve } = await import(${JSON.stringify(DOOR)}); console.log((await serve({ index: ${JSON.stringify(folder)}, host: '127.0.0.1', port: 0 })).url);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const killed = once(child, 'exit');
    const url = String(await once(child.stdout, 'data')).trim();
    const response = await fetch(`${url}api/papers`, {
      method: 'POST',
      body: somePapers('gus', 300) as Uint8Array<ArrayBuffer>,
      headers: { accept: 'text/event-stream' },
    });
    let said = '';
    const acknowledged = () => Number([...said.matchAll(/"papers":(\d+),"share"/g)].at(-1)?.[1] ?? 0);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    while (acknowledged() < 2 * BATCH) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the adding ended: ${said}`);
      said += value;
    }
    child.kill('SIGKILL');
    expect((await killed)[1]).toBe('SIGKILL');
    const next = await serve({ index: folder, host: '127.0.0.1', port: 0 });
    const again = await fetch(`${next.url}api/papers`, {
      method: 'POST',
      body: somePapers('gus', 300) as Uint8Array<ArrayBuffer>,
    });
    const added = (await again.json()) as { added: number; unchanged: number; papers: number };
    expect(added.papers).toBe(300);
    expect(added.unchanged).toBeGreaterThanOrEqual(acknowledged());
    await next.close();
  });
});

/** Ids of the processes that this one started to work on an index. */
function workingProcesses(): number[] {
  const started = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ');
  return started.map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('corpus-process');
    } catch {
      return false; // it has just ended
    }
  });
}

/** Of a process, in ticks of the system; its name in the file may have blanks. */
function processorTime(pid: number): number {
  const [, fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  return fields!
    .split(' ')
    .slice(11, 13)
    .reduce((sum, ticks) => sum + Number(ticks), 0);
}

describe.skipIf(process.platform !== 'linux')('the process that adds', () => {
  /** Sends many papers and waits until some of them are written. */
  async function begunToAdd(prefix: string) {
    const away = new AbortController();
    const before = new Map(workingProcesses().map((pid) => [pid, processorTime(pid)]));
    const response = await send(somePapers(prefix, MANY), `${prefix}.jsonl`, {
      headers: { accept: 'text/event-stream' },
      signal: away.signal,
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let said = '';
    while (!said.includes('event: progress')) said += (await reader.read()).value;
    const since = (pid: number): number => processorTime(pid) - (before.get(pid) ?? 0);
    const [pid] = workingProcesses().sort((a, b) => since(b) - since(a));
    return { pid: pid!, reader, away };
  }

  test('takes only its own upload with it when it dies', async () => {
    const { pid, reader } = await begunToAdd('hal');
    process.kill(pid, 'SIGKILL');
    let said = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) said += part.value;
    expect(said).toContain('event: problem');
    expect((await json('healthz')).status).toBe(200);
    expect((await send(somePapers('ida', 3), 'ida.jsonl')).status).toBe(200);
  });

  test('is killed when its client disconnects, even if it hangs', async () => {
    const { pid, away } = await begunToAdd('jim');
    process.kill(pid, 'SIGSTOP');
    away.abort();
    expect((await send(somePapers('kim', 3), 'kim.jsonl')).status).toBe(200);
    expect(() => process.kill(pid, 0)).toThrow();
  });

  test('lets uploads wait and tells them how many go first', async () => {
    const { away } = await begunToAdd('leo');
    const response = await send(somePapers('mia', 3), 'mia.jsonl', { headers: { accept: 'text/event-stream' } });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let said = '';
    while (!said.includes('event: waiting')) said += (await reader.read()).value;
    expect(said).toContain('data: {"ahead":1}');
    away.abort();
    for (let part = await reader.read(); !part.done; part = await reader.read()) said += part.value;
    expect(said).toContain('event: added');
  });
});

describe('what is no decent request', () => {
  /** Sends bytes as they are. @returns what came back until the connection was closed */
  async function raw(text: string): Promise<string> {
    const socket = connect(Number(new URL(serving.url).port), '127.0.0.1');
    let said = '';
    socket
      .setEncoding('utf8')
      .on('data', (part: string) => {
        said += part;
      })
      .on('error', () => {});
    socket.write(text);
    socket.once('data', () => socket.end()); // what is on its way still comes
    await once(socket, 'close');
    return said;
  }

  test.each([
    ['no HTTP', 'hello\r\n\r\n', '400'],
    ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', '421'],
    ['HTTP/1.0 without a host', 'GET /healthz HTTP/1.0\r\n\r\n', '421'],
    ['two hosts', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n', '4'],
    ['the name of another host', 'GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', '421'],
    [
      'a whole address of another host',
      'GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      '421',
    ],
    ['headers without end', `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, '431'],
    [
      'two lengths',
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
      '400',
    ],
    [
      'a length and chunks',
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
    [
      'a body of a terabyte',
      'POST /api/papers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\nConnection: close\r\n\r\nabc',
      '413',
    ],
    ['an expectation', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\n\r\n', '417'],
    ['a method of its own', 'BREW /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n', '400'],
  ])('%s is refused with every header', async (_what, text, status) => {
    const said = await raw(text);
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
    for (const [name, value] of Object.entries(HEADERS)) expect(said).toContain(`${name}: ${value}`);
    expect(said).toContain('application/problem+json');
  });

  test('does not keep others from being served', async () => {
    const idle = Array.from({ length: 50 }, () => connect(Number(new URL(serving.url).port), '127.0.0.1'));
    for (const socket of idle)
      socket.on('error', () => {}).write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    expect((await json('healthz')).status).toBe(200);
    for (const socket of idle) socket.destroy();
  });
});

test('a port in use is reported with a remedy', async () => {
  const port = Number(new URL(serving.url).port);
  await expect(serve({ index, host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'FAILED',
    message: expect.stringContaining(String(port)),
    remedy: expect.stringContaining('--port'),
  });
});

test('an address that others can reach is not listened on without a token', async () => {
  await expect(serve({ index, host: '0.0.0.0', port: 0 })).rejects.toMatchObject({
    code: 'USAGE',
    remedy: expect.stringContaining('--token'),
  });
});

test('an index that cannot be opened is reported before anything is served', async () => {
  await expect(serve({ index: inCheckout('package.json'), host: '127.0.0.1', port: 0 })).rejects.toMatchObject({
    remedy: expect.stringContaining('--index'),
  });
});

test('assistants ask at /mcp, and the answers are the same', async () => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL('mcp', serving.url)) as Parameters<typeof client.connect>[0],
  );
  const { structuredContent } = await client.callTool({
    name: 'search_papers',
    arguments: { query: 'latent reasoning', limit: 3 },
  });
  const { papers } = (await json('api/search?q=latent+reasoning&limit=3')).body as unknown as {
    papers: { paper: { id: string }; similarity: number }[];
  };
  expect(structuredContent).toMatchObject({
    papers: papers.map(({ paper, similarity }) => ({ id: paper.id, similarity })),
  });
  await client.close();
});
