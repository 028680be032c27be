/**
 * Are themes better if papers are moved towards known subjects before they are grouped?
 *
 *     npm run build && npx tsx test/bench/theme-subjects.ts PAPERS.jsonl [SET.jsonl…]
 *
 * Draws the collections below from the papers of PAPERS.jsonl (`id`, `title`, `abstract`, `categories` a line) that are
 * in `theme-names-held-out.json`: they have no part in the subjects of the model. The papers of lowest SHA-256 of "NAME
 * ID" are taken; the class of a paper is its first category. Each SET.jsonl (`id`, `title`, `text`, `label`) is taken
 * whole and in three samples of 300. Prints with and without subjects: themes; AMI, ARI and V with the classes, over
 * the papers that have one; and, below 1,000 papers, the adjusted Rand index with a run without a tenth of the papers,
 * mean of two.
 */
import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import { openEmbedder, type Subjects } from '../../dist/embed/index.js';
import type { Embedding } from '../../dist/embedding.js';
import { adjustedRand, overlapsOf, vMeasure } from '../../dist/evaluate/clusters.js';
import type { Paper } from '../../dist/index.js';
import { rowsOf } from '../../dist/maths/rows.js';
import { groupPapers } from '../../dist/themes/clustering/cluster.js';
import { paperTextOf } from '../../dist/themes/paper-words.js';
import { drawn, type LabelledPaper, linesOf, readSet } from './labelled-papers.js';
import { adjustedMutualInformation } from './mutual-information.js';

/** Name, papers, first category. */
const COLLECTIONS: readonly (readonly [string, number, RegExp])[] = [
  ['mixed-300', 300, /^/],
  ['mixed-600', 600, /^/],
  ['mixed-1500', 1500, /^/],
  ['ai-600', 600, /^cs\.(?:AI|CL|CV|LG|RO|IR)$/],
  ['matter-300', 300, /^(?:cond-mat|quant-ph|physics)/],
  ['proofs-300', 300, /^math/],
  ['cs-600', 600, /^cs\.(?!AI|CL|CV|LG)/],
  ['sci-600', 600, /^(?!cs)[a-z-]+/],
];
const CATEGORY = /^[a-z-]+(?:\.[A-Za-z-]+)?$/;
const PART = 300;
const [LEFT_OUT, TRIALS, PAPERS_OF_TRIALS] = [10, [0, 5], 1000];

const [file = '', ...sets] = process.argv.slice(2);
const embedder = await openEmbedder({ dir: 'models/abstract-minilm-l3', workers: 2 });
const subjects = await embedder.subjects();
const table = new Table({
  style: { head: [], border: [] },
  head: ['papers', 'subjects', 'themes', 'AMI', 'ARI', 'V', 'a tenth less'],
});
const all = new Map<string, number[][]>([
  ['without', []],
  ['with', []],
]);
for (const [name, lines] of [...collections(), ...sets.flatMap(wholeAndParts)]) {
  const papers = [...lines].sort((a, b) => (a.id < b.id ? -1 : 1));
  const embeddings = await embedder.embed(papers.map(embedder.paperText));
  for (const [rule, rows] of all) {
    const row = await figuresOf(papers, embeddings, rule === 'with' ? subjects : undefined);
    rows.push(row);
    table.push([name, rule, ...row.map(shown)]);
  }
  console.error(name);
}
for (const [rule, rows] of all)
  table.push(['mean', rule, ...rows[0]!.map((_, c) => shown(mean(rows.map((row) => row[c]!)), c))]);
console.log(table.toString());
await embedder.close();

async function figuresOf(papers: readonly LabelledPaper[], embeddings: readonly Embedding[], known?: Subjects) {
  const texts = papers.map((paper) => paperTextOf(paper as unknown as Paper));
  const group = async (own: readonly number[]): Promise<Int32Array> => {
    const readings = async (places: ArrayLike<number>) => Array.from(places, (place) => texts[own[place]!]!);
    const rows = rowsOf(own.map((i) => embeddings[i]!));
    return (await groupPapers(rows, readings, { subjects: known, afterPass: async () => {} })).labels;
  };
  const places = [...papers.keys()];
  const labels = await group(places);
  const stable: number[] = [];
  for (const trial of papers.length < PAPERS_OF_TRIALS ? TRIALS : []) {
    const own = places.filter((i) => (i + trial) % LEFT_OUT !== 0);
    const fewer = Array.from(await group(own), String);
    const before = own.map((i) => `${labels[i]}`);
    stable.push(adjustedRand(overlapsOf(before, fewer)));
  }
  const classed = places.filter((i) => papers[i]!.label !== null);
  const classes = classed.map((i) => papers[i]!.label!);
  const groups = classed.map((i) => `${labels[i]}`);
  const overlaps = overlapsOf(classes, groups);
  const quality = [adjustedMutualInformation(overlaps), adjustedRand(overlaps), vMeasure(overlaps).v];
  return [Math.max(...labels) + 1, ...quality, mean(stable)];
}

function collections(): [string, LabelledPaper[]][] {
  const themes = JSON.parse(readFileSync('test/bench/theme-names-held-out.json', 'utf8')) as { papers: number[] }[];
  const heldOut = new Set(
    themes.flatMap(({ papers }) => papers).map((number) => `p${String(number).padStart(6, '0')}`),
  );
  const papers = linesOf(file).filter(({ id, abstract = '' }) => heldOut.has(id!) && abstract.length > PART);
  return COLLECTIONS.map(([name, size, category]) => {
    const own = papers.map(({ id, title, abstract, categories = '' }) => {
      const [first = ''] = Array.isArray(categories) ? (categories as string[]) : categories.split(' ');
      return { first, id: id!, title: title!, abstract: abstract!, label: CATEGORY.test(first) ? first : null };
    });
    return [
      name,
      drawn(
        name,
        own.filter(({ first }) => category.test(first)),
        size,
      ),
    ];
  });
}

function wholeAndParts(path: string): [string, LabelledPaper[]][] {
  const { name, papers } = readSet(path);
  const parts = [0, 1, 2].map((part): [string, LabelledPaper[]] => [`${name} ${part}`, drawn(`${part}`, papers, PART)]);
  return [[name, papers], ...parts];
}

function shown(x: number, column: number): string {
  if (Number.isNaN(x)) return '–';
  return column === 0 ? String(Math.round(x * 10) / 10) : x.toFixed(3);
}

/** Over those that are numbers. */
function mean(numbers: readonly number[]): number {
  const known = numbers.filter((one) => !Number.isNaN(one));
  return known.length === 0 ? Number.NaN : known.reduce((sum, one) => sum + one, 0) / known.length;
}
