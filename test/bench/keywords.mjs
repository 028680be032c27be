/**
 * What keywords in the word index give: node test/bench/keywords.mjs INDEX… [--half 0|1] [--judged FILE]
 * (after `npm run build`)
 *
 * Each INDEX holds the same papers with MeSH terms, indexed in another way. Prints nDCG@10, recall@100 and the share of
 * the first ten answers with every word of the query in their title or abstract: of keywords as queries (a paper with
 * the keyword is relevant), of titles (their paper alone is), and of the queries of FILE, `{ "query": [ids] }` as JSON.
 * `--half` takes every second query, from the first or the second on.
 */
import { readFileSync } from 'node:fs';
import { openCorpus } from '../../dist/index.js';
import { indexTerms, queryTerms } from '../../dist/text/terms.js';

const QUERIES = 100;
const [LEAST, MOST] = [10, 300];

const indexes = process.argv.slice(2);
const half = option('--half');
const judged = option('--judged');

function option(name) {
  const at = indexes.indexOf(name);
  return at < 0 ? undefined : indexes.splice(at, 2)[1];
}

function ndcg(ids, relevant) {
  const gain = (place) => 1 / Math.log2(place + 2);
  const best = Array.from({ length: Math.min(10, relevant.size) }, (_, i) => gain(i)).reduce((a, b) => a + b, 0);
  return ids.slice(0, 10).reduce((sum, id, i) => sum + (relevant.has(id) ? gain(i) : 0), 0) / best;
}

function hasWords({ title, abstract }, text) {
  const terms = new Set(indexTerms(`${title}\n${abstract}`).split(' '));
  return queryTerms(text).every((term) => terms.has(term));
}

const evenly = (some, count) => some.filter((_, i) => i % Math.max(1, Math.floor(some.length / count)) === 0);
const mean = (numbers) => (numbers.reduce((sum, x) => sum + x, 0) / Math.max(1, numbers.length)).toFixed(3);
const ofHalf = (some) => (half === undefined ? some : some.filter((_, i) => i % 2 === Number(half)));

for (const index of indexes) {
  const corpus = await openCorpus({ index });
  const papers = [];
  for await (const paper of corpus.papers()) papers.push(paper);
  const holders = new Map();
  for (const { id, keywords = [] } of papers)
    for (const one of keywords) holders.set(one, [...(holders.get(one) ?? []), id]);
  const terms = [...holders]
    .filter(([, ids]) => ids.length >= LEAST && ids.length <= MOST)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const tagged = papers.filter(({ keywords = [] }) => keywords.length > 0).sort((a, b) => (a.id < b.id ? -1 : 1));
  const sets = {
    keywords: ofHalf(evenly(terms, QUERIES)).map(([text, ids]) => [text, new Set(ids)]),
    titles: ofHalf(evenly(tagged, QUERIES)).map(({ title, id }) => [title, new Set([id])]),
    ...(judged === undefined
      ? {}
      : {
          judged: Object.entries(JSON.parse(readFileSync(judged, 'utf8'))).map(([text, ids]) => [text, new Set(ids)]),
        }),
  };
  for (const [name, queries] of Object.entries(sets))
    for (const mode of ['lexical', 'hybrid']) {
      const results = [];
      for (const [text, relevant] of queries) {
        const { papers: answers } = await corpus.search(text, { limit: 100, mode });
        const ids = answers.map(({ paper }) => paper.id);
        const recall = ids.filter((id) => relevant.has(id)).length / Math.min(100, relevant.size);
        const about = answers.slice(0, 10).map(({ paper }) => Number(hasWords(paper, text)));
        results.push([ndcg(ids, relevant), recall, Number(mean(about))]);
      }
      console.log(index, name, mode, ...[0, 1, 2].map((i) => mean(results.map((one) => one[i]))));
    }
  await corpus.close();
}
