#!/usr/bin/env node
/**
 * What `/api/search` gives some clients at once over an index that is there: answers a second, times, the processor
 * time that a question takes the server, and its memory. Linux.
 *
 *   npm run build && node test/bench/clients.mjs --index DIR [--clients 1,8] [--seconds 20] [--first 400]
 *     [--distinct 20000]
 *
 * Questions are the first words of titles; `--distinct` of them are asked in turn, and `--first` of them before
 * anything is measured. “Cores” is how many the server had: on a busy machine, fewer than there are.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { loadSqlite } from '../../dist/store/sqlite/database/driver.js';

const Database = await loadSqlite();
const { values } = parseArgs({
  options: {
    index: { type: 'string' },
    clients: { type: 'string', default: '1,8' },
    seconds: { type: 'string', default: '20' },
    first: { type: 'string', default: '400' },
    distinct: { type: 'string', default: '20000' },
  },
});
/** Of a clock tick in `/proc`. */
const TICK_MS = 10;

const database = new Database(join(values.index, 'papers.sqlite'), { readonly: true });
const titles = database.prepare('SELECT title FROM heading ORDER BY id LIMIT ?').pluck().all(Number(values.distinct));
database.close();
let asked = 0;
function nextPath() {
  const which = asked++ % titles.length;
  const words = titles[which].split(' ').slice(0, 5 + (which % 3));
  return `/api/search?q=${encodeURIComponent(words.join(' '))}`;
}

const cli = resolve(import.meta.dirname, '../../dist/present/cli/main.js');
const server = spawn(process.execPath, [cli, 'serve', '--port', '0', '--index', values.index]);
try {
  const url = await addressOf(server);
  await ask(url, { connections: 8, amount: Number(values.first) });
  console.log('| clients | cores | answers a second | p50, p97.5 | processor time of a question | memory |');
  console.log('| -- | -- | -- | -- | -- | -- |');
  for (const clients of values.clients.split(',').map(Number)) {
    const [before, began] = [processorMs(server.pid), performance.now()];
    const { times, failed } = await ask(url, { connections: clients, duration: Number(values.seconds) });
    const [processor, wall] = [processorMs(server.pid) - before, performance.now() - began];
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.floor(share * times.length)].toFixed(0);
    const cells = [
      clients,
      (processor / wall).toFixed(2),
      ((1000 * times.length) / wall).toFixed(1) + (failed > 0 ? `, ${failed} failed` : ''),
      `${at(0.5)}, ${at(0.975)} ms`,
      `${(processor / times.length).toFixed(1)} ms`,
      `${memoryMb(server.pid)} MB`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
}

/** The address that the server prints. */
function addressOf({ stdout, stderr }) {
  return new Promise((found) => {
    let text = '';
    for (const stream of [stdout, stderr])
      stream.on('data', (bytes) => {
        text += bytes;
        const address = /http:\/\/[\d.]+:\d+/u.exec(text);
        if (address !== null) found(address[0]);
      });
  });
}

async function ask(url, options) {
  const times = [];
  const asking = autocannon({
    url,
    ...options,
    headers: { 'accept-encoding': 'gzip' },
    requests: [{ setupRequest: (request) => ({ ...request, path: nextPath() }) }],
  });
  asking.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  const { non2xx, errors } = await asking;
  return { times, failed: non2xx + errors };
}

/** Of all threads. */
function processorMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function memoryMb(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
}
