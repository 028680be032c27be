/**
 * How near are the names of themes to those that readers gave them? Ours beside those of BERTopic's representations,
 * for the same themes.
 *
 *     npx tsx test/bench/theme-names-read.ts MODEL PAPERS.jsonl [--readings theme-names-read.json] [--list]
 *
 * `theme-names-held-out.json` holds 557 themes of 30 collections of papers that have no part in the subjects of the
 * model (but weights were chosen on 29 of them); `theme-names-read.json`, from before, 319 themes of
 * twelve collections: which papers of PAPERS (one a line, with `id`, `title`, `abstract`; unpacked from the large file
 * of abstracts) they have, and one or two names that a reader gave each from its titles, without having seen any other
 * name. The figure is the cosine similarity of a name to the reader's, mean over both and over themes, by an encoder
 * that had no part in naming (MODEL, for instance all-MiniLM-L6-v2). The similarity of the two readings to each other
 * is printed too.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { openEmbedder } from '../../dist/embed/index.js';
import { cosineSimilarity, type Embedding } from '../../dist/embedding.js';
import { rowsOf } from '../../dist/maths/rows.js';
import { centroidsOf, similaritiesTo } from '../../dist/themes/clustering/membership.js';
import { placesByGroup } from '../../dist/themes/describe.js';
import { labelThemes, readLibrary } from '../../dist/themes/naming/label.js';
import { paperTextOf } from '../../dist/themes/paper-words.js';
import { readAbstracts } from './abstracts.js';
import { rivalNames } from './rival-names.js';

interface Collection {
  readonly collection: string;
  /** Numbers of the papers' ids, and the theme of each, or -1. */
  readonly papers: readonly number[];
  readonly theme: readonly number[];
  /** By theme; none if the reader saw no subject. */
  readonly names: readonly (readonly string[])[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean' }, readings: { type: 'string', default: 'theme-names-held-out.json' } },
});
const [modelFolder, papersFile] = positionals;
if (modelFolder === undefined || papersFile === undefined) throw new Error('name the folder of a model and the papers');
const collections = JSON.parse(readFileSync(new URL(values.readings, import.meta.url), 'utf8')) as Collection[];
const paperOf = await readAbstracts(
  papersFile,
  collections.flatMap(({ papers }) => papers),
);
const judge = await openEmbedder({ dir: modelFolder, workers: 2 });
const shipped = await openEmbedder({ dir: 'models/abstract-minilm-l3', workers: 2 });
const embed = (texts: readonly string[]): Promise<Embedding[]> => shipped.embed(texts);

const similarities = new Map<string, number[]>();
for (const { collection, papers: numbers, theme, names } of collections) {
  const papers = numbers.map(paperOf);
  const embeddings = await embed(papers.map(shipped.paperText));
  const rows = rowsOf(embeddings);
  const library = await readLibrary(
    rows,
    async (places) => Array.from(places, (place) => paperTextOf(papers[place]!)),
    { embedPhrases: embed, subjects: await shipped.subjects() },
  );
  const labels = Int32Array.from(theme);
  const centroids = centroidsOf(rows, labels, names.length);
  const groups = {
    ids: names.map((_, c) => `${c}`),
    labels,
    centroids,
    similarities: similaritiesTo(centroids, rows, labels),
  };
  const labelled = await labelThemes(papers, library, groups, { previous: new Map(), ownNames: new Map() });
  const members = placesByGroup(groups);
  const named = labelled.map(({ label }, c) => ({ label, papers: members[c]! }));
  const systems: Record<string, string[]> = {
    paperkin: labelled.map(({ label }) => label),
    ...(await rivalNames(papers, embeddings, named, embed)),
  };
  const read = await Promise.all(names.map((both) => judge.embed(both)));
  const betweenReadings = read.flatMap(([one, other]) => (one && other ? [cosineSimilarity(one, other)] : []));
  note('the names of a reader, to each other', betweenReadings);
  for (const [system, given] of Object.entries(systems)) {
    const judged = await judge.embed(given);
    const each = judged.map((name, c) => mean(read[c]!.map((one) => cosineSimilarity(name, one))));
    const isRead = (c: number): boolean => read[c]!.length > 0;
    note(
      system,
      each.filter((_, c) => isRead(c)),
    );
    if (values.list === true)
      given.forEach((name, c) => {
        if (!isRead(c)) return;
        console.log(`${collection.padEnd(12)} ${system.padEnd(9)} ${each[c]!.toFixed(2)}  ${name}  (${names[c]![0]})`);
      });
  }
}
const table = new Table({
  style: { head: [], border: [] },
  head: ['names by', 'themes', 'nearness to readers’ names'],
});
for (const [system, each] of similarities) table.push([system, each.length, mean(each).toFixed(3)]);
console.log(table.toString());
await judge.close();
await shipped.close();

function note(system: string, figures: readonly number[]): void {
  similarities.set(system, [...(similarities.get(system) ?? []), ...figures]);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
