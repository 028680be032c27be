/**
 * What “X without Y” lists: after `npm run build`,
 *   node test/bench/exclusions.mjs ai=FILE medicine=FILE physics=FILE robots=FILE
 *
 * Each FILE has a paper a line (`id`, `title`, `abstract`). The queries are of two kinds: those that leave out a
 * subject, and those for a term (“learning without labels”), where papers that say it are wanted; those with a list
 * (“without chemotherapy or surgery”) are counted by themselves. Patterns in
 * `queries/exclusions.tsv` tell which papers are about X, and which mention Y or say the term. Each query is asked as
 * it is, and with what it excludes between quotation marks, so that these words have no effect.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url));
const { searchSources } = await dist('corpus/search-sources.js');
const { openEmbedder } = await dist('embed/index.js');
const { addFiles } = await dist('ingest/index.js');
const { searchPapers } = await dist('search/index.js');
const { openStore } = await dist('store/index.js');

const DEPTH = 10;

const collections = process.argv.slice(2).map((argument) => argument.split('='));
const [, ...lines] = readFileSync(new URL('queries/exclusions.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const queries = lines.map((line) => {
  const [collection, kind, text, about, other] = line.split('\t');
  return { collection, kind, text, about: new RegExp(about, 'iu'), other: new RegExp(other, 'giu') };
});
const embedder = await openEmbedder({ dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname });
const results = [];
for (const [name, file] of collections) results.push(...(await askCollection(name, file)));
await embedder.close();
print();

async function askCollection(name, file) {
  const index = mkdtempSync(join(tmpdir(), 'paperkin-bench-'));
  const store = await openStore(index);
  const input = [{ name, bytes: readFileSync(file) }];
  await addFiles({ store, embedder: async () => embedder }, input, { format: 'jsonl', trustNumbers: true });
  const answers = await store.read(async (view) => {
    const sources = await searchSources({ store, view, embedder: async () => embedder });
    const found = [];
    for (const query of queries.filter(({ collection }) => collection === name)) {
      const { exclusions } = (await searchPapers(query.text, sources, { limit: DEPTH })).query;
      const clauses = new Set(exclusions.map(({ from }) => from));
      const quoted = [...clauses].reduce((words, from) => words.replace(from, `"${from}"`), query.text);
      const [asIs, inQuotation] = [await listed(query, query.text, sources), await listed(query, quoted, sources)];
      found.push({ ...query, asIs, inQuotation });
    }
    return found;
  });
  await store.close();
  rmSync(index, { recursive: true });
  return answers;
}

/** Shares of the first papers: on X without a word on Y; with Y in the title or twice; with Y, or with the term. */
async function listed({ about, other }, text, sources) {
  const { papers } = await searchPapers(text, sources, { limit: DEPTH });
  const judged = papers.map(({ paper: { title, abstract } }) => {
    const times = `${title}. ${abstract}`.match(other)?.length ?? 0;
    const strongly = times > 1 || title.match(other) !== null;
    return { wanted: about.test(`${title}. ${abstract}`) && times === 0, strongly, says: times > 0 };
  });
  const share = (property) => judged.filter((one) => one[property]).length / DEPTH;
  return { wanted: share('wanted'), strongly: share('strongly'), says: share('says') };
}

function print() {
  const kinds = ['on X without Y', 'plainly on Y', 'term'];
  const columns = ['queries', ...kinds.flatMap((kind) => [`${kind}: quoted`, 'as is'])];
  console.log(`| | ${columns.join(' | ')} |\n|--|${columns.map(() => '--').join('|')}|`);
  const row = (name, some, kindsOfRow) => {
    const [excluding, terms] = kindsOfRow.map((kind) => some.filter((one) => one.kind === kind));
    const mean = (of, way, property) => of.reduce((sum, one) => sum + one[way][property], 0) / of.length;
    const pair = (of, property) => ['inQuotation', 'asIs'].map((way) => mean(of, way, property).toFixed(3));
    const figures = [...pair(excluding, 'wanted'), ...pair(excluding, 'strongly'), ...pair(terms, 'says')];
    console.log(`| ${name} | ${[`${excluding.length} + ${terms.length}`, ...figures].join(' | ')} |`);
  };
  for (const [name] of collections)
    row(
      name,
      results.filter(({ collection }) => collection === name),
      ['exclusion', 'term'],
    );
  row('all', results, ['exclusion', 'term']);
  row('lists', results, ['list', 'listed term']);
}
