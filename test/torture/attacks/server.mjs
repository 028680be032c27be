/** Clients that take from a server what others need. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, renameSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { CLI, linesOf, newFolder, PAPERS, run } from '../answers.mjs';
import { attack, fileOf, indexCopy, indexOnly, pause, serve, usage } from './attack.mjs';

const MODEL = resolve(import.meta.dirname, '../../../models/abstract-minilm-l3');
/** How long a client waits for an answer that others stand in the way of, on a busy machine. */
const PATIENCE_MS = 60_000;
const asked = (server, path = 'healthz') =>
  fetch(server.url + path, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    ({ status }) => status,
    (error) => error.name,
  );
const equalPapers = (count) => `${JSON.stringify({ title: 'A lamp', abstract: 'It shines.' })}\n`.repeat(count);
const HALF_AN_UPLOAD =
  'POST /api/papers?name=s.jsonl HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\nx';

async function withServer(attempt, ...options) {
  const server = await serve(await indexCopy(), ...options);
  const sockets = [];
  const client = () => {
    const socket = connect(server.port, '127.0.0.1').on('error', () => {});
    sockets.push(socket);
    return socket.resume();
  };
  try {
    return await attempt(server, client);
  } finally {
    for (const socket of sockets) socket.destroy();
    await server.stop();
  }
}

const slowUploads = (check) =>
  withServer(async (server, client) => {
    const slow = Array.from({ length: 8 }, client);
    for (const socket of slow) socket.write(HALF_AN_UPLOAD);
    const drip = setInterval(() => slow.forEach((socket) => socket.writable && socket.write('x')), 1_000);
    await pause(8_000);
    const { status } = await server.send(linesOf(PAPERS, PAPERS + 2), { signal: AbortSignal.timeout(PATIENCE_MS) });
    clearInterval(drip);
    check(status === 200, `${status}`);
    return `${status}`;
  });

const silentUploads = (check) =>
  withServer(async (_server, client) => {
    const silent = Array.from({ length: 8 }, client);
    const closed = Promise.all(silent.map((socket) => once(socket, 'close')));
    const began = Date.now();
    for (const socket of silent) socket.write(HALF_AN_UPLOAD);
    await Promise.race([closed, pause(PATIENCE_MS)]);
    const seconds = Math.round((Date.now() - began) / 1000);
    check(seconds < PATIENCE_MS / 1000, 'they stay');
    return `closed after ${seconds} s`;
  });

const silentConnections = (check) =>
  withServer(async (server, client) => {
    const silent = Array.from({ length: 600 }, client);
    await pause(1_500);
    const status = await asked(server);
    check(status === 200, `${status}`);
    await pause(20_000);
    const open = silent.filter((socket) => !socket.closed).length;
    check(open === 0, `${open} are open`);
    return `${status} beside 600 of them; ${open} are open after 20 s`;
  });

const clientThatLeaves = (check) =>
  withServer(async (server) => {
    const away = new AbortController();
    const held = server.send(equalPapers(50_000), { signal: away.signal }).catch(() => undefined);
    await pause(3_000);
    away.abort();
    await held;
    const began = Date.now();
    const { status } = await server.send(linesOf(PAPERS, PAPERS + 2), { signal: AbortSignal.timeout(PATIENCE_MS) });
    const seconds = (Date.now() - began) / 1000;
    check(status === 200 && seconds < 15, `${status} after ${seconds} s`);
    return `the next upload is answered after ${seconds.toFixed(1)} s`;
  });

async function stopped(check) {
  const server = await serve(await indexCopy());
  const held = server.send(equalPapers(50_000)).catch(() => undefined);
  await pause(3_000);
  const { code, tookMs } = await server.stop();
  await held;
  check(code === 0 && tookMs < 5_000, `exit ${code} after ${tookMs} ms`);
  return `exit ${code} after ${(tookMs / 1000).toFixed(1)} s`;
}

async function missingModel(check) {
  const folder = newFolder('attack-model-');
  cpSync(MODEL, folder, { recursive: true });
  const file = `${folder}/tokenizer.json`;
  renameSync(file, `${file}.away`);
  return withServer(
    async (server) => {
      const before = await asked(server, 'api/search?q=rain');
      renameSync(`${file}.away`, file);
      const after = await asked(server, 'api/search?q=rain');
      check(before !== 200 && after === 200, `${before}, then ${after}`);
      return `${before}; 200 once it is there`;
    },
    '--model',
    folder,
  );
}

const memory = (check) =>
  withServer(async (server) => {
    await server.send(linesOf(PAPERS, PAPERS + 400));
    const writing = usage(server.pid).mb;
    await pause(40_000);
    const after = usage(server.pid).mb;
    check(after < 500, `${after} MB`);
    return `${writing.toFixed(0)} MB, ${after.toFixed(0)} MB forty seconds later`;
  });

const expectation = (check) =>
  withServer(async (_server, client) => {
    const socket = client().setEncoding('utf8');
    let said = '';
    socket.on('data', (text) => (said += text));
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\nConnection: close\r\n\r\n');
    await once(socket, 'close');
    check(said.startsWith('HTTP/1.1 417') && /content-security-policy/i.test(said), said.slice(0, 300));
    return '417 with all of them';
  });

async function token(check) {
  const file = fileOf('token', 'a-token-of-more-than-sixteen-characters\n');
  return withServer(
    async (server) => {
      const listed = readFileSync(`/proc/${server.pid}/cmdline`, 'utf8').includes('a-token');
      const [without, withToken] = [
        await asked(server, 'api/status'),
        await fetch(`${server.url}api/status`, {
          headers: { authorization: 'Bearer a-token-of-more-than-sixteen-characters' },
        }).then(({ status }) => status),
      ];
      check(!listed && without === 401 && withToken === 200, `${listed}, ${without}, ${withToken}`);
      const { stdout } = await run(['serve', '--help']);
      check(/PAPERKIN_TOKEN/.test(stdout), 'the help does not say it');
      return '`--token-file` and `PAPERKIN_TOKEN` keep it out; the help says so';
    },
    '--token-file',
    file,
  );
}

async function longMessage(check) {
  const child = spawn(process.execPath, [CLI, 'mcp', '--index', await indexCopy()], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stdin.on('error', () => {});
  child.stdin.write('x'.repeat(50_000_000));
  child.stdin.end(`\n${JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'ping' })}\n`);
  const [code] = await once(child, 'close');
  check(code === 0 && /"id":7/.test(said) && /-32600/.test(said), `exit ${code}: ${said.slice(0, 200)}`);
  return 'an error; the next message is answered';
}

async function signalAtStart(check) {
  const codes = new Map();
  for (let ms = 50; ms <= 1_850; ms += 200) {
    const child = spawn(process.execPath, [CLI, 'status', '--index', await indexCopy()], { stdio: 'ignore' });
    setTimeout(() => child.kill('SIGTERM'), ms);
    const [code, signal] = await once(child, 'close');
    codes.set(signal ?? code, (codes.get(signal ?? code) ?? 0) + 1);
  }
  const odd = [...codes.keys()].filter((code) => ![0, 130, 'SIGTERM'].includes(code));
  check(odd.length === 0, `${odd}`);
  return `${[...codes].map(([code, count]) => `${count} × ${code}`).join(', ')}; SIGTERM only before Node has loaded the first file`;
}

async function eightAtOnce(check) {
  const index = await indexCopy();
  const files = Array.from({ length: 8 }, (_, i) =>
    fileOf(`${i}.jsonl`, linesOf(PAPERS + i * 10, PAPERS + i * 10 + 10)),
  );
  const ended = await Promise.all(files.map((file) => indexOnly(['add', file, '--wait', '600'], index)));
  check(
    ended.every(({ code }) => code === 0),
    ended.map(({ code }) => code).join(', '),
  );
  const { papers } = JSON.parse((await indexOnly(['status', '--json'], index)).stdout);
  check(papers === PAPERS + 80, `${papers} papers`);
  return 'held then and now';
}

export const SERVER = [
  attack('eight slow uploads, then a ninth', '503 as long as the eight last', slowUploads),
  attack('eight uploads that send nothing more', 'keep their places for 240 s', silentUploads),
  attack('600 connections that send nothing', 'lock everybody out', silentConnections),
  attack('50,000 equal papers, whose client leaves', 'hold the writer over 100 s', clientThatLeaves),
  attack('SIGTERM during that', '8–10 s', stopped),
  attack('a model that could not be loaded once', 'refused until the server is restarted', missingModel),
  attack('memory after 400 papers were written', 'near 1 GB', memory),
  attack('security headers of a 417', 'none', expectation),
  attack('the token in the list of processes', 'shown', token),
  attack('50 MB without a line end to `mcp`', 'exit 13, silent', longMessage),
  attack('SIGTERM while the program loads', 'code 143', signalAtStart),
  attack('eight processes that add at once', 'held', eightAtOnce),
];
