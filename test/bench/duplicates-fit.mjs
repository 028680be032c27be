/**
 * Fits the weights of `src/duplicates/evidence/rule.ts` and says how well they hold on pairs they have not seen.
 *
 *   npm run build && node test/bench/duplicates-fit.mjs FOLDER
 *
 * FOLDER holds `papers.jsonl` (id, title, abstract) and `pairs.tsv` (a, b, 1 or 0, kind); a pair not listed is two
 * papers. Every candidate pair is measured three times: as it is; with all titles taken away; and so once more, but as
 * if every paper came back under another title while other papers keep theirs. In the set two versions with titles have
 * the same one, 106 times of 107, and a rule fitted on that alone would part all that were given a new title.
 * Only pairs that no other layer decides are fitted. Newton's method on the logistic loss with an L2 penalty on
 * standardised features; no random number but the seeded shuffles.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { candidatesOf } from '../../dist/duplicates/candidates/candidates.js';
import { fingerprintOf } from '../../dist/duplicates/evidence/fingerprint.js';
import { isTelling, judge } from '../../dist/duplicates/evidence/judge.js';
import { signalValues } from '../../dist/duplicates/evidence/rule.js';
import { signalsOf } from '../../dist/duplicates/evidence/signals.js';
import { candidateFeatures } from '../../dist/duplicates/features-of.js';
import { openEmbedder } from '../../dist/embed/index.js';
import { seededRandom } from '../../dist/maths/random.js';
import { NOTHING_ELSE } from './title-and-abstract.mjs';

const PENALTY = 0.1;
/** Share of the content words that two titles of one paper have in common, where it was given another. */
const OTHER_TITLE = 0.3;
/** How much a pair counts in the fit when it is measured so. */
const OTHER_TITLE_WEIGHT = 0.3;
const FOLDS = 5;
const SHUFFLES = 10;
const NAMES = ['similarity', 'stemPairs', 'titles', 'numbers'];

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: node test/bench/duplicates-fit.mjs FOLDER');
  process.exit(2);
}
const papers = linesOf('papers.jsonl').map((line) => ({ ...NOTHING_ELSE, ...JSON.parse(line) }));
const truth = new Map(
  linesOf('pairs.tsv')
    .slice(1)
    .map((line) => {
      const [a, b, same, kind] = line.split('\t');
      return [keyOf(a, b), { same: same === '1', kind }];
    }),
);
const positives = [...truth.values()].filter(({ same }) => same).length;

const embedder = await openEmbedder({
  dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname,
  workers: 2,
});
const titled = await measured(papers);
const untitled = await measured(papers.map((paper) => ({ ...paper, title: '' })));
await embedder.close();
const variants = { 'with titles': titled, 'without titles': untitled, 'with other titles': retitled() };
const all = Object.values(variants).flat();

console.log(
  `${papers.length} papers, ${positives} pairs of one paper; ${all.length} candidate pairs in all variants, ${all.filter(({ open }) => open).length} left to the rule\n`,
);
const shuffles = Array.from({ length: SHUFFLES }, (_, seed) => crossValidated(seed));
console.log('held-out folds      | F1 mean (lowest–highest) | precision | recall | series called one');
for (const name of Object.keys(variants)) {
  const runs = shuffles.map((outcomes) => outcomes[name]);
  const f1 = runs.map((run) => run.f1);
  console.log(
    `${name.padEnd(19)} | ${mean(f1)} (${Math.min(...f1).toFixed(4)}–${Math.max(...f1).toFixed(4)}) | ${mean(runs.map((run) => run.precision))} | ${mean(runs.map((run) => run.recall))} | ${Math.max(...runs.map((run) => run.series))}`,
  );
}
const weights = fit(all.filter(({ open }) => open));
console.log(
  '\nweights on all pairs:',
  `bias ${weights[0].toFixed(2)}`,
  ...NAMES.map((name, i) => `${name} ${weights[i + 1].toFixed(2)}`),
);
for (const [name, pairs] of Object.entries(variants))
  console.log(
    `fitted, ${name}:`,
    outcome(pairs, () => weights),
  );

function linesOf(file) {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function keyOf(a, b) {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Every candidate pair: its features, what it is, and what the other layers say of it. */
async function measured(some) {
  const embeddings = await embedder.embed(some.map(embedder.paperText));
  const readings = some.map((paper, i) => fingerprintOf(paper, embeddings[i]));
  const pairs = [];
  const candidates = [];
  for await (const [i, others] of candidatesOf(readings.map(candidateFeatures)))
    for (const j of others) candidates.push([i, j]);
  for (const [i, j] of candidates) {
    const [a, b] = [readings[i], readings[j]];
    const [signals, pair, key] = [signalsOf(a, b, 1), judge(a, b), keyOf(a.paper.id, b.paper.id)];
    const apart = pair.vetoReason !== null;
    const byRule = isTelling(a) && isTelling(b) && (pair.kind === 'rewritten' || pair.kind === 'same-title');
    pairs.push({
      key,
      signals,
      features: [1, ...signalValues(signals)],
      weight: 1,
      same: truth.get(key)?.same ?? false,
      kind: truth.get(key)?.kind,
      open: byRule && !apart,
      decided: !byRule && pair.score >= 0.5,
    });
  }
  return pairs;
}

/** The untitled pairs, as if one paper's two versions had two titles and other pairs had those they have. */
function retitled() {
  const titlesOf = new Map(titled.map(({ key, signals }) => [key, signals.titles]));
  return untitled.map((pair) => {
    const titles = pair.same ? OTHER_TITLE : (titlesOf.get(pair.key) ?? null);
    return { ...pair, features: [1, ...signalValues({ ...pair.signals, titles })], weight: OTHER_TITLE_WEIGHT };
  });
}

function crossValidated(seed) {
  const random = seededRandom(seed + 1);
  const folds = new Map();
  for (const key of [...new Set(all.map((pair) => pair.key))].sort()) folds.set(key, Math.floor(random() * FOLDS));
  const fitted = Array.from({ length: FOLDS }, (_, fold) =>
    fit(all.filter(({ key, open }) => open && folds.get(key) !== fold)),
  );
  return Object.fromEntries(
    Object.entries(variants).map(([name, pairs]) => [name, outcome(pairs, ({ key }) => fitted[folds.get(key)])]),
  );
}

function outcome(pairs, weightsFor) {
  const accepted = pairs.filter((pair) => (pair.open ? dot(weightsFor(pair), pair.features) >= 0 : pair.decided));
  const right = accepted.filter(({ same }) => same).length;
  const [precision, recall] = [right / accepted.length, right / positives];
  return {
    f1: (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    wrong: accepted.length - right,
    missed: positives - right,
    series: accepted.filter(({ kind }) => kind === 'series').length,
  };
}

/** Weights on the features as they are, the bias first. */
function fit(pairs) {
  const size = NAMES.length + 1;
  const means = Array.from({ length: size }, (_, k) =>
    k === 0 ? 0 : pairs.reduce((sum, { features }) => sum + features[k], 0) / pairs.length,
  );
  const spreads = means.map((centre, k) =>
    k === 0 ? 1 : Math.sqrt(pairs.reduce((sum, { features }) => sum + (features[k] - centre) ** 2, 0) / pairs.length),
  );
  const rows = pairs.map(({ features }) => features.map((value, k) => (value - means[k]) / spreads[k]));
  let weights = new Array(size).fill(0);
  for (let step = 0; step < 50; step++) {
    const gradient = weights.map((weight, k) => (k === 0 ? 0 : PENALTY * weight));
    const curvature = Array.from({ length: size }, (_, k) =>
      Array.from({ length: size }, (_, l) => (k === l && k > 0 ? PENALTY : 0)),
    );
    rows.forEach((row, n) => {
      const chance = 1 / (1 + Math.exp(-dot(weights, row)));
      const weightOf = chance * (1 - chance);
      for (let k = 0; k < size; k++) {
        gradient[k] += pairs[n].weight * (chance - (pairs[n].same ? 1 : 0)) * row[k];
        for (let l = 0; l < size; l++) curvature[k][l] += pairs[n].weight * weightOf * row[k] * row[l];
      }
    });
    const change = solved(curvature, gradient);
    weights = weights.map((weight, k) => weight - change[k]);
    if (Math.max(...change.map(Math.abs)) < 1e-9) break;
  }
  const raw = weights.map((weight, k) => weight / spreads[k]);
  return [raw[0] - raw.slice(1).reduce((sum, weight, k) => sum + weight * means[k + 1], 0), ...raw.slice(1)];
}

/** Gauss–Jordan with the largest pivot; the matrix is small and positive definite. */
function solved(matrix, right) {
  const rows = matrix.map((row, k) => [...row, right[k]]);
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows
      .slice(k)
      .reduce((best, row, i) => (Math.abs(row[k]) > Math.abs(rows[best][k]) ? k + i : best), k);
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    for (let i = 0; i < rows.length; i++) {
      if (i === k) continue;
      const factor = rows[i][k] / rows[k][k];
      for (let l = k; l <= rows.length; l++) rows[i][l] -= factor * rows[k][l];
    }
  }
  return rows.map((row, k) => row[rows.length] / row[k]);
}

function dot(a, b) {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
}

function mean(values) {
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4);
}
