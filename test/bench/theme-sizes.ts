/**
 * How many themes does a first run find, how large are they, and would another rule choose better?
 *
 *     npm run build && npx tsx test/bench/theme-sizes.ts PAPERS.jsonl FOLDER [SET.jsonl…]
 *
 * Draws the collections below from PAPERS.jsonl (`id`, `title`, `abstract`, `categories` a line): the papers of lowest
 * SHA-256 of "NAME ID". Each SET.jsonl (`id`, `title`, `text` or `abstract`, `label`) is taken whole, and 300 papers of
 * it. The class of a paper is its label, or its first category. Prints for each collection and rule: themes; the median size; the
 * share of themes of fewer than 8 papers, and of papers in them; AMI, ARI and V with the classes, over the papers that
 * have one; the adjusted Rand index with a run without a tenth of the papers (mean of three); themes marked mixed.
 * FOLDER/NAME keeps papers and embeddings, for `theme-sizes-bertopic.py`, and `sheet.txt`: six titles of each theme by
 * `n/8` and by `√n`, mixed, to be read blind; `sheet.key.json` says which rule made which, and its size.
 *
 * Rules: `n/8` tries up to a theme for 8 papers; `√n` up to the square root of the number of papers; `n/15` a theme for
 * 15 papers; `√n/2 each` as `n/8`, with groups smaller than half the square root dissolved; `both` this and `√n`;
 * `joined` as `n/8`, but groups of fewer than 8 papers are joined with the nearest group.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Table from 'cli-table3';
import { openEmbedder } from '../../dist/embed/index.js';
import { type Embedding, toUnitLength } from '../../dist/embedding.js';
import { adjustedRand, overlapsOf, vMeasure } from '../../dist/evaluate/clusters.js';
import type { Paper } from '../../dist/index.js';
import { seededRandom } from '../../dist/maths/random.js';
import { pickRows, type Rows, rowsOf, sumsByLabel, unitMeans } from '../../dist/maths/rows.js';
import { chooseK, rangeOfK, silhouettes } from '../../dist/themes/clustering/choose-k.js';
import { relativeCohesions } from '../../dist/themes/clustering/cohesion.js';
import { type Clusters, lloyd, plusPlusStarts } from '../../dist/themes/clustering/lloyd.js';
import { centroidsOf } from '../../dist/themes/clustering/membership.js';
import { sampleTrees } from '../../dist/themes/clustering/sample-trees.js';
import { centre, nearestPapers, smoothByNeighbours } from '../../dist/themes/clustering/smooth.js';
import { rowKeys, sampleByKey } from '../../dist/themes/clustering/subsets.js';
import { labelsAfter, wardMerges } from '../../dist/themes/clustering/ward.js';
import { paperTextOf } from '../../dist/themes/paper-words.js';
import { drawn, type LabelledPaper, readSet } from './labelled-papers.js';
import { adjustedMutualInformation } from './mutual-information.js';

interface Rule {
  readonly name: string;
  readonly greatest: (papers: number) => number;
  /** Groups of fewer papers are dissolved. */
  readonly smallest: (papers: number) => number;
  /** Groups of fewer papers are joined with the nearest group. */
  readonly joinedBelow: number;
}

const perPapers = (papers: number) => (n: number) => n / papers;
const halfRoot = (n: number): number => Math.max(4, Math.sqrt(n) / 2);
const four = (): number => 4;
const RULES: readonly Rule[] = [
  { name: 'n/8', greatest: perPapers(8), smallest: four, joinedBelow: 0 },
  { name: '√n', greatest: Math.sqrt, smallest: four, joinedBelow: 0 },
  { name: 'n/15', greatest: perPapers(15), smallest: four, joinedBelow: 0 },
  { name: '√n/2 each', greatest: perPapers(8), smallest: halfRoot, joinedBelow: 0 },
  { name: 'both', greatest: Math.sqrt, smallest: halfRoot, joinedBelow: 0 },
  { name: 'joined', greatest: perPapers(8), smallest: four, joinedBelow: 8 },
];
/** Name, papers, first category, words of title or abstract. */
const COLLECTIONS: readonly (readonly [string, number, RegExp, RegExp])[] = [
  ['mixed-150', 150, /./, /./],
  ['mixed-300', 300, /./, /./],
  ['mixed-600', 600, /./, /./],
  ['mixed-1500', 1500, /./, /./],
  ['arxiv-300', 300, /^[a-z-]+(?:\.[A-Za-z-]+)?$/, /./],
  ['language-300', 300, /^cs\.CL$/, /./],
  ['ai-600', 600, /^cs\.(?:AI|CL|CV|LG|RO|IR)$/, /./],
  ['robots-150', 150, /^cs\.RO$/, /./],
  ['robots-300', 300, /^cs\.RO$/, /./],
  ['matter-300', 300, /^(?:cond-mat|quant-ph|physics)/, /./],
  ['matter-1500', 1500, /^(?:cond-mat|quant-ph|physics)/, /./],
  ['proofs-300', 300, /^math/, /./],
  ['clinic-300', 300, /^/, /\b(?:randomi[sz]ed|patients with|clinical trials?|cohort study|placebo)\b/i],
  ['life-600', 600, /^(?:q-bio|$)/, /\b(?:gene expression|proteins?|genomic|neurons?|species|ecolog\w+)\b/i],
];
const SMALL = 8;
const TITLES_SHOWN = 6;
const SET_PART = 300;
const STARTS = 8;
const SEED = 20011;
const WEAKEST = 0.05;
const MIXED_BELOW = 0.9;
const PAPERS_IN_CURVE = 1500;
const LEFT_OUT = 10;
const LEFT_OUT_TRIALS = [0, 3, 6];

const [file = '', folder = '', ...sets] = process.argv.slice(2);
const embedder = await openEmbedder({ dir: 'models/abstract-minilm-l3', workers: 2 });
const table = new Table({
  style: { head: [], border: [] },
  head: ['papers', 'rule', 'themes', 'median', '< 8', 'papers in them', 'AMI', 'ARI', 'V', 'a tenth less', 'mixed'],
});
const sums = new Map<string, number[][]>();
for (const [name, lines] of [...(await collections(file)), ...sets.flatMap(wholeAndPart)]) {
  const sorted = [...lines].sort((a, b) => (a.id < b.id ? -1 : 1));
  const embeddings = await embeddingsOf(name, sorted);
  const all = groupingsOf(sorted, embeddings);
  const fewer = LEFT_OUT_TRIALS.map((trial) => {
    const kept = sorted.map((_, i) => i).filter((i) => (i + trial) % LEFT_OUT !== 0);
    const labels = groupingsOf(
      kept.map((i) => sorted[i]!),
      kept.map((i) => embeddings[i]!),
    );
    return { kept, labels };
  });
  writeSheet(name, sorted, all);
  RULES.forEach((rule, r) => {
    const facts = factsOf(sorted, embeddings, all[r]!);
    const stable = mean(
      fewer.map(({ kept, labels }) =>
        adjustedRand(
          overlapsOf(
            kept.map((i) => `${all[r]![i]}`),
            Array.from(labels[r]!, String),
          ),
        ),
      ),
    );
    const row = [...facts.slice(0, -1), stable, facts.at(-1)!];
    sums.set(rule.name, [...(sums.get(rule.name) ?? []), row]);
    table.push([name, rule.name, ...row.map(shown)]);
  });
  console.error(name);
}
for (const [rule, rows] of sums) {
  const column = (c: number): number => mean(rows.map((row) => row[c]!).filter((x) => !Number.isNaN(x)));
  table.push(['mean', rule, ...rows[0]!.map((_, c) => shown(column(c), c))]);
}
console.log(table.toString());
await embedder.close();

function shown(x: number, column: number): string {
  if (Number.isNaN(x)) return '–';
  return [0, 1, 8].includes(column) ? String(Math.round(x * 10) / 10) : x.toFixed(3);
}

/** The groups by each rule; trees and curves are computed once. */
function groupingsOf(papers: readonly LabelledPaper[], embeddings: readonly Embedding[]): Int32Array[] {
  const rows = rowsOf(embeddings);
  const keys = rowKeys(rows);
  const texts = papers.map((paper) => paperTextOf(paper as unknown as Paper));
  const centred = centre(rows);
  const smooth = smoothByNeighbours(centred, nearestPapers(centred, texts));
  const places = sampleByKey(keys, PAPERS_IN_CURVE);
  const trees = sampleTrees(
    places.length < smooth.count ? pickRows(smooth, places) : smooth,
    Uint32Array.from(places, (i) => keys[i]!),
    1,
  );
  const merges = wardMerges(smooth);
  const byK = new Map<number, Clusters>();
  const best = (k: number): Clusters => {
    const known = byK.get(k);
    if (known !== undefined) return known;
    const starts = Array.from({ length: STARTS }, (_, s) => plusPlusStarts(smooth, k, seededRandom(SEED + s)));
    const runs = [centroidsOf(smooth, labelsAfter(merges, k), k), ...starts].map((start) => lloyd(smooth, start));
    const run = runs.reduce((one, other) => (other.cohesion > one.cohesion ? other : one));
    byK.set(k, run);
    return run;
  };
  return RULES.map(({ greatest, smallest, joinedBelow }) => {
    const { least } = rangeOfK(papers.length);
    const most = Math.max(least, Math.min(40, Math.floor(greatest(papers.length))));
    const run = best(least === most ? least : chooseK(trees, { least, greatest: most }).k);
    const labels = least === most ? run.labels : withoutWeak(smooth, run, smallest(papers.length));
    return joinedBelow === 0 ? labels : joined(smooth, labels, joinedBelow);
  });
}

function withoutWeak(rows: Rows, { k, labels, centroids }: Clusters, smallest: number): Int32Array {
  const { sums: own, sizes } = silhouettes(rows, labels, k);
  const strong = Array.from(own.keys()).filter((c) => own[c]! >= WEAKEST * sizes[c]! && sizes[c]! >= smallest);
  return strong.length === 0 ? labels : lloyd(rows, pickRows(centroids, strong)).labels;
}

/** The smallest group is joined with the nearest one until none is too small. */
function joined(rows: Rows, labels: Int32Array, least: number): Int32Array {
  let now = Int32Array.from(labels);
  for (;;) {
    const k = Math.max(...now) + 1;
    const { sums: total, sizes } = sumsByLabel(rows, now, k);
    const small = Array.from(sizes).reduce((one, size, c) => (size < sizes[one]! ? c : one), 0);
    if (k < 2 || sizes[small]! >= least) return now;
    const means = unitMeans(total, k);
    const own = means.data.subarray(small * rows.dimension, (small + 1) * rows.dimension);
    let nearest = -1;
    let highest = -2;
    for (let c = 0; c < k; c++) {
      const cosine = own.reduce((sum, x, d) => sum + x * means.data[c * rows.dimension + d]!, 0);
      if (c !== small && cosine > highest) [nearest, highest] = [c, cosine];
    }
    now = now.map((label) => {
      const into = label === small ? nearest : label;
      return into > small ? into - 1 : into;
    });
  }
}

function factsOf(papers: readonly LabelledPaper[], embeddings: readonly Embedding[], labels: Int32Array): number[] {
  const k = Math.max(...labels) + 1;
  const sizes = Array.from({ length: k }, (_, c) => labels.filter((label) => label === c).length).sort((a, b) => a - b);
  const small = sizes.filter((size) => size < SMALL);
  const classed = papers.map((_, i) => i).filter((i) => papers[i]!.label !== null);
  const overlaps = overlapsOf(
    classed.map((i) => papers[i]!.label!),
    classed.map((i) => `${labels[i]}`),
  );
  const known = overlaps.length > 1;
  return [
    k,
    sizes[k >> 1]!,
    small.length / k,
    small.reduce((sum, size) => sum + size, 0) / papers.length,
    known ? adjustedMutualInformation(overlaps) : NaN,
    known ? adjustedRand(overlaps) : NaN,
    known ? vMeasure(overlaps).v : NaN,
    relativeCohesions(centre(rowsOf(embeddings)), labels, k).filter((one) => one < MIXED_BELOW).length,
  ];
}

async function collections(path: string): Promise<[string, LabelledPaper[]][]> {
  const passing = COLLECTIONS.map((): LabelledPaper[] => []);
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const { id, title = '', abstract = '', categories = '' } = JSON.parse(text) as Record<string, string>;
    const [first = ''] = Array.isArray(categories) ? (categories as string[]) : categories.split(' ');
    if (id === undefined || title === '' || abstract.length < 300) continue;
    const label = COLLECTIONS[4]![2].test(first) ? first : null;
    COLLECTIONS.forEach(([, , category, words], c) => {
      if (category.test(first) && words.test(`${title}\n${abstract}`)) passing[c]!.push({ id, title, abstract, label });
    });
  }
  return COLLECTIONS.map(([name, size], c) => [name, drawn(name, passing[c]!, size)]);
}

function wholeAndPart(path: string): [string, LabelledPaper[]][] {
  const { name, papers } = readSet(path);
  return [
    [`${name}-${papers.length}`, papers],
    [`${name}-${SET_PART}`, drawn(name, papers, SET_PART)],
  ];
}

function writeSheet(name: string, papers: readonly LabelledPaper[], groupings: readonly Int32Array[]): void {
  const rank = (text: string): string => createHash('sha256').update(text).digest('hex');
  const themes = RULES.slice(0, 2).flatMap((rule, r) =>
    Array.from({ length: Math.max(...groupings[r]!) + 1 }, (_, c) => {
      const titles = papers.filter((_, i) => groupings[r]![i] === c).map(({ title }) => title);
      const shown = titles.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, TITLES_SHOWN);
      return { rule: rule.name, size: titles.length, shown, rank: rank(`${r} ${c} ${shown.join()}`) };
    }),
  );
  themes.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const text = themes.map(({ shown }, n) => `# ${n}\n${shown.map((title) => `- ${title}`).join('\n')}\n`);
  writeFileSync(join(folder, name, 'sheet.txt'), text.join('\n'));
  const key = themes.map(({ rule, size }) => ({ rule, size }));
  writeFileSync(join(folder, name, 'sheet.key.json'), JSON.stringify(key));
}

async function embeddingsOf(name: string, papers: readonly LabelledPaper[]): Promise<Embedding[]> {
  const own = join(folder, name);
  const [list, vectors] = [join(own, 'papers.jsonl'), join(own, 'embeddings.f32')];
  const lines = papers.map((paper) => `${JSON.stringify(paper)}\n`).join('');
  if (existsSync(vectors) && readFileSync(list, 'utf8') === lines) {
    const { buffer } = Uint8Array.from(readFileSync(vectors));
    const dimension = buffer.byteLength / 4 / papers.length;
    return papers.map((_, i) => toUnitLength(new Float32Array(buffer, i * dimension * 4, dimension)));
  }
  const embeddings = await embedder.embed(papers.map(embedder.paperText));
  mkdirSync(own, { recursive: true });
  writeFileSync(list, lines);
  writeFileSync(
    vectors,
    Buffer.concat(embeddings.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength))),
  );
  return embeddings;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
