/**
 * Samples collections of one field each from a large file of abstracts, to judge themes and their names on.
 *
 *   zstdcat PAPERS.jsonl.zst | node test/bench/theme-collections.mjs FOLDER
 *
 * Reads one paper a line (`id`, `title`, `abstract`, `categories`, `published`) and writes FOLDER/NAME.jsonl for each
 * collection below. Which papers are taken depends on their ids alone, not on the order of the lines.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const inCategory = (pattern) => (paper) => categoriesOf(paper).some((category) => pattern.test(category));
const primary = (pattern) => (paper) => pattern.test(categoriesOf(paper)[0] ?? '');
const saying = (pattern) => (paper) => pattern.test(paper.abstract) || pattern.test(paper.title);
const COLLECTIONS = [
  ['ai', 600, (paper) => primary(/^cs\.(?:AI|CL|CV|LG)$/)(paper) && Number(paper.published) >= 2024],
  ['ai-small', 180, (paper) => primary(/^cs\.(?:AI|CL|CV|LG)$/)(paper) && Number(paper.published) >= 2025],
  ['robotics', 600, inCategory(/^cs\.RO$/)],
  ['medicine', 800, saying(/\b(?:randomi[sz]ed|patients with|clinical trials?|cohort study|placebo)\b/i)],
  ['physics', 700, primary(/^(?:cond-mat|quant-ph|physics)/)],
  ['biology', 500, (paper) => primary(/^q-bio/)(paper) || saying(/\b(?:gene expression|proteins?|genomic)\b/i)(paper)],
  ['mathematics', 400, primary(/^math/)],
  ['mixed', 1500, () => true],
];

const taken = COLLECTIONS.map(() => []);
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  const paper = JSON.parse(line);
  if (!paper.title || (paper.abstract ?? '').length < 300) continue;
  COLLECTIONS.forEach(([name, , belongs], c) => {
    if (belongs(paper)) taken[c].push([rankOf(name, paper.id), line]);
  });
}
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name a folder');
mkdirSync(folder, { recursive: true });
COLLECTIONS.forEach(([name, size], c) => {
  const lines = taken[c]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, size)
    .map(([, line]) => `${line}\n`);
  writeFileSync(join(folder, `${name}.jsonl`), lines.join(''));
  console.log(`${name}: ${lines.length} of ${taken[c].length}`);
});

function categoriesOf({ categories }) {
  return Array.isArray(categories) ? categories : String(categories ?? '').split(' ');
}

/** Evenly spread, and another order for each collection. */
function rankOf(name, id) {
  return createHash('sha256').update(`${name} ${id}`).digest('hex');
}
