/**
 * Makes the subjects of a model: groups of abstracts that readers name. After `npm run build`:
 *
 *     npx tsx test/bench/subjects.ts groups PAPERS.jsonl FOLDER K… [--model DIR] [--apart] [--sheets 8]
 *     npx tsx test/bench/subjects.ts themes PAPERS.jsonl FOLDER PLAN.jsonl [--model DIR] [--apart] [--sheets 8]
 *     npx tsx test/bench/subjects.ts write FOLDER… [--model DIR]
 *
 * 1. `groups` embeds the papers (one a line, with `title` and `abstract`) and groups them by spherical k-means, once
 *    for each K. `themes` draws collections of them as people have them, and finds the themes of each: a line of PLAN
 *    has the `size` of a collection and whose papers it draws: those whose `categories` match `category`, or whose text
 *    matches `words`, or the `of` nearest to `near` papers; by default all.
 *    FOLDER/groups.jsonl has the centroid of each group of six papers or more. FOLDER/sheet-N.txt has their titles for
 *    readers: the five nearest to the centroid, seven at random. With --apart, groups whose centroid has a cosine of
 *    0.955 or more to one of the subjects that the model has are left out, and so are such groups of one run.
 * 2. A reader of FOLDER/sheet-N.txt writes FOLDER/names-N.tsv: a line a group with its number, `one`, `part` or `none`
 *    (do three quarters of the titles have one subject, half of them, or fewer?), its name, and up to two others, or
 *    `-`: of the same or a slightly wider scope; of `part`, first that of the second largest part.
 * 3. `write` gathers the groups with names of all folders in `subjects.tsv` and `subjects.i8` of the model, with their
 *    checksums.
 */
import { createReadStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openEmbedder, type Subjects } from '../../dist/embed/index.js';
import {
  cosineSimilarity,
  type Embedding,
  quantize,
  similaritiesToQuantized,
  toUnitLength,
} from '../../dist/embedding.js';
import { pickRows, type Rows, rowAt, rowsOf } from '../../dist/maths/rows.js';
import type { PaperId } from '../../dist/paper.js';
import { lloydPasses } from '../../dist/themes/clustering/lloyd.js';
import { groupingOf } from '../../dist/themes/grouping.js';
import { paperTextOf } from '../../dist/themes/paper-words.js';
import { shuffled } from '../support/random.js';
import { withChecksums } from './model-checksums.js';

const [PASSES, SETTLED] = [25, 0.003];
const PAPERS_AT_LEAST = 6;
const COVERED = 0.955;
const [NEAREST_TITLES, OTHER_TITLES] = [5, 7];
const AT_ONCE = 512;
const SEED = 7;

interface NumberedGroup {
  readonly number: number;
  readonly papers: number;
  readonly centroid: readonly number[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: fileURLToPath(new URL('../../models/abstract-minilm-l3', import.meta.url)) },
    apart: { type: 'boolean', default: false },
    sheets: { type: 'string', default: '8' },
  },
});
const [verb, ...rest] = positionals;
if (verb === 'groups') await writeGroups(rest[0]!, rest[1]!, rest.slice(2).map(Number));
else if (verb === 'themes') await writeThemes(rest[0]!, rest[1]!, rest[2]!);
else if (verb === 'write') await writeSubjects(rest);
else throw new Error('the first word is groups, themes or write');

async function writeGroups(papersFile: string, folder: string, ks: readonly number[]): Promise<void> {
  const { papers, rows, known } = await readPapers(papersFile);
  if (ks.length === 0 || !(Math.max(...ks) <= papers.length))
    throw new Error(`name numbers of groups up to ${papers.length}`);
  const sheets = sheetsIn(folder, papers, rows, known);
  for (const k of ks) sheets.add(clustersOf(rows, k), [...papers.keys()]);
  sheets.write();
}

async function writeThemes(papersFile: string, folder: string, planFile: string): Promise<void> {
  const { papers, rows, known } = await readPapers(papersFile);
  const sheets = sheetsIn(folder, papers, rows, known);
  const plan = readFileSync(planFile, 'utf8').trimEnd().split('\n');
  for (const [n, line] of plan.entries()) {
    const drawn = drawnAs(JSON.parse(line) as Plan, papers, rows, SEED + n);
    const own = drawn.map((place) => papers[place]!);
    const readings = async (places: ArrayLike<number>) => Array.from(places, (place) => paperTextOf(own[place]!));
    const named = own.map((paper, i) => ({ ...paper, id: String(i).padStart(6, '0') as PaperId }));
    sheets.add(await groupingOf(named, pickRows(rows, drawn), readings, { afterPass: async () => {} }), drawn);
  }
  sheets.write();
}

interface ReadPaper {
  readonly title: string;
  readonly abstract: string;
  readonly categories?: string;
}

async function readPapers(file: string) {
  const embedder = await openEmbedder({ dir: values.model, workers: 2 });
  const papers: ReadPaper[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) papers.push(JSON.parse(line));
  const embeddings: Embedding[] = [];
  for (let from = 0; from < papers.length; from += AT_ONCE)
    embeddings.push(...(await embedder.embed(papers.slice(from, from + AT_ONCE).map(embedder.paperText))));
  const known = values.apart ? await embedder.subjects() : undefined;
  await embedder.close();
  return { papers, rows: rowsOf(embeddings), known };
}

/** A collection to draw. */
interface Plan {
  readonly size: number;
  readonly category?: string;
  readonly words?: string;
  readonly near?: number;
  readonly of?: number;
}

/** Places of papers, ascending. */
function drawnAs(
  { size, category, words, near, of = size }: Plan,
  papers: readonly ReadPaper[],
  rows: Rows,
  seed: number,
) {
  let places = [...papers.keys()];
  if (category !== undefined) {
    const pattern = new RegExp(category);
    places = places.filter((i) => pattern.test(papers[i]!.categories ?? ''));
  }
  if (words !== undefined) {
    const pattern = new RegExp(`\\b(${words})\\b`, 'i');
    places = places.filter((i) => pattern.test(`${papers[i]!.title} ${papers[i]!.abstract}`));
  }
  if (near !== undefined) {
    const chosen = shuffled(places, seed).slice(0, near);
    const nearest = chosen.flatMap((one) => {
      const similarities = places.map((i) =>
        cosineSimilarity(rowAt(rows, i) as Embedding, rowAt(rows, one) as Embedding),
      );
      const order = [...places.keys()].sort((a, b) => similarities[b]! - similarities[a]!);
      return order.slice(0, Math.ceil(of / near)).map((i) => places[i]!);
    });
    places = [...new Set(nearest)];
  }
  return shuffled(places, seed)
    .slice(0, size)
    .sort((a, b) => a - b);
}

function sheetsIn(folder: string, papers: readonly ReadPaper[], rows: Rows, known: Subjects | undefined) {
  const groups: NumberedGroup[] = [];
  const entries: string[] = [];
  const added: Embedding[] = [];
  const isCovered = (centroid: Embedding): boolean =>
    values.apart &&
    ((known !== undefined && Math.max(...similaritiesToQuantized(centroid, known.centroids)) >= COVERED) ||
      added.some((one) => cosineSimilarity(one, centroid) >= COVERED));
  return {
    add: ({ labels, centroids }: { labels: Int32Array; centroids: Rows }, places: readonly number[]): void => {
      const members: number[][] = Array.from({ length: centroids.count }, () => []);
      labels.forEach((c, i) => c >= 0 && members[c]!.push(places[i]!));
      members.forEach((own, c) => {
        const centroid = toUnitLength(rowAt(centroids, c));
        if (own.length < PAPERS_AT_LEAST || isCovered(centroid)) return;
        added.push(centroid);
        const number = groups.push({ number: groups.length, papers: own.length, centroid: [...centroid] }) - 1;
        const shown = shownOf(own, rows, centroid).map((i) => `- ${papers[i]!.title}\n`);
        entries.push(`#${number} (${own.length} papers)\n${shown.join('')}\n`);
      });
    },
    write: (): void => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'groups.jsonl'), groups.map((group) => `${JSON.stringify(group)}\n`).join(''));
      const count = Number(values.sheets);
      const each = Math.ceil(entries.length / count);
      for (let sheet = 0; sheet < count; sheet++)
        writeFileSync(join(folder, `sheet-${sheet + 1}.txt`), entries.slice(sheet * each, (sheet + 1) * each).join(''));
      console.log(`${groups.length} groups of ${papers.length} papers`);
    },
  };
}

/** From rows drawn at random. */
function clustersOf(rows: Rows, k: number) {
  const drawn = shuffled([...Array(rows.count).keys()], SEED + k).slice(0, k);
  const passes = lloydPasses(rows, pickRows(rows, drawn), PASSES, SETTLED);
  for (;;) {
    const pass = passes.next();
    if (pass.done === true) return pass.value;
  }
}

function shownOf(members: readonly number[], rows: Rows, centroid: Embedding): number[] {
  const nearness = new Map(members.map((i) => [i, cosineSimilarity(rowAt(rows, i) as Embedding, centroid)]));
  const nearest = [...members].sort((a, b) => nearness.get(b)! - nearness.get(a)!);
  const others = shuffled(nearest.slice(NEAREST_TITLES), SEED);
  return [...nearest.slice(0, NEAREST_TITLES), ...others.slice(0, OTHER_TITLES)];
}

async function writeSubjects(folders: readonly string[]): Promise<void> {
  const lines: string[] = [];
  const centroids: Embedding[] = [];
  for (const folder of folders) {
    const names = new Map(
      readdirSync(folder)
        .filter((file) => /^names.*\.tsv$/.test(file))
        .flatMap(namesIn(folder)),
    );
    for (const line of readFileSync(join(folder, 'groups.jsonl'), 'utf8').trimEnd().split('\n')) {
      const { number, centroid } = JSON.parse(line) as NumberedGroup;
      const [verdict, name = '-', ...others] = names.get(number) ?? ['none'];
      if (verdict === 'none' || name === '-') continue;
      lines.push([...new Set([name, ...others])].filter((one) => one !== '-').join(' | '));
      centroids.push(toUnitLength(centroid));
    }
  }
  if (lines.length === 0) throw new Error('no group has a name');
  await withChecksums(values.model, ['subjects.tsv', 'subjects.i8'], async () => {
    writeFileSync(join(values.model, 'subjects.tsv'), `${lines.join('\n')}\n`);
    writeFileSync(join(values.model, 'subjects.i8'), quantize(centroids));
  });
  console.log(`${lines.length} subjects`);
}

function namesIn(folder: string): (file: string) => (readonly [number: number, fields: readonly string[]])[] {
  return (file) =>
    readFileSync(join(folder, file), 'utf8')
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => {
        const [number, ...fields] = line.split('\t');
        return [Number(number), fields] as const;
      });
}
