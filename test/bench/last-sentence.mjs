/**
 * What an abstract says last, beyond what the model reads at once: how well its last sentence finds it again.
 *
 *   npm run build && node test/bench/last-sentence.mjs docs.jsonl
 *
 * docs.jsonl holds `id`, `title` and `text` a line. The papers are the first 700 whose text is longer than 1,700
 * characters (256 tokens and more), the queries the last sentence of every third. Prints nDCG@10 of each mode.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../../dist/index.js';
import { sentencesOf } from '../../dist/text/sentences.js';

const LONGER_THAN = 1700;
const PAPERS = 700;
/** Shorter ones are no sentence of the abstract: a licence, a number. */
const QUERY_CHARACTERS = 40;

const papers = readFileSync(process.argv[2], 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
  .filter(({ text }) => text.length > LONGER_THAN)
  .slice(0, PAPERS);
const queries = papers
  .filter((_, i) => i % 3 === 0)
  .map(({ id, text }) => ({ id: `query-${id}`, paper: id, text: sentencesOf(text).at(-1).text }))
  .filter(({ text }) => text.length > QUERY_CHARACTERS);
const folder = mkdtempSync(join(tmpdir(), 'paperkin-bench-'));
const write = (name, lines) => writeFileSync(join(folder, name), lines.join('\n'));
try {
  write(
    'corpus.jsonl',
    papers.map(({ id, title, text }) => JSON.stringify({ id, title, text })),
  );
  write(
    'queries.jsonl',
    queries.map(({ id, text }) => JSON.stringify({ id, text })),
  );
  write('qrels.tsv', ['query\tpaper\tgrade', ...queries.map(({ id, paper }) => `${id}\t${paper}\t1`)]);
  const [{ rankers }] = await evaluate(folder);
  console.log(
    `${papers.length} papers, ${queries.length} queries: ${rankers.map(({ name, ndcg10 }) => `${name} ${ndcg10.value.toFixed(3)}`).join(', ')}`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
