/**
 * Makes the subjects of a model: groups of abstracts that readers name. After `npm run build`:
 *
 *     npx tsx test/bench/subjects.ts groups PAPERS.jsonl FOLDER K… [--model DIR] [--apart] [--sheets 8]
 *     npx tsx test/bench/subjects.ts write FOLDER… [--model DIR]
 *
 * 1. `groups` embeds the papers (one a line, with `title` and `abstract`) and groups them by spherical k-means, once for
 *    each K. FOLDER/groups.jsonl has the centroid of each group of six papers or more. FOLDER/sheet-N.txt has their
 *    titles for readers: the five nearest to the centroid, seven at random. With --apart, groups whose centroid has a
 *    cosine of 0.925 or more to one of the subjects that the model has are left out.
 * 2. A reader of FOLDER/sheet-N.txt writes FOLDER/names-N.tsv: a line a group with its number, `one`, `part` or `none`
 *    (do three quarters of the titles have one subject, half of them, or fewer?), its name, and another name of the same
 *    or a slightly wider scope, or `-`.
 * 3. `write` gathers the groups with names of all folders in `subjects.tsv` and `subjects.i8` of the model, with their
 *    checksums.
 */
import { createReadStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openEmbedder } from '../../dist/embed/index.js';
import {
  cosineSimilarity,
  type Embedding,
  quantize,
  similaritiesToQuantized,
  toUnitLength,
} from '../../dist/embedding.js';
import { pickRows, type Rows, rowAt, rowsOf } from '../../dist/maths/rows.js';
import { lloydPasses } from '../../dist/themes/clustering/lloyd.js';
import { shuffled } from '../support/random.js';
import { withChecksums } from './model-checksums.js';

const [PASSES, SETTLED] = [25, 0.003];
const PAPERS_AT_LEAST = 6;
const COVERED = 0.925;
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
else if (verb === 'write') await writeSubjects(rest);
else throw new Error('the first word is groups or write');

async function writeGroups(papersFile: string, folder: string, ks: readonly number[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const embedder = await openEmbedder({ dir: values.model, workers: 2 });
  const titles: string[] = [];
  const texts: string[] = [];
  const embeddings: Embedding[] = [];
  for await (const line of createInterface({ input: createReadStream(papersFile) })) {
    const paper = JSON.parse(line) as { title: string; abstract: string };
    titles.push(paper.title);
    texts.push(embedder.paperText(paper));
  }
  for (let from = 0; from < texts.length; from += AT_ONCE)
    embeddings.push(...(await embedder.embed(texts.slice(from, from + AT_ONCE))));
  const known = values.apart ? await embedder.subjects() : undefined;
  await embedder.close();
  const most = Math.max(...ks);
  if (ks.length === 0 || !(most <= embeddings.length))
    throw new Error(`name numbers of groups up to ${embeddings.length}`);
  const rows = rowsOf(embeddings);
  const groups: NumberedGroup[] = [];
  const entries: string[] = [];
  for (const k of ks) {
    const { labels, centroids } = clustersOf(rows, k);
    const members: number[][] = Array.from({ length: k }, () => []);
    labels.forEach((c, i) => members[c]!.push(i));
    for (let c = 0; c < k; c++) {
      const centroid = toUnitLength(rowAt(centroids, c));
      const isCovered =
        known !== undefined && Math.max(...similaritiesToQuantized(centroid, known.centroids)) >= COVERED;
      if (members[c]!.length < PAPERS_AT_LEAST || isCovered) continue;
      const number = groups.push({ number: groups.length, papers: members[c]!.length, centroid: [...centroid] }) - 1;
      const shown = shownOf(members[c]!, embeddings, centroid).map((i) => `- ${titles[i]}\n`);
      entries.push(`#${number} (${members[c]!.length} papers)\n${shown.join('')}\n`);
    }
  }
  writeFileSync(join(folder, 'groups.jsonl'), groups.map((group) => `${JSON.stringify(group)}\n`).join(''));
  const count = Number(values.sheets);
  for (let sheet = 0; sheet < count; sheet++)
    writeFileSync(join(folder, `sheet-${sheet + 1}.txt`), entries.filter((_, i) => i % count === sheet).join(''));
  console.log(`${groups.length} groups of ${titles.length} papers`);
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

function shownOf(members: readonly number[], embeddings: readonly Embedding[], centroid: Embedding): number[] {
  const nearness = new Map(members.map((i) => [i, cosineSimilarity(embeddings[i]!, centroid)]));
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
      const [verdict, name, other = '-'] = names.get(number) ?? ['none'];
      if (verdict === 'none' || name === undefined || name === '-') continue;
      lines.push([...new Set([name, other])].filter((one) => one !== '-').join(' | '));
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
