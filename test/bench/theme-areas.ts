/**
 * Which rule gathers themes into few, large and true areas?
 *
 *     npm run build && npx tsx test/bench/theme-sizes.ts PAPERS.jsonl FOLDER [SET.jsonl…]
 *     npx tsx test/bench/theme-areas.ts FOLDER [--list]
 *
 * Finds the themes of each collection of FOLDER and gathers them by each rule. Prints, summed over the collections that
 * have areas: areas; those of two themes; themes without an area; areas and lone themes together, by collection (what
 * a reader sees first); and how often two papers of different themes of one area have the same class, divided by how
 * often two papers of different themes have it at large (mean over collections with classes). With --list, the labels
 * of the themes of each area, to be read.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { openEmbedder } from '../../dist/embed/index.js';
import { toUnitLength } from '../../dist/embedding.js';
import { dotProducts, type Rows, rowsOf } from '../../dist/maths/rows.js';
import { centredCentroids } from '../../dist/themes/clustering/smooth.js';
import { largestBranches, wardMerges } from '../../dist/themes/clustering/ward.js';
import { findThemes } from '../../dist/themes/index.js';
import { areasOf } from '../../dist/themes/naming/names/areas.js';

type Gather = (centroids: Rows, sizes: readonly number[]) => number[][];

const LARGEST_SHARE = 0.4;
const RULES: Readonly<Record<string, Gather>> = {
  'branch of Ward’s tree, mean cosine 0.25 (now)': areasOf,
  'the same, 0.2': (centroids, sizes) => branches(centroids, sizes, 0.2),
  'Ward’s tree without sizes, 0.25': (centroids, sizes) => branches(centroids, sizes, 0.25, false),
  'average linkage, 0.25': (centroids, sizes) => averageLinkage(centroids, sizes, 0.25),
  'average linkage, 0.2': (centroids, sizes) => averageLinkage(centroids, sizes, 0.2),
  'now, and lone themes join an area at 0.25': (centroids, sizes) => withLone(centroids, sizes, 0.25),
  'now, and lone themes join an area at 0.2': (centroids, sizes) => withLone(centroids, sizes, 0.2),
};

const [folder = '', list] = process.argv.slice(2);
const embedder = await openEmbedder({ dir: 'models/abstract-minilm-l3', workers: 2 });
const totals = new Map(
  Object.keys(RULES).map((rule) => [rule, { areas: 0, pairs: 0, alone: 0, first: 0, lifts: [0] }]),
);
let [themesInAll, collections] = [0, 0];
for (const name of readdirSync(folder).filter((one) => existsSync(join(folder, one, 'embeddings.f32')))) {
  const papers = readFileSync(join(folder, name, 'papers.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; title: string; abstract: string; label: string | null })
    .map((paper) => ({ ...paper, published: null }));
  const { buffer } = Uint8Array.from(readFileSync(join(folder, name, 'embeddings.f32')));
  const dimension = buffer.byteLength / 4 / papers.length;
  const embeddings = papers.map((_, i) => toUnitLength(new Float32Array(buffer, i * dimension * 4, dimension)));
  const { themes } = await findThemes(papers as never, embeddings, (texts) => embedder.embed(texts), {
    subjects: embedder.subjects,
  });
  const themeOf = new Map(themes.flatMap(({ papers: own }, c) => own.map(({ id }) => [id as string, c] as const)));
  const labels = Int32Array.from(papers, ({ id }) => themeOf.get(id) ?? -1);
  const centroids = centredCentroids(rowsOf(embeddings), labels, themes.length);
  const sizes = themes.map(({ size }) => size);
  if (areasOf(centroids, sizes).length === 0) continue;
  collections++;
  themesInAll += themes.length;
  const classes = classCounts(papers, labels, themes.length);
  for (const [rule, gather] of Object.entries(RULES)) {
    const areas = gather(centroids, sizes);
    const total = totals.get(rule)!;
    const alone = themes.length - areas.flat().length;
    total.areas += areas.length;
    total.pairs += areas.filter((own) => own.length === 2).length;
    total.alone += alone;
    total.first += areas.length + alone;
    total.lifts.push(lift(classes, areas));
    if (list === '--list') {
      console.log(`\n${name}: ${rule}`);
      for (const own of areas) console.log(`  ${own.map((c) => themes[c]!.label).join(' | ')}`);
    }
  }
}
await embedder.close();
const table = new Table({
  style: { head: [], border: [] },
  head: ['rule', 'areas', 'of two themes', 'themes without one', 'seen first', 'same class'],
});
for (const [rule, { areas, pairs, alone, first, lifts }] of totals) {
  const known = lifts.slice(1).filter((one) => !Number.isNaN(one));
  const same = known.reduce((sum, one) => sum + one, 0) / known.length;
  table.push([rule, areas, pairs, `${alone} of ${themesInAll}`, (first / collections).toFixed(1), same.toFixed(2)]);
}
console.log(`${collections} collections with areas\n${table.toString()}`);

function cosinesOf(centroids: Rows): Float32Array {
  const products = new Float32Array(centroids.count ** 2);
  dotProducts(centroids, centroids, products);
  return products;
}

function meanBetween(cosines: Float32Array, k: number, one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (const a of one) for (const b of other) sum += cosines[a * k + b]!;
  return sum / (one.length * other.length);
}

function branches(centroids: Rows, sizes: readonly number[], similar: number, bySize = true): number[][] {
  const cosines = cosinesOf(centroids);
  const most = LARGEST_SHARE * sumOf(sizes);
  return largestBranches(bySize ? wardMerges(centroids, sizes) : wardMerges(centroids), 2, (own) => {
    const k = centroids.count;
    const pairs = own.flatMap((a, n) => own.slice(n + 1).map((b) => cosines[a * k + b]!));
    return sumOf(own.map((c) => sizes[c]!)) <= most && sumOf(pairs) / pairs.length >= similar;
  });
}

/** The two most similar groups are joined until no two have a mean cosine of `similar` between their themes. */
function averageLinkage(centroids: Rows, sizes: readonly number[], similar: number): number[][] {
  const cosines = cosinesOf(centroids);
  const most = LARGEST_SHARE * sumOf(sizes);
  let groups = sizes.map((_, c) => [c]);
  for (;;) {
    let [best, highest] = [[-1, -1], similar];
    groups.forEach((one, a) => {
      groups.slice(0, a).forEach((other, b) => {
        const between = meanBetween(cosines, centroids.count, one, other);
        const papers = sumOf([...one, ...other].map((c) => sizes[c]!));
        if (between >= highest && papers <= most) [best, highest] = [[a, b], between];
      });
    });
    const [a = -1, b = -1] = best;
    if (a < 0) return groups.filter((group) => group.length > 1);
    groups = [...groups.filter((_, n) => n !== a && n !== b), [...groups[a]!, ...groups[b]!]];
  }
}

/** Areas as now; then each theme without one joins the most similar area, if it has a mean cosine of `similar` to it. */
function withLone(centroids: Rows, sizes: readonly number[], similar: number): number[][] {
  const cosines = cosinesOf(centroids);
  const most = LARGEST_SHARE * sumOf(sizes);
  const first = areasOf(centroids, sizes);
  const grown = first.map((own) => [...own]);
  const alone = sizes.map((_, c) => c).filter((c) => !first.flat().includes(c));
  for (const c of alone) {
    const means = first.map((own) => meanBetween(cosines, centroids.count, [c], own));
    const nearest = means.indexOf(Math.max(...means));
    if (nearest < 0 || means[nearest]! < similar) continue;
    if (sumOf([...grown[nearest]!, c].map((one) => sizes[one]!)) <= most) grown[nearest]!.push(c);
  }
  return grown;
}

function classCounts(
  papers: readonly { readonly label: string | null }[],
  labels: Int32Array,
  k: number,
): ReadonlyMap<string, number>[] {
  const counts = Array.from({ length: k }, () => new Map<string, number>());
  papers.forEach(({ label }, i) => {
    const own = counts[labels[i]!];
    if (own !== undefined && label !== null) own.set(label, (own.get(label) ?? 0) + 1);
  });
  return counts;
}

/** NaN where there are no classes. */
function lift(classes: readonly ReadonlyMap<string, number>[], areas: readonly (readonly number[])[]): number {
  const share = (groups: readonly (readonly number[])[]): number => {
    let [same, all] = [0, 0];
    for (const own of groups)
      for (const a of own)
        for (const b of own) {
          if (a <= b) continue;
          for (const [label, n] of classes[a]!) same += n * (classes[b]!.get(label) ?? 0);
          all += sumOf([...classes[a]!.values()]) * sumOf([...classes[b]!.values()]);
        }
    return same / all;
  };
  const atLarge = share([classes.map((_, c) => c)]);
  return new Set(classes.flatMap((one) => [...one.keys()])).size < 2 ? Number.NaN : share(areas) / atLarge;
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0);
}
