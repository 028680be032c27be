/**
 * How good a map is of which UMAP lays out a sample, and the other papers are placed among it.
 *
 *     npx tsx test/bench/map-sample.ts INDEX PAPERS MOST…
 *
 * For PAPERS of the index, drawn at random, and each MOST that UMAP lays out: how many of the 15 nearest papers by
 * embedding are among the 15 and the 50 nearest on the map, for 1,000 papers.
 */
import { type Embedding, openCorpus, type PaperId } from '../../src/index.js';
import { mapOf } from '../../src/map/index.js';
import { nearestAmong } from '../../src/map/nearest-among.js';
import { shuffled } from '../support/random.js';
import { NEAREST, sharesOnMap } from './map-neighbours.js';

const SCORED = 1_000;

const [index = '', size = '', ...most] = process.argv.slice(2);
const corpus = await openCorpus({ index });
const all = await corpus.embeddings();
await corpus.close();
const ids = shuffled([...all.keys()].sort(), 7).slice(0, Number(size)) as PaperId[];
const embeddings = new Map(ids.map((id) => [id, all.get(id) as Embedding]));
const scored = ids.slice(0, SCORED);
const lists = nearestAmong(
  scored.map((id) => embeddings.get(id)!),
  NEAREST + 1,
  [...embeddings.values()],
);
const nearest = new Map(
  [...lists].map((near, own) => [ids[own]!, new Set(near.flatMap(({ at }) => (at === own ? [] : [ids[at]!])))]),
);

for (const one of most) {
  const before = process.cpuUsage();
  const map = new Map((await mapOf(embeddings, { most: Number(one) })).map((point) => [point.id, point]));
  const { user, system } = process.cpuUsage(before);
  const seconds = ((user + system) / 1e6).toFixed(0);
  console.log(`${one} laid out: ${sharesOnMap(map, nearest)}, ${seconds} s of processor time`);
}
