/**
 * Which figure tells themes of one subject from mixed ones?
 *
 *     npm run build && npx tsx test/bench/theme-mixed.ts PAPERS.jsonl
 *
 * `theme-subjects-read.json` says of 164 themes of `theme-names-read.json` (14 of each collection, or all) whether their
 * papers have one subject (`yes`), several or one in part (`partly`), or none (`no`): read by one reader from eight
 * titles drawn at random, before any figure was computed. PAPERS.jsonl are the papers of those collections.
 * Prints for each figure the AUC: the chance that a theme of one subject has a higher one than another theme, in the
 * first six collections, the last six, and all (each pair within one collection); that a theme without a subject has a
 * lower one than any other; and of the 30 themes that it would mark first, how many are not of one subject. A second
 * table counts what some limits would mark.
 */
import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import { openEmbedder } from '../../dist/embed/index.js';
import type { Paper } from '../../dist/index.js';
import { seededRandom } from '../../dist/maths/random.js';
import { dotProducts, pickRows, type Rows, rowsOf } from '../../dist/maths/rows.js';
import { silhouettes } from '../../dist/themes/clustering/choose-k.js';
import { relativeCohesions, similaritiesWithout } from '../../dist/themes/clustering/cohesion.js';
import { lloyd, plusPlusStarts } from '../../dist/themes/clustering/lloyd.js';
import { centroidsOf, similaritiesTo } from '../../dist/themes/clustering/membership.js';
import { centre, nearestPapers, smoothByNeighbours } from '../../dist/themes/clustering/smooth.js';
import { placesByGroup } from '../../dist/themes/describe.js';
import { labelThemes, readLibrary } from '../../dist/themes/naming/label.js';
import { paperTextOf } from '../../dist/themes/paper-words.js';
import { readAbstracts } from './abstracts.js';

type Mark = 'yes' | 'partly' | 'no';
interface Collection {
  readonly collection: string;
  readonly papers: readonly number[];
  readonly theme: readonly number[];
  readonly names: readonly (readonly string[])[];
}
interface Judged {
  readonly half: 0 | 1;
  readonly collection: string;
  readonly mark: Mark;
  readonly figures: Readonly<Record<string, number>>;
}

const NEAREST = 10;
const ALSO_WITHIN = 0.03;
const MARKED = 30;
/** Figure and limit. */
const RULES = [
  ['relative cohesion', 0.8],
  ['relative cohesion', 0.85],
  ['relative cohesion', 0.9],
  ['relative cohesion', 0.95],
  ['cohesion + nearest ten, smoothed', 0.2],
  ['cohesion + nearest ten, smoothed', 0.4],
  ['cohesion + nearest ten, smoothed', 0.6],
] as const;

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;
const marks = read<Record<string, Record<string, Mark>>>('theme-subjects-read.json');
const collections = read<Collection[]>('theme-names-read.json');
const paperOf = await readAbstracts(
  process.argv[2]!,
  collections.flatMap(({ papers }) => papers),
);
const embedder = await openEmbedder({ dir: 'models/abstract-minilm-l3', workers: 2 });
const judged: Judged[] = [];
for (const [n, { collection, papers: numbers, theme, names }] of collections.entries()) {
  const papers = numbers.map(paperOf);
  const figures = await figuresOf(papers, Int32Array.from(theme), names.length);
  for (const [one, mark] of Object.entries(marks[collection]!)) {
    const own = Object.fromEntries(Object.entries(figures).map(([name, list]) => [name, list[Number(one)]!]));
    judged.push({ half: n < 6 ? 0 : 1, collection, mark, figures: own });
  }
}
await embedder.close();

const table = new Table({
  style: { head: [], border: [] },
  head: ['figure', 'first six', 'last six', 'all', 'no subject', `not of one subject, of ${MARKED}`],
});
for (const figure of Object.keys(judged[0]!.figures)) {
  const auc = (themes: readonly Judged[], high: (mark: Mark) => boolean): string => aucOf(themes, figure, high);
  const one = (mark: Mark): boolean => mark === 'yes';
  const lowest = [...judged].sort((a, b) => a.figures[figure]! - b.figures[figure]!).slice(0, MARKED);
  table.push([
    figure,
    ...[0, 1].map((half) =>
      auc(
        judged.filter((theme) => theme.half === half),
        one,
      ),
    ),
    auc(judged, one),
    auc(judged, (mark) => mark !== 'no'),
    lowest.filter(({ mark }) => mark !== 'yes').length,
  ]);
}
console.log(table.toString());
const counted = new Table({
  style: { head: [], border: [] },
  head: ['marked mixed', ...(['yes', 'partly', 'no'] as const), 'of those marked, not of one subject'],
});
for (const [figure, below] of RULES) {
  const marked = judged.filter(({ figures }) => figures[figure]! < below);
  const counts = (['yes', 'partly', 'no'] as const).map((mark) => {
    const all = judged.filter((theme) => theme.mark === mark);
    return `${marked.filter((theme) => theme.mark === mark).length} of ${all.length}`;
  });
  const right = marked.filter(({ mark }) => mark !== 'yes').length;
  counted.push([`${figure} below ${below}`, ...counts, `${right} of ${marked.length}`]);
}
console.log(counted.toString());

/** Each figure for each theme; higher for one subject. */
async function figuresOf(papers: readonly Paper[], labels: Int32Array, k: number): Promise<Record<string, number[]>> {
  const rows = rowsOf(await embedder.embed(papers.map(embedder.paperText)));
  const texts = papers.map(paperTextOf);
  const centred = centre(rows);
  const smooth = smoothByNeighbours(centred, nearestPapers(centred, texts));
  const members = Array.from({ length: k }, (_, c) => [...labels.keys()].filter((i) => labels[i] === c));
  const meanOf = (ofPaper: (i: number) => number): number[] => members.map((own) => mean(own.map(ofPaper)));
  const without = similaritiesWithout(centred, labels, k);
  const centroids = centroidsOf(centred, labels, k);
  const { toNext } = similaritiesTo(centroids, centred, labels);
  const silhouette = (one: Rows): number[] => {
    const inThemes = [...labels.keys()].filter((i) => labels[i]! >= 0);
    const { sums, sizes } = silhouettes(
      pickRows(one, inThemes),
      Int32Array.from(inThemes, (i) => labels[i]!),
      k,
    );
    return Array.from(sums, (sum, c) => sum / sizes[c]!);
  };
  const purity = purities(centred, labels);
  const smoothPurity = purities(smooth, labels);
  const shares = await nameShares(papers, rows, labels, k);
  const halves = members.map((own) => gainOfTwo(pickRows(centred, own)));
  const cohesion = relativeCohesions(centred, labels, k);
  const clear = meanOf((i) => (without[i]! - toNext[i]! > ALSO_WITHIN ? 1 : 0));
  const margin = meanOf((i) => without[i]! - toNext[i]!);
  const neighbours = meanOf((i) => purity[i]!);
  const smoothNeighbours = meanOf((i) => smoothPurity[i]!);
  const smoothSilhouette = silhouette(smooth);
  return {
    'relative cohesion': cohesion,
    'cohesion, the lowest quarter of papers': relative(members.map((own) => quarter(own.map((i) => without[i]!)))),
    'mean pairwise cosine': members.map((own) => pairwise(pickRows(centred, own))),
    silhouette: silhouette(centred),
    'silhouette, smoothed': smoothSilhouette,
    'margin to the second theme': margin,
    'papers clearly nearer to their theme': clear,
    'nearest ten in the theme': neighbours,
    'nearest ten in the theme, smoothed': smoothNeighbours,
    'papers holding the name’s words': shares,
    'no gain by halving': halves.map((gain) => -gain),
    'size, smaller': members.map((own) => -own.length),
    'cohesion + nearest ten': ranksSum([cohesion, neighbours]),
    'cohesion + nearest ten, smoothed': ranksSum([cohesion, smoothNeighbours]),
    'cohesion + silhouette, smoothed': ranksSum([cohesion, smoothSilhouette]),
    'cohesion + margin': ranksSum([cohesion, margin]),
    'cohesion + name’s words': ranksSum([cohesion, shares]),
    'cohesion + nearest ten + name’s words': ranksSum([cohesion, neighbours, shares]),
  };
}

/** Of the nearest papers of each paper, the share in its theme, of what is possible. */
function purities(rows: Rows, labels: Int32Array): number[] {
  const products = new Float32Array(rows.count ** 2);
  dotProducts(rows, rows, products);
  return Array.from(labels, (own, i) => {
    if (own < 0) return 0;
    const most = Math.min(NEAREST, labels.filter((label) => label === own).length - 1);
    const nearest = [...labels.keys()]
      .filter((j) => j !== i)
      .sort((a, b) => products[i * rows.count + b]! - products[i * rows.count + a]!)
      .slice(0, most);
    return nearest.filter((j) => labels[j] === own).length / Math.max(1, most);
  });
}

/** The share of each theme's papers that have all words of one part of its name. */
async function nameShares(papers: readonly Paper[], rows: Rows, labels: Int32Array, k: number): Promise<number[]> {
  const embed = (texts: readonly string[]) => embedder.embed(texts);
  const library = await readLibrary(rows, async (places) => Array.from(places, (i) => paperTextOf(papers[i]!)), {
    embedPhrases: embed,
    subjects: await embedder.subjects(),
  });
  const centroids = centroidsOf(rows, labels, k);
  const groups = {
    ids: Array.from({ length: k }, (_, c) => `${c}`),
    labels,
    centroids,
    similarities: similaritiesTo(centroids, rows, labels),
  };
  const labelled = await labelThemes(papers, library, groups, { previous: new Map(), ownNames: new Map() });
  const members = placesByGroup(groups);
  return labelled.map(({ label }, c) => {
    const parts = label.toLowerCase().split(/ and |, /);
    const holds = (i: number): boolean => {
      const text = `${papers[i]!.title} ${papers[i]!.abstract}`.toLowerCase();
      return parts.some((part) => part.split(' ').every((word) => text.includes(word.slice(0, 5))));
    };
    return mean(members[c]!.map((i) => (holds(i) ? 1 : 0)));
  });
}

/** How much more cohesive the two halves are than the whole: the best of four starts of k-means. */
function gainOfTwo(rows: Rows): number {
  if (rows.count < 4) return 0;
  const whole = lloyd(rows, plusPlusStarts(rows, 1, seededRandom(1))).cohesion;
  const runs = [1, 2, 3, 4].map((seed) => lloyd(rows, plusPlusStarts(rows, 2, seededRandom(seed))).cohesion);
  return (Math.max(...runs) - whole) / rows.count;
}

function pairwise(rows: Rows): number {
  const products = new Float32Array(rows.count ** 2);
  dotProducts(rows, rows, products);
  const all = products.reduce((sum, x) => sum + x, 0);
  return rows.count < 2 ? 0 : (all - rows.count) / (rows.count * (rows.count - 1));
}

function quarter(values: readonly number[]): number {
  return mean([...values].sort((a, b) => a - b).slice(0, Math.ceil(values.length / 4)));
}

function relative(values: readonly number[]): number[] {
  const median = [...values].sort((a, b) => a - b)[values.length >> 1]!;
  return values.map((value) => value - median);
}

function ranksSum(lists: readonly (readonly number[])[]): number[] {
  const ranks = lists.map((list) => list.map((x) => list.filter((y) => y < x).length / list.length));
  return lists[0]!.map((_, c) => ranks.reduce((sum, list) => sum + list[c]!, 0));
}

function aucOf(themes: readonly Judged[], figure: string, high: (mark: Mark) => boolean): string {
  let [won, pairs] = [0, 0];
  for (const a of themes)
    for (const b of themes) {
      if (a.collection !== b.collection || !high(a.mark) || high(b.mark)) continue;
      pairs++;
      if (a.figures[figure]! > b.figures[figure]!) won++;
      else if (a.figures[figure]! === b.figures[figure]!) won += 0.5;
    }
  return (won / pairs).toFixed(2);
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
