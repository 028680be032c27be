/**
 * How long do the themes of many papers take, once they are embedded, and how tight are they?
 *
 *   npm run build && node test/bench/themes-scale.mjs [PAPERS=100000] [K=100] [PYTHON]
 *
 * The papers are made up, the same in every run: 150 subjects in 12 fields, of sizes that fall as 1/√rank; an embedding
 * is its subject's direction and noise (cosine about 0.55 to 0.75, as among abstracts), unit length, 384 numbers.
 * Titles and abstracts are a few words of the subject. No model is run: phrases get directions of their own. Prints
 * seconds, the memory above the embeddings, and the inertia (squared distances to cluster means). With PYTHON, an
 * interpreter that has numpy and scikit-learn, `themes-scale.py` clusters the same embeddings, and both stand side by
 * side: inertia within 1 % is the aim, in less than 60 s and 1.5 GB.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toUnitLength } from '../../dist/embedding.js';
import { seededRandom } from '../../dist/maths/random.js';
import { rowsOf } from '../../dist/maths/rows.js';
import { groupPapers } from '../../dist/themes/clustering/cluster.js';
import { findThemes } from '../../dist/themes/index.js';
import { paperTextOf } from '../../dist/themes/paper-words.js';
import { NOTHING_ELSE } from './title-and-abstract.mjs';

const [COUNT, K] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 100)];
const PYTHON = process.argv[4];
const [DIMENSION, SUBJECTS, FIELDS] = [384, 150, 12];

const random = seededRandom(1);
const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const direction = () => Float32Array.from({ length: DIMENSION }, gaussian);
const fields = Array.from({ length: FIELDS }, direction);
const subjects = Array.from({ length: SUBJECTS }, (_, s) =>
  toUnitLength(direction().map((x, d) => x + fields[s % FIELDS][d])),
);
const weights = subjects.map((_, s) => 1 / Math.sqrt(s + 1));
const total = weights.reduce((sum, weight) => sum + weight, 0);
const { papers, embeddings } = madeUp();
const before = process.memoryUsage().rss;
console.log(
  `${COUNT} papers, ${DIMENSION} numbers each, k = ${K}; Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}`,
);

let started = performance.now();
const { themes, outliers } = await findThemes(
  papers,
  embeddings,
  async (texts) => texts.map(() => toUnitLength(direction())),
  { k: K },
);
const whole = seconds(started);
const above = (process.resourceUsage().maxRSS * 1024 - before) / 2 ** 30;
console.log(
  `themes, names and all: ${whole.toFixed(1)} s; ${above.toFixed(2)} GB above the embeddings at most; ${themes.length} themes, ${((100 * outliers.length) / COUNT).toFixed(1)} % outliers`,
);

const rows = rowsOf(embeddings);
started = performance.now();
const { labels } = await groupPapers(
  rows,
  async (places) => Array.from(places, (place) => paperTextOf(papers[place])),
  { k: K, afterPass: async () => {} },
);
const grouping = seconds(started);
const ours = inertiaOf(labels);
console.log(`grouping alone: ${grouping.toFixed(1)} s, inertia ${ours.toFixed(1)}`);
if (PYTHON !== undefined) beside();

function madeUp() {
  const buffer = new Float32Array(COUNT * DIMENSION);
  const made = { papers: [], embeddings: [] };
  for (let i = 0; i < COUNT; i++) {
    let target = random() * total;
    const subject = weights.findIndex((weight) => (target -= weight) <= 0);
    const own = subjects[Math.max(0, subject)];
    const noise = 0.9 + 0.6 * random();
    const row = buffer.subarray(i * DIMENSION, (i + 1) * DIMENSION);
    row.set(toUnitLength(own.map((x) => x + (noise * gaussian()) / Math.sqrt(DIMENSION))));
    made.embeddings.push(row);
    const words = `subject${subject} of field${subject % FIELDS}`;
    made.papers.push({
      ...NOTHING_ELSE,
      id: `p${String(i).padStart(7, '0')}`,
      title: `On ${words}`,
      abstract: `Here the ${words} meets the aspect${i % 997} and the matter${i % 89}. It holds.`,
    });
  }
  return made;
}

/**
 * Sum of squared distances to the means of the clusters; of unit rows, their number less each sum's square by its
 * size.
 */
function inertiaOf(clusters) {
  const sums = new Float64Array(K * DIMENSION);
  const sizes = new Float64Array(K);
  clusters.forEach((c, i) => {
    sizes[c]++;
    for (let d = 0; d < DIMENSION; d++) sums[c * DIMENSION + d] += embeddings[i][d];
  });
  let inertia = COUNT;
  for (let c = 0; c < K; c++) for (let d = 0; d < DIMENSION; d++) inertia -= sums[c * DIMENSION + d] ** 2 / sizes[c];
  return inertia;
}

function beside() {
  const folder = mkdtempSync(join(tmpdir(), 'themes-scale-'));
  const file = join(folder, 'embeddings.f32');
  writeFileSync(file, rows.data);
  const { stdout, stderr, status } = spawnSync(
    PYTHON,
    [fileURLToPath(new URL('themes-scale.py', import.meta.url)), file, String(DIMENSION), String(K)],
    { encoding: 'utf8' },
  );
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr);
  const theirs = JSON.parse(stdout);
  console.log(`\n                        seconds   inertia`);
  console.log(`paperkin             ${grouping.toFixed(1).padStart(10)}${ours.toFixed(1).padStart(10)}`);
  console.log(
    `scikit-learn ${theirs.version.padEnd(8)}${theirs.seconds.toFixed(1).padStart(10)}${theirs.inertia.toFixed(1).padStart(10)}   KMeans, n_init=3`,
  );
  console.log(
    `\ninertia ${(100 * (ours / theirs.inertia - 1)).toFixed(2)} % above scikit-learn; ${(theirs.seconds / grouping).toFixed(2)} times as fast`,
  );
}

function seconds(since) {
  return (performance.now() - since) / 1000;
}
