/**
 * Would themes be purer if more papers were left without one? Writes the themes of a first run and how badly each paper
 * fits by several rules; `theme-left-out.py` measures them.
 *
 *     npx tsx test/bench/theme-sizes.ts PAPERS.jsonl FOLDER SET.jsonl…
 *     npm run build && npx tsx test/bench/theme-left-out.ts FOLDER
 *     python test/bench/theme-left-out.py FOLDER
 *
 * Rules: the paper that fits worst has the lowest figure, all with the papers as smoothed for the grouping but for
 * `similarity`. `similarity`: cosine to the nearest centroid (the rule of paperkin); `margin`: cosine to the own
 * centroid less that to the next; `own theme`: cosine to the own centroid, in deviations from the median of the theme;
 * `nearest ten`: the share of the ten nearest papers in the theme; `density`: mean cosine to the ten nearest papers;
 * `silhouette`; `mixed`: the relative cohesion of the theme, so themes marked mixed are left out first. `handed over`
 * are the themes without those marked mixed, whose papers go to the nearest of the others.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toUnitLength } from '../../dist/embedding.js';
import type { Paper } from '../../dist/index.js';
import { dotProducts, pickRows, type Rows, rowAt, rowsOf, sumsByLabel, unitMeans } from '../../dist/maths/rows.js';
import { relativeCohesions } from '../../dist/themes/clustering/cohesion.js';
import { lloyd } from '../../dist/themes/clustering/lloyd.js';
import { membershipOf, similaritiesTo } from '../../dist/themes/clustering/membership.js';
import { centre, nearestPapers, smoothByNeighbours } from '../../dist/themes/clustering/smooth.js';
import { groupingOf } from '../../dist/themes/grouping.js';
import { paperTextOf } from '../../dist/themes/paper-words.js';

const NEAREST = 10;
const MIXED_BELOW = 0.9;

const [folder = ''] = process.argv.slice(2);
for (const name of readdirSync(folder).sort()) {
  const own = join(folder, name);
  const papers = readFileSync(join(own, 'papers.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Paper);
  const { buffer } = Uint8Array.from(readFileSync(join(own, 'embeddings.f32')));
  const dimension = buffer.byteLength / 4 / papers.length;
  const rows = rowsOf(papers.map((_, i) => toUnitLength(new Float32Array(buffer, i * dimension * 4, dimension))));
  const texts = papers.map(paperTextOf);
  const readings = async (places: ArrayLike<number>) => Array.from(places, (place) => texts[place]!);
  const { k, labels } = await groupingOf(papers, rows, readings, { afterPass: async () => {} });
  const smooth = smoothByNeighbours(centre(rows), nearestPapers(centre(rows), texts));
  const { sums } = sumsByLabel(smooth, labels, k);
  const cosines = cosinesTo(unitMeans(sums, k), smooth);
  // Outliers as they are now would be in their nearest theme.
  const themes = labels.map((label, i) => (label >= 0 ? label : highest(cosines, i, k)));
  const cohesions = relativeCohesions(centre(rows), themes, k);
  const cosine = (i: number): number => cosines[i * k + themes[i]!]!;
  const near = nearest(smooth, themes, k);
  const rules = {
    similarity: similarities(rows, themes, k),
    margin: papers.map((_, i) => cosine(i) - nextTo(cosines, i, k, themes[i]!)),
    'own theme': relativeTo(
      papers.map((_, i) => cosine(i)),
      themes,
      k,
    ),
    'nearest ten': near.map(({ share, density }) => share + density / 1000),
    density: near.map(({ density }) => density),
    silhouette: near.map(({ silhouette }) => silhouette),
    mixed: papers.map((_, i) => cohesions[themes[i]!]! + cosine(i) / 1000),
  };
  const strong = cohesions.flatMap((cohesion, c) => (cohesion < MIXED_BELOW ? [] : [c]));
  const handedOver = lloyd(smooth, pickRows(unitMeans(sums, k), strong)).labels;
  const mixed = papers.filter((_, i) => cohesions[themes[i]!]! < MIXED_BELOW).length / papers.length;
  writeFileSync(
    join(own, 'left-out.json'),
    JSON.stringify({ k, labels: [...labels], themes: [...themes], rules, handedOver: [...handedOver], mixed }),
  );
  console.error(name);
}

function highest(cosines: Float32Array, i: number, k: number): number {
  const own = cosines.subarray(i * k, (i + 1) * k);
  return own.reduce((best, x, c) => (x > own[best]! ? c : best), 0);
}

function nextTo(cosines: Float32Array, i: number, k: number, own: number): number {
  return cosines.subarray(i * k, (i + 1) * k).reduce((most, x, c) => (c === own ? most : Math.max(most, x)), -1);
}

function cosinesTo(centroids: Rows, rows: Rows): Float32Array {
  const cosines = new Float32Array(rows.count * centroids.count);
  dotProducts(rows, centroids, cosines);
  return cosines;
}

function similarities(rows: Rows, themes: Int32Array, k: number): number[] {
  const { centroids } = membershipOf(rows, themes, k);
  const { own, toNext } = similaritiesTo(centroids, rows, themes);
  return Array.from(own, (similarity, i) => Math.max(similarity, toNext[i]!));
}

function relativeTo(values: readonly number[], themes: Int32Array, k: number): number[] {
  const facts = Array.from({ length: k }, (_, c) => {
    const median = medianOf(values.filter((_, i) => themes[i] === c));
    return { median, deviation: medianOf(values.flatMap((x, i) => (themes[i] === c ? [Math.abs(x - median)] : []))) };
  });
  return values.map((x, i) => (x - facts[themes[i]!]!.median) / Math.max(0.01, facts[themes[i]!]!.deviation));
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Of each paper: the share of the nearest papers in its theme, their mean cosine, and its silhouette. */
function nearest(rows: Rows, themes: Int32Array, k: number) {
  const similarity = new Float32Array(rows.count);
  return Array.from(themes, (theme, i) => {
    const sums = new Float64Array(k);
    const sizes = new Float64Array(k);
    const row = rowAt(rows, i);
    for (let j = 0; j < rows.count; j++) {
      let dot = 0;
      for (let d = 0; d < rows.dimension; d++) dot += row[d]! * rows.data[j * rows.dimension + d]!;
      similarity[j] = j === i ? -2 : dot;
      if (j === i) continue;
      sums[themes[j]!]! += 1 - dot;
      sizes[themes[j]!]! += 1;
    }
    const places = Array.from(similarity.keys())
      .sort((a, b) => similarity[b]! - similarity[a]! || a - b)
      .slice(0, NEAREST);
    const within = sums[theme]! / Math.max(1, sizes[theme]!);
    const other = sums.reduce((least, sum, c) => {
      return c === theme || sizes[c] === 0 ? least : Math.min(least, sum / sizes[c]!);
    }, Infinity);
    return {
      share: places.filter((j) => themes[j] === theme).length / places.length,
      density: places.reduce((sum, j) => sum + similarity[j]!, 0) / places.length,
      silhouette: (other - within) / Math.max(other, within),
    };
  });
}
