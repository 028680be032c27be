/**
 * How long do near-duplicates take among many papers, once they are embedded?
 *
 *   npm run build && node test/bench/duplicates-scale.mjs [PAPERS=100000] [FOLDER]
 *
 * The papers are made up, the same in every run: Zipf-distributed words of 300 subjects, abstracts of 100 to 220 words.
 * Among them, and counted afterwards: one paper in fifty comes twice (reworded, cut or retitled); one abstract stands
 * 5,000 times letter for letter; and one form of 150 words stands 5,000 times with another number and title in it.
 * An embedding is the mean of one random direction a word: no model is run, and its time is not part of the figures.
 * With a FOLDER the papers, embeddings and planted pairs are written there, for `duplicates-scale-rivals.py`.
 * Prints seconds by step, the highest memory of the process, and how many of the planted pairs were found.
 */
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { groupsOf } from '../../dist/duplicates/index.js';
import { toUnitLength } from '../../dist/embedding.js';
import { seededRandom } from '../../dist/maths/random.js';
import { comparePapers } from './compare-papers.mjs';
import { NOTHING_ELSE } from './title-and-abstract.mjs';

const COUNT = Number(process.argv[2] ?? 100_000);
const FOLDER = process.argv[3];
const CROWD = Math.min(5000, Math.floor(COUNT / 20));
const [DIMENSION, SUBJECTS, WORDS] = [384, 300, 60_000];
const FUNCTION_WORDS =
  'the of and to in we a for that with is on as by this from are an be which at it can or our not'.split(' ');

const random = seededRandom(1);
const below = (limit) => Math.floor(random() * limit);
const syllables = Array.from(
  { length: 120 },
  () => 'bcdfghklmnprstvz'[below(16)] + 'aeiou'[below(5)] + ['', '', 'n', 'r', 's', 'l'][below(6)],
);
const vocabulary = Array.from({ length: WORDS }, () =>
  Array.from({ length: 2 + below(3) }, () => syllables[below(120)]).join(''),
);
const directions = new Map();

const made = timed('making papers', makePapers);
const embeddings = timed(
  'making embeddings',
  () => new Map(made.papers.map((paper) => [paper.id, embeddingOf(paper)])),
);
directions.clear();
if (FOLDER !== undefined) writeTo(FOLDER);

const busy = process.cpuUsage();
const started = performance.now();
let reading = 0;
const comparison = await comparePapers(made.papers, embeddings, {
  onProgress: (done) => {
    if (done <= 0.4) reading = performance.now();
  },
});
const compared = performance.now();
const { groups } = groupsOf(made.papers, comparison);
const grouped = performance.now();
groupsOf(made.papers, comparison, { threshold: 0.9 });
const again = performance.now();

const groupOf = new Map(groups.flatMap((group, i) => group.papers.map((id) => [id, i])));
const together = ([a, b]) => groupOf.has(a) && groupOf.get(a) === groupOf.get(b);
const seconds = (from, to) => ((to - from) / 1000).toFixed(1).padStart(6);
console.log(
  `\n${made.papers.length} papers; ${cpus().length} × ${cpus()[0].model}; Node ${process.version}; one thread`,
);
console.log(`reading the papers       ${seconds(started, reading)} s`);
console.log(`candidates and judging   ${seconds(reading, compared)} s   ${comparison.pairs.length} pairs kept`);
console.log(`groups                   ${seconds(compared, grouped)} s   ${groups.length} groups`);
console.log(`groups, other threshold  ${seconds(grouped, again)} s`);
const { user, system } = process.cpuUsage(busy);
console.log(
  `all                      ${seconds(started, again)} s   ${((user + system) / 1e6).toFixed(1)} s of processor time, the collector's threads with it`,
);
console.log(
  `highest memory of the process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, of it papers and embeddings before ${made.memory} MB`,
);
for (const [kind, pairs] of Object.entries(made.planted))
  console.log(`${kind}: ${pairs.filter(together).length} of ${pairs.length} found`);
console.log(
  `largest groups: ${groups
    .slice(0, 3)
    .map(({ papers }) => papers.length)
    .join(', ')}`,
);
const planted = new Set(Object.values(made.planted).flat(2));
console.log(`papers grouped that were not planted: ${[...groupOf.keys()].filter((id) => !planted.has(id)).length}`);

function writeTo(folder) {
  mkdirSync(folder, { recursive: true });
  const lines = createWriteStream(join(folder, 'papers.jsonl'));
  const numbers = createWriteStream(join(folder, 'embeddings.f32'));
  for (const { id, title, abstract } of made.papers) {
    lines.write(`${JSON.stringify({ id, title, abstract })}\n`);
    numbers.write(new Uint8Array(embeddings.get(id).slice().buffer));
  }
  lines.end();
  numbers.end();
  writeFileSync(join(folder, 'planted.json'), JSON.stringify(made.planted));
}

function timed(what, make) {
  const from = performance.now();
  const result = make();
  console.log(`${what}: ${((performance.now() - from) / 1000).toFixed(1)} s (not counted)`);
  result.memory = (process.memoryUsage().rss / 2 ** 20).toFixed(0);
  return result;
}

function makePapers() {
  const papers = [];
  const add = (title, words) => {
    papers.push({
      ...NOTHING_ELSE,
      id: `p${String(papers.length).padStart(6, '0')}`,
      title,
      abstract: words.join(' '),
    });
    return papers.at(-1).id;
  };
  const planted = { reworded: [], cut: [], retitled: [], identical: [], form: [] };
  const same = abstractOf(1);
  const form = abstractOf(2);
  for (let i = 0; i < CROWD; i++) planted.identical.push([add('The same paper met again and again', same), 'p000000']);
  for (let i = 0; i < CROWD; i++) {
    const filled = [...form];
    filled[40] = String(1000 + i);
    planted.form.push([
      add(`${titleOf(2)} ${form.slice(3, 9).join(' ')}`, filled),
      `p${String(CROWD).padStart(6, '0')}`,
    ]);
  }
  while (papers.length < COUNT) {
    const subject = below(SUBJECTS);
    const [title, words] = [titleOf(subject), abstractOf(subject)];
    const id = add(title, words);
    if (papers.length % 50 > 0) continue;
    const kind = ['reworded', 'cut', 'retitled'][below(3)];
    if (kind === 'reworded')
      planted.reworded.push([
        id,
        add(
          title,
          words.map((word) => (random() < 0.2 ? vocabulary[wordOf(subject)] : word)),
        ),
      ]);
    if (kind === 'cut') planted.cut.push([id, add(title, words.slice(0, words.length >> 1))]);
    if (kind === 'retitled') planted.retitled.push([id, add(words.slice(5, 12).join(' '), words)]);
  }
  return { papers, planted };
}

/**
 * A word of a subject: one in three from the common stock, the others from a stretch of the vocabulary, by Zipf's law.
 */
function wordOf(subject) {
  const rank = Math.floor(Math.exp(random() * Math.log(4000))) - 1;
  return random() < 0.33 ? rank : (4000 + subject * 180 + rank) % WORDS;
}

function abstractOf(subject) {
  return Array.from({ length: 100 + below(120) }, () =>
    random() < 0.4 ? FUNCTION_WORDS[below(FUNCTION_WORDS.length)] : vocabulary[wordOf(subject)],
  );
}

function titleOf(subject) {
  return Array.from({ length: 6 + below(6) }, () => vocabulary[wordOf(subject)]).join(' ');
}

function embeddingOf({ title, abstract }) {
  const sum = new Float32Array(DIMENSION);
  for (const word of `${title} ${abstract}`.split(' ')) {
    let direction = directions.get(word);
    if (direction === undefined) {
      direction = Float32Array.from({ length: DIMENSION }, () => random() - 0.5);
      directions.set(word, direction);
    }
    const weight = word.length < 5 ? 0.2 : 1;
    for (let k = 0; k < DIMENSION; k++) sum[k] += weight * direction[k];
  }
  return toUnitLength(sum);
}
