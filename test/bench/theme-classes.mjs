/**
 * Samples collections of several fields from a large file of abstracts, to test names of themes against true classes.
 *
 *   zstdcat PAPERS.jsonl.zst | node test/bench/theme-classes.mjs FOLDER
 *
 * Each of eight collections has 60 papers of each of nine arXiv categories. Writes FOLDER/classes-N.jsonl and
 * FOLDER/labels.jsonl, the category of every paper, for `theme-names.ts --labels`; the lines of the former have it too,
 * for `theme-sizes.ts`. What is drawn depends on ids and categories alone.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const COLLECTIONS = 8;
const CATEGORIES = 9;
const PAPERS = 60;

const byCategory = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  const { id, title, abstract, categories } = JSON.parse(line);
  const category = Array.isArray(categories) ? categories.join(' ') : String(categories ?? '');
  // Of one arXiv category, and no track of a conference.
  if (!/^[a-z-]+(?:\.[A-Za-z-]+)?$/.test(category) || !title || !abstract) continue;
  byCategory.set(category, [...(byCategory.get(category) ?? []), { id, title, abstract }]);
}
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name a folder');
mkdirSync(folder, { recursive: true });
const large = [...byCategory.keys()].filter((category) => byCategory.get(category).length >= PAPERS);
const labels = [];
for (let n = 1; n <= COLLECTIONS; n++) {
  const drawn = spread(large, (category) => `${n} ${category}`).slice(0, CATEGORIES);
  const papers = drawn.flatMap((label) =>
    spread(byCategory.get(label), ({ id }) => `${n} ${id}`)
      .slice(0, PAPERS)
      .map((paper) => ({ ...paper, id: `c${n}-${paper.id}`, label })),
  );
  const lines = papers.map((paper) => `${JSON.stringify(paper)}\n`);
  writeFileSync(join(folder, `classes-${n}.jsonl`), lines.join(''));
  labels.push(...papers.map(({ id, title, label }) => `${JSON.stringify({ id, title, text: '', label })}\n`));
  console.log(`classes-${n}: ${drawn.join(', ')}`);
}
writeFileSync(join(folder, 'labels.jsonl'), labels.join(''));

function spread(list, keyOf) {
  return list
    .map((one) => [createHash('sha256').update(keyOf(one)).digest('hex'), one])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);
}
