/**
 * Which queries are refused, and which papers plain words find: after `npm run build`,
 *   node test/bench/refusals.mjs [--rival MODEL_DIR] [--size 600] pages=FILE arxiv=FILE medicine=FILE mixed=FILE …
 *
 * Each FILE has a paper a line (`id`, `title`, `abstract` or `text`). Of a collection of more papers than --size those
 * named in `queries/everyday-words.tsv` and others evenly over it are taken.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url));
const { searchSources } = await dist('corpus/search-sources.js');
const { cosineSimilarity } = await dist('embedding.js');
const { openEmbedder } = await dist('embed/index.js');
const { ndcg } = await dist('evaluate/ranking.js');
const { addFiles } = await dist('ingest/index.js');
const { rankPapers, readQuery, searchPapers } = await dist('search/index.js');
const { inAllForms, paperUses } = await dist('search/ranking/uses.js');
const { openStore } = await dist('store/index.js');

const DEPTH = 5;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rival: { type: 'string' }, size: { type: 'string', default: '600' } },
});
const collectionArguments = positionals.map((argument) => argument.split('='));
const rivalFolder = values.rival;
const [, ...lines] = readFileSync(new URL('queries/everyday-words.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const queries = lines.map((line) => {
  const [collection, kind, text, paper = ''] = line.split('\t');
  return { collection, kind, text, paper };
});
const embedder = await openEmbedder({ dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname });
const rival = rivalFolder === undefined ? undefined : await openEmbedder({ dir: rivalFolder });
const results = [];
for (const [name, file] of collectionArguments) results.push(...(await askCollection(name, file)));
await rival?.close();
await embedder.close();
printRefusals();
printRanking();
printExclusions();

async function askCollection(name, file) {
  const asked = queries.filter(({ collection }) => collection === name);
  const papers = sampleOf(readPapers(file), new Set(asked.map(({ paper }) => paper)));
  const index = mkdtempSync(join(tmpdir(), 'paperkin-bench-'));
  const store = await openStore(index);
  const bytes = new TextEncoder().encode(papers.map((paper) => `${JSON.stringify(paper)}\n`).join(''));
  await addFiles({ store, embedder: async () => embedder }, [{ name, bytes }], { format: 'jsonl', trustNumbers: true });
  const rivalEmbeddings = await rival?.embed(papers.map(({ title, abstract }) => `${title}. ${abstract}`));
  const answers = await store.read(async (view) => {
    const sources = await searchSources({ store, view, embedder: async () => embedder });
    const found = [];
    for (const query of asked) found.push({ ...query, ...(await ask(query, sources, papers, rivalEmbeddings)) });
    return found;
  });
  await store.close();
  rmSync(index, { recursive: true });
  return answers;
}

function readPapers(file) {
  const texts = readFileSync(file, 'utf8').trimEnd().split('\n');
  return texts
    .map((text) => JSON.parse(text))
    .map(({ id, title, abstract, text }) => ({ id, title, abstract: abstract ?? text }));
}

function sampleOf(papers, named) {
  const others = papers.filter(({ id }) => !named.has(id));
  const wanted = Number(values.size) - (papers.length - others.length);
  const step = Math.max(1, others.length / wanted);
  const chosen = new Set(Array.from({ length: wanted }, (_, i) => others[Math.floor(i * step)]?.id));
  return papers.filter(({ id }) => named.has(id) || chosen.has(id));
}

async function ask({ text, paper, kind }, sources, papers, rivalEmbeddings) {
  if (kind === 'exclusion') return usersListed(text, sources);
  const answer = await searchPapers(text, sources, { limit: DEPTH });
  const read = await readQuery(text, sources);
  const embedding = await sources.embed([read.corrected]).then(([one]) => one);
  const rank = async (mode) =>
    (await rankPapers({ ...read, embedding }, sources, { mode, limit: DEPTH })).map(({ id }) => id);
  const grades = new Map([[paper, 1]]);
  const figure = (ids) => ndcg(ids, grades, DEPTH);
  return {
    answered: answer.nothing === null,
    weak: answer.papers.every(({ about }) => !about),
    paperkin: figure(answer.papers.map(({ id }) => id)),
    shown: answer.nothing === null ? figure(answer.papers.map(({ id }) => id)) : 0,
    bm25: figure(await rank('lexical')),
    similarity: figure(await rank('dense')),
    rival: rivalEmbeddings === undefined ? Number.NaN : figure(await nearestTo(text, papers, rivalEmbeddings)),
  };
}

/** Papers among the first that use what the query rules out, as answered and with the phrase between quotation marks. */
async function usersListed(text, sources) {
  const { query, papers } = await searchPapers(text, sources, { limit: DEPTH });
  const clauses = new Set(query.exclusions.map(({ from }) => from));
  const quoted = [...clauses].reduce((words, from) => words.replace(from, `"${from}"`), text);
  const typed = await searchPapers(quoted, sources, { limit: DEPTH });
  const usesIn = paperUses(inAllForms(query.exclusions, sources.statistics.acronyms));
  const count = (some) => some.filter(({ paper }) => usesIn(paper).includes('plain')).length;
  return { listed: papers.length, users: count(papers), usersAsTyped: count(typed.papers) };
}

async function nearestTo(text, papers, embeddings) {
  const [query] = await rival.embed([text], { as: 'query' });
  return papers
    .map(({ id }, i) => ({ id, similarity: cosineSimilarity(query, embeddings[i]) }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, DEPTH)
    .map(({ id }) => id);
}

function printRefusals() {
  const groups = [...collectionArguments.map(([name]) => name), 'all'];
  console.log('| | | queries | answered with a match | with weak matches | refused |\n|--|--|--|--|--|--|');
  for (const group of groups) {
    const inGroup = results.filter(({ collection }) => group === 'all' || collection === group);
    for (const [name, kinds] of [
      ['on the subject', ['paraphrase', 'rare']],
      ['off the subject', ['off-subject']],
    ]) {
      const some = inGroup.filter(({ kind }) => kinds.includes(kind));
      const count = (test) => some.filter(test).length;
      const [weak, refused] = [count(({ answered, weak }) => answered && weak), count(({ answered }) => !answered)];
      const cells = [some.length, some.length - weak - refused, weak, refused];
      console.log(`| ${group} | ${name} | ${cells.join(' | ')} |`);
    }
  }
}

function printRanking() {
  const ways = ['shown', 'paperkin', 'similarity', 'bm25', 'rival'];
  console.log(`\nnDCG@${DEPTH} of paraphrases\n| | ${ways.join(' | ')} |\n|--|${ways.map(() => '--').join('|')}|`);
  for (const name of [...collectionArguments.map(([one]) => one), 'all']) {
    const some = results.filter(
      ({ kind, collection }) => kind === 'paraphrase' && (name === 'all' || collection === name),
    );
    const cells = ways.map((way) => (some.reduce((sum, one) => sum + one[way], 0) / some.length).toFixed(3));
    console.log(`| ${name} (${some.length}) | ${cells.join(' | ')} |`);
  }
}

function printExclusions() {
  const some = results.filter(({ kind }) => kind === 'exclusion');
  const sum = (key) => some.reduce((total, one) => total + one[key], 0);
  console.log(`\n${some.length} queries that rule something out: of ${sum('listed')} papers listed first`);
  console.log(`${sum('users')} use it, ${sum('usersAsTyped')} with the phrase between quotation marks`);
}
