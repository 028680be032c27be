#!/usr/bin/env node
/**
 * What comparing many papers for near-duplicates costs without the store, and a hash of the answer, so that two builds
 * can be compared.
 *
 *   npm run build && node test/bench/duplicates-stream.mjs FOLDER [--papers 150000] [--texts FILE.jsonl] [--most N]
 *     [--checkout DIR]
 *
 * The papers and embeddings are those of `growth.mjs`, of the first N texts (default: all); they are written to FOLDER,
 * and read from there if they are there. Prints processor time and wall time until all papers are packed, and in all.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { papersOfTexts } from './growth-papers.mjs';

const { values, positionals } = parseArgs({
  options: {
    papers: { type: 'string', default: '150000' },
    texts: { type: 'string' },
    most: { type: 'string' },
    checkout: { type: 'string', default: resolve(import.meta.dirname, '../..') },
  },
  allowPositionals: true,
});
const [DIMENSION, BATCH, LINE] = [384, 500, 2 ** 16];
const count = Number(values.papers);
const [texts, numbers] = ['papers.jsonl', 'embeddings.f32'].map((file) => join(resolve(positionals[0]), file));
const load = (path) => import(join(resolve(values.checkout), 'dist', path));
if (!existsSync(numbers)) await make();
const [textFile, numberFile] = [openSync(texts, 'r'), openSync(numbers, 'r')];
/** Of each paper by id its place, and where its line begins. */
const [places, starts] = [new Map(), []];

async function make() {
  mkdirSync(resolve(positionals[0]), { recursive: true });
  const made = await papersOfTexts(load, DIMENSION, {
    file: values.texts,
    ...(values.most === undefined ? {} : { most: Number(values.most) }),
  });
  const files = [openSync(texts, 'w'), openSync(numbers, 'w')];
  for (let i = 0; i < count; i++) {
    const paper = made.paper(i);
    writeSync(files[0], `${JSON.stringify(paper)}\n`);
    writeSync(files[1], new Uint8Array(made.embeddings(i, paper).embedding.buffer));
  }
  files.forEach(closeSync);
}

function embeddingAt(place) {
  const embedding = new Float32Array(DIMENSION);
  readSync(numberFile, new Uint8Array(embedding.buffer), 0, embedding.byteLength, place * embedding.byteLength);
  return embedding;
}

function paperAt(place) {
  const line = Buffer.alloc(LINE);
  readSync(textFile, line, 0, LINE, starts[place]);
  return JSON.parse(line.toString('utf8', 0, line.indexOf(10)));
}

async function* batches() {
  let [batch, start] = [[], 0];
  for await (const line of createInterface({ input: createReadStream(texts) })) {
    if (starts.length === count) break;
    const paper = JSON.parse(line);
    batch.push([paper, embeddingAt(starts.length)]);
    places.set(paper.id, starts.length);
    starts.push(start);
    start += Buffer.byteLength(line) + 1;
    if (batch.length === BATCH) yield batch.splice(0);
  }
  yield batch;
}

const used = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
const [began, usedBefore] = [performance.now(), used()];
const times = () => `${(used() - usedBefore).toFixed(1)} s (${((performance.now() - began) / 1000).toFixed(1)} s)`;
/** The share of the progress at which all papers are packed. */
const PACKED = 0.6;
let [reads, packed] = [0, false];
const { compareStream } = await load('duplicates/compare.js');
const { state, features } = await compareStream(
  {
    count,
    batches: batches(),
    embeddings: async (ids) => new Map(ids.map((id) => [id, embeddingAt(places.get(id))])),
    read: async (ids) => {
      reads += ids.length;
      return ids.map((id) => [paperAt(places.get(id)), embeddingAt(places.get(id))]);
    },
  },
  {
    onProgress: (share) => {
      if (!packed && share >= PACKED - 1e-9) console.log('packed', times());
      packed ||= share >= PACKED - 1e-9;
    },
  },
);
console.log('in all', times());
const hash = createHash('sha256').update(JSON.stringify(state));
for (const { id, textKey, keys, bands, bigrams } of features)
  hash.update(`${id} ${textKey}`).update(keys).update(bands).update(bigrams);
const mb = process.resourceUsage().maxRSS / 1024;
console.log(
  `${state.scored.length} pairs score, ${reads} papers read again, ${mb.toFixed(0)} MB, answer`,
  hash.digest('hex').slice(0, 16),
);
