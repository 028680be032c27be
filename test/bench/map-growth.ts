/**
 * How good a map is after it has grown: new papers placed among the others, the map laid out again from its positions,
 * and a map from scratch.
 *
 *     npx tsx test/bench/map-growth.ts INDEX PAPERS NEW [theme] [--embeddings FILE]
 *
 * NEW papers come to PAPERS others, drawn at random from the index; with `theme`, they are papers of one of its themes,
 * and no others are. Prints how many of the 15 nearest papers by embedding are among the 15 and the 50 nearest on the
 * map, for 400 new papers and 400 others, and how far the others move on average; the map is 2 wide. FILE gets the
 * embeddings as float32, new papers last, for `map-growth-umap.py`.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bytesOfEmbedding, cosineSimilarity, type Embedding } from '../../src/embedding.js';
import { openCorpus } from '../../src/index.js';
import { mapOf, placeNew } from '../../src/map/index.js';
import { nearestAmong } from '../../src/map/nearest-among.js';
import type { Position } from '../../src/map/points.js';
import type { PaperId } from '../../src/paper.js';
import { seededRandom, shuffled } from '../support/random.js';
import { distance, NEAREST, sharesOnMap } from './map-neighbours.js';

const SCORED = 400;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { embeddings: { type: 'string' } } });
const [index = '', size = '', count = '', theme] = positionals;
const { all, before, arriving } = await draw();
const ids = [...before, ...arriving];
if (values.embeddings !== undefined)
  writeFileSync(values.embeddings, Buffer.concat(ids.map((id) => bytesOfEmbedding(embeddingOf(id)))));
const near = [...nearestAmong(ids.map(embeddingOf), NEAREST)];
const placeOf = new Map(ids.map((id, place) => [id, place]));

const start = await timed('the first map', async () => byId(await mapOf(withEmbeddings(before))));
const placed = await timed('placed', () => placeNew({ start, newcomers: arriving, nearestOf }));
print('placed', new Map<PaperId, Position>([...start, ...placed]));
print('laid out again', await timed('laid out again', async () => byId(await mapOf(withEmbeddings(ids), { start }))));
print('from scratch', await timed('from scratch', async () => byId(await mapOf(withEmbeddings(ids)))));

async function draw() {
  const corpus = await openCorpus({ index });
  const all = await corpus.embeddings();
  const { themes } = await corpus.themes();
  await corpus.close();
  const ids = shuffled([...all.keys()].sort(), 7) as PaperId[];
  const drawn = themes[Math.floor(seededRandom(3)() * themes.length)]!;
  const own = new Set(theme === undefined ? ids.slice(0, Number(count)) : drawn.papers.map(({ id }) => id));
  if (theme !== undefined) console.log(`papers of the theme ${drawn.label}`);
  return {
    all: all as ReadonlyMap<string, Embedding>,
    arriving: ids.filter((id) => own.has(id)).slice(0, Number(count)),
    before: ids.filter((id) => !own.has(id)).slice(0, Number(size)),
  };
}

function embeddingOf(id: PaperId): Embedding {
  return all.get(id)!;
}

function withEmbeddings(ids: readonly PaperId[]): Map<PaperId, Embedding> {
  return new Map(ids.map((id) => [id, embeddingOf(id)]));
}

async function nearestOf(id: PaperId, count: number) {
  const own = near[placeOf.get(id)!]!;
  if (count <= own.length) return own.map(({ at, similarity }) => ({ id: ids[at]!, similarity }));
  return ids
    .filter((other) => other !== id)
    .map((other) => ({ id: other, similarity: cosineSimilarity(embeddingOf(id), embeddingOf(other)) }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, count);
}

function byId<T extends { readonly id: PaperId }>(points: readonly T[]): Map<PaperId, T> {
  return new Map(points.map((point) => [point.id, point]));
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const { user, system } = process.cpuUsage();
  const result = await work();
  const now = process.cpuUsage();
  console.log(`${what}: ${((now.user + now.system - user - system) / 1e6).toFixed(2)} s of processor time`);
  return result;
}

function print(name: string, map: ReadonlyMap<PaperId, Position>): void {
  const [shareOfNew, shareOfOthers] = [arriving, before].map((some) => {
    const nearest = some.slice(0, SCORED).map((id) => [id, near[placeOf.get(id)!]!] as const);
    return sharesOnMap(map, new Map(nearest.map(([id, list]) => [id, new Set(list.map(({ at }) => ids[at]!))])));
  });
  const moved = before.reduce((sum, id) => sum + distance(map.get(id)!, start.get(id)!), 0) / before.length;
  console.log(`${name}: new ${shareOfNew}, others ${shareOfOthers}; moved by ${moved.toFixed(3)}`);
}
