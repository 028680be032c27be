/**
 * Fits the score of names to the marks of readers, and tests it on collections that it was not fitted to.
 *
 *     npm run build && npx tsx test/bench/theme-score.ts PAPERS.jsonl
 *
 * `theme-name-marks.json` holds 1,715 themes of 86 collections, 1,411 of them with marks: the collections of
 * `theme-names-read.json`, and 74 more with the numbers of their papers in PAPERS (one a line, with `id`, `title`,
 * `abstract`). For each theme it has phrases, and sheets: names, as numbers of their phrases, with a reader's mark of
 * 0 to 10 at the end. A sheet has the names of one theme that one reader saw together, beside up to fourteen titles, in
 * random order.
 *
 * Ridge regression, within sheets: the mean of a sheet is subtracted from its marks and features, since a name is only
 * compared with others of its theme. Held out: each eleventh of the collections is scored with weights from the others.
 * Precision is left out, since readers of single names would have its weight at 0.
 *
 * The collections `by` likeness have names that an earlier score chose by the likeness to a single subject of the
 * model, those `by` agreement names chosen by the agreement with the subjects nearest to the theme and with those that
 * its papers vote for, those `by` votes names chosen by the latter (8 for a good one, 5 for an acceptable one, 2 for a
 * bad one). Their readers saw the other themes of the collection too, and they share no paper with the subjects. So the
 * weights of agreement, precision and several phrases are compared on these.
 */
import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import { openEmbedder } from '../../dist/embed/index.js';
import { rowsOf } from '../../dist/maths/rows.js';
import { readLibrary } from '../../dist/themes/naming/label.js';
import { candidateLists } from '../../dist/themes/naming/names/candidate-lists.js';
import { retrievalIn } from '../../dist/themes/naming/names/retrieval.js';
import { nameFeaturesIn, scoreNamesIn } from '../../dist/themes/naming/names/score.js';
import { paperTextOf } from '../../dist/themes/paper-words.js';
import { readAbstracts } from './abstracts.js';

const FOLDS = 11;
const PENALTY = 10;
/** The weight of precision, in marks. */
const PRECISION = 3;
/** Changes of the weights that are compared, added to those of `score.ts`. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'no agreement': { agreement: -0.5, covers: -1, throughout: -0.75, called: -0.4 },
  'half of the agreement': { agreement: -0.25, covers: -0.5, throughout: -0.375, called: -0.2 },
  'one and a half of it': { agreement: 0.25, covers: 0.5, throughout: 0.375, called: 0.2 },
  'average agreement only': { agreement: 1.75, covers: -1, throughout: -0.75 },
  '0.1 for several phrases': { several: -0.05 },
  '0.2 for several phrases': { several: 0.05 },
  'nothing for a third': { third: 0.15 },
  'no precision': { precision: -0.3 },
};
/** Marks: from the first on a name is good, up to the second it is poor. */
const [GOOD, POOR] = [7, 3];

const BY = ['likeness', 'agreement', 'votes'] as const;
type By = (typeof BY)[number];

interface Collection {
  readonly collection: string;
  /** What names of its sheets were chosen by, of the subjects of the model. */
  readonly by?: By;
  /** Numbers of the papers' ids, and the theme of each, or -1; missing where theme-names-read.json has them. */
  readonly papers?: readonly number[];
  readonly theme?: readonly number[];
  readonly themes: readonly {
    readonly phrases: readonly string[];
    readonly sheets: readonly (readonly number[])[][];
  }[];
}

interface MarkedName {
  readonly features: readonly number[];
  readonly precision: number;
  readonly score: number;
  readonly mark: number;
}

interface Sheet {
  readonly fold: number;
  readonly by: By | undefined;
  readonly names: readonly MarkedName[];
}

const [papersFile] = process.argv.slice(2);
if (papersFile === undefined) throw new Error('name the file of papers');
const read = (name: string): Collection[] => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const known = new Map(read('theme-names-read.json').map((one) => [one.collection, one]));
const collections = read('theme-name-marks.json').map((one) => ({ ...known.get(one.collection), ...one }));
const paperOf = await readAbstracts(
  papersFile,
  collections.flatMap(({ papers }) => papers!),
);
const embedder = await openEmbedder({ dir: 'models/abstract-minilm-l3', workers: 2 });

const sheets: Sheet[] = [];
let featureNames: string[] = [];
for (const [n, collection] of collections.entries()) {
  sheets.push(...(await sheetsOf(collection, { fold: n % FOLDS, by: collection.by })));
}
await embedder.close();

/** By weights fitted without the collection of the name, in marks. */
const heldOut = new Map<MarkedName, number>();
for (let fold = 0; fold < FOLDS; fold++) {
  const weights = fitted(sheets.filter((sheet) => sheet.fold !== fold));
  for (const name of sheets.filter((sheet) => sheet.fold === fold).flatMap(({ names }) => names))
    heldOut.set(
      name,
      name.features.reduce((sum, x, f) => sum + x * weights[f]!, 0),
    );
}
const table = new Table({
  style: { head: [], border: [] },
  head: ['of the names of a sheet', 'mean mark', 'good', 'poor'],
});
table.push(
  rowOf('the best by the score', ({ score }) => score),
  rowOf('the best by weights fitted without its collection', (name) => heldOut.get(name)!),
  rowOf('… and precision', (name) => heldOut.get(name)! + PRECISION * name.precision),
  rowOf('the best mark', ({ mark }) => mark),
);
for (const by of BY) {
  const those = sheets.filter((sheet) => sheet.by === by);
  table.push(rowOf(`names by ${by}: the best by the score`, ({ score }) => score, those));
  for (const [change, deltas] of Object.entries(CHANGES))
    table.push(rowOf(`… ${change}`, (name) => name.score + changeOf(name, deltas), those));
  table.push(rowOf('… the best mark', ({ mark }) => mark, those));
}
console.log(`${sheets.length} sheets, ${heldOut.size} marks`);
console.log(table.toString());
fitted(sheets).forEach((weight, f) => console.log(`${featureNames[f]!.padEnd(16)} ${(weight / 10).toFixed(3)}`));

async function sheetsOf(
  { papers: numbers, theme, themes }: Collection,
  place: Pick<Sheet, 'fold' | 'by'>,
): Promise<Sheet[]> {
  const papers = numbers!.map(paperOf);
  const embed = (texts: readonly string[]) => embedder.embed(texts);
  const space = { embedPhrases: embed, subjects: await embedder.subjects() };
  const rows = rowsOf(await embed(papers.map(embedder.paperText)));
  const readings = async (places: ArrayLike<number>) => Array.from(places, (place) => paperTextOf(papers[place]!));
  const library = await readLibrary(rows, readings, space);
  const groups = themes.map((_, c) => ({
    papers: [...library.places.keys()].filter((i) => theme![library.places[i]!] === c),
    title: '',
  }));
  const { lists, closeness } = await candidateLists(groups, library.rows, library.phrases, space);
  const retrieval = retrievalIn(library.rows, lists.flat(), groups);
  const featuresOf = nameFeaturesIn(groups, retrieval, closeness);
  const scoreOf = scoreNamesIn(groups, retrieval, closeness);
  return themes.flatMap(({ phrases, sheets: marked }, c) => {
    const byText = new Map(lists[c]!.map((one) => [one.phrase.text, one]));
    return marked.map((names) => ({
      ...place,
      names: names.flatMap((numbersAndMark): MarkedName[] => {
        const parts = numbersAndMark.slice(0, -1).flatMap((number) => byText.get(phrases[number]!) ?? []);
        if (parts.length !== numbersAndMark.length - 1) return [];
        const { precision, ...others } = featuresOf(parts, c);
        const features = Object.entries(others);
        featureNames = features.map(([name]) => name);
        return [
          { features: features.map(([, x]) => x), precision, score: scoreOf(parts, c), mark: numbersAndMark.at(-1)! },
        ];
      }),
    }));
  });
}

function changeOf({ features, precision }: MarkedName, deltas: Readonly<Record<string, number>>): number {
  return Object.entries(deltas).reduce((sum, [feature, delta]) => {
    const value = feature === 'precision' ? precision : features[featureNames.indexOf(feature)];
    if (value === undefined) throw new Error(`the score has no feature ${feature}`);
    return sum + delta * value;
  }, 0);
}

/** Weights of the features, by ridge regression within sheets; each feature has a variance of 1. */
function fitted(those: readonly Sheet[]): number[] {
  const samples = those.flatMap(({ names }) => {
    const all = names.map(({ features, mark }) => [...features, mark]);
    const means = all[0]?.map((_, f) => mean(all.map((one) => one[f]!))) ?? [];
    return all.map((one) => one.map((x, f) => x - means[f]!));
  });
  const count = featureNames.length;
  const scale = featureNames.map((_, f) => Math.sqrt(mean(samples.map((one) => one[f]! ** 2))) || 1);
  const equations = featureNames.map((_, f) =>
    Array.from({ length: count + 1 }, (__, g) => {
      const product = samples.reduce((sum, one) => sum + (one[f]! / scale[f]!) * (one[g]! / (scale[g] ?? 1)), 0);
      return product + (f === g ? PENALTY : 0);
    }),
  );
  return solved(equations).map((weight, f) => weight / scale[f]!);
}

/** Gauss-Jordan elimination; the equations are positive definite. */
function solved(equations: readonly number[][]): number[] {
  const rows = equations.map((row) => [...row]);
  rows.forEach((row, i) => {
    const pivot = row[i]!;
    for (let g = i; g < row.length; g++) row[g]! /= pivot;
    for (const other of rows) {
      const factor = other === row ? 0 : other[i]!;
      for (let g = i; g < row.length; g++) other[g]! -= factor * row[g]!;
    }
  });
  return rows.map((row) => row.at(-1)!);
}

function rowOf(label: string, worthOf: (name: MarkedName) => number, those = sheets): string[] {
  const marks = those
    .filter(({ names }) => names.length > 0)
    .map(({ names }) => names.reduce((best, one) => (worthOf(one) > worthOf(best) ? one : best)).mark);
  const share = (count: number): string => `${((100 * count) / marks.length).toFixed(0)} %`;
  return [
    label,
    mean(marks).toFixed(2),
    share(marks.filter((mark) => mark >= GOOD).length),
    share(marks.filter((mark) => mark <= POOR).length),
  ];
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
