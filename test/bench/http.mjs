#!/usr/bin/env node
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
/**
 * How long `/api/search` takes under 8 clients at once, at 250 and at 10,000 papers (autocannon, 20 s each, keep-alive,
 * answers of ten papers, gzip not asked for), and how long `/healthz` takes while 1,000 papers are added.
 *
 *     npm run build && node test/bench/http.mjs [papers.jsonl]
 *
 * Without a file, papers are made from a few hundred words by a seeded generator: their texts are as long as abstracts,
 * but more alike than real ones. Times include everything between sending a request and reading its last byte; every
 * query differs from the one before, so nothing is remembered.
 */
import autocannon from 'autocannon';
import { openCorpus } from '../../dist/index.js';
import { seededRandom } from '../../dist/maths/random.js';
import { serve } from '../../dist/present/http/index.js';

const CLIENTS = 8;
const SECONDS = 20;
const SIZES = [250, 10_000];
const ADDED = 1_000;
const POLL_MS = 10;

const folder = mkdtempSync(join(tmpdir(), 'paperkin-bench-'));
const [given] = process.argv.slice(2);
const papers =
  given === undefined ? invented(Math.max(...SIZES) + ADDED) : readFileSync(given, 'utf8').trim().split('\n');
console.log(
  `Node ${process.versions.node}, ${cpus()[0].model}, ${availableParallelism()} cores; ${given ?? 'invented papers'}`,
);
try {
  for (const size of SIZES) await measure(size);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(size) {
  const index = join(folder, String(size));
  const file = join(folder, `${size}.jsonl`);
  writeFileSync(file, papers.slice(0, size).join('\n'));
  const corpus = await openCorpus({ index, create: true });
  await corpus.add([file]);
  await corpus.close();
  const stop = new AbortController();
  const { url, closed } = await serve({ index, host: '127.0.0.1', port: 0, signal: stop.signal });
  const random = seededRandom(1);
  const query = () =>
    Array.from({ length: 3 + Math.floor(random() * 4) }, () =>
      wordOf(papers[Math.floor(random() * size)], random),
    ).join(' ');
  await fetch(`${url}api/search?q=warm`);
  const times = [];
  const attack = autocannon({
    url,
    connections: CLIENTS,
    duration: SECONDS,
    requests: [{ setupRequest: (request) => ({ ...request, path: `/api/search?q=${encodeURIComponent(query())}` }) }],
  });
  attack.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  const result = await attack;
  console.log(
    `${size} papers: ${result.requests.average.toFixed(0)} searches/s under ${CLIENTS} clients, ${percentiles(times)}; ${result.non2xx + result.errors} failed`,
  );
  await measureHealth(url, size);
  stop.abort();
  await closed;
}

async function measureHealth(url, size) {
  let adding = true;
  const times = [];
  const polling = (async () => {
    while (adding) {
      const start = performance.now();
      await (await fetch(`${url}healthz`)).text();
      times.push(performance.now() - start);
      await new Promise((resolve) => {
        setTimeout(resolve, POLL_MS);
      });
    }
  })();
  const start = performance.now();
  const response = await fetch(`${url}api/papers?name=more.jsonl`, {
    method: 'POST',
    body: papers.slice(size, size + ADDED).join('\n'),
  });
  const { added } = await response.json();
  const seconds = (performance.now() - start) / 1000;
  adding = false;
  await polling;
  console.log(
    `  ${added} papers added in ${seconds.toFixed(1)} s; meanwhile /healthz ${times.length} times: ${percentiles(times)}`,
  );
}

function percentiles(times) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

/** A word of a paper, of four letters or more. */
function wordOf(line, random) {
  const words = line.match(/[a-z]{4,}/gi) ?? ['word'];
  return words[Math.floor(random() * words.length)];
}

/** JSON lines of papers with abstracts of 120 to 200 words. */
function invented(count) {
  const random = seededRandom(7);
  const syllables = [
    'la',
    'tent',
    'mo',
    'del',
    're',
    'ward',
    'gra',
    'ph',
    'neu',
    'ral',
    'to',
    'ken',
    'pol',
    'icy',
    'vi',
    'sion',
    'sen',
    'sor',
    'pro',
    'tein',
  ];
  const pick = (list) => list[Math.floor(random() * list.length)];
  const words = Array.from({ length: 3_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(syllables)).join(''),
  );
  const text = (length) => Array.from({ length }, () => words[Math.floor(random() ** 2 * words.length)]).join(' ');
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      id: `paper-${i}`,
      title: text(8),
      abstract: `${text(60)}. ${text(60 + Math.floor(random() * 80))}.`,
    }),
  );
}
