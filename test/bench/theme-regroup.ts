/**
 * How many papers keep their theme when a collection has doubled and all papers are grouped again?
 *
 *     npm run build && npx tsx test/bench/theme-regroup.ts [--scratch] PAPERS.jsonl:FROM:STEP:SEED…
 *
 * Each chain grows from a share of the papers to all of them, by STEP of what there is with each run, in random order
 * (SEED 0: in the order of the file). Themes are grouped and matched but not named. Papers have `id`, `title`, `abstract`
 * (or `text`) and `label`, or `categories`, the first of which is the class. Prints, for each time that all papers were
 * grouped again, the share that kept its theme and the V-measure before and after; and the means. With --scratch these
 * groupings do not start from the last themes.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openEmbedder } from '../../dist/embed/index.js';
import type { Embedding } from '../../dist/embedding.js';
import { overlapsOf, vMeasure } from '../../dist/evaluate/clusters.js';
import type { Paper } from '../../dist/index.js';
import { rowAt, rowsOf } from '../../dist/maths/rows.js';
import { groupingOf } from '../../dist/themes/grouping.js';
import { type PaperText, paperTextOf } from '../../dist/themes/paper-words.js';
import type { ThemesState } from '../../dist/themes/theme.js';
import { identify } from '../../dist/themes/tracking/identity.js';
import { shuffled } from '../support/random.js';

interface Labelled {
  readonly id: Paper['id'];
  readonly label: string | undefined;
  readonly embedding: Embedding;
  readonly text: PaperText;
}

interface Run {
  readonly state: ThemesState;
  readonly themeOf: ReadonlyMap<string, string>;
  readonly isRegrouped: boolean;
  readonly k: number;
  readonly v: number;
}

const scratch = process.argv.includes('--scratch');
const embedder = await openEmbedder({ dir: 'models/abstract-minilm-l3', workers: 2 });
const files = new Map<string, Labelled[]>();
const events: { readonly stay: number; readonly v: number }[] = [];
for (const chain of process.argv.slice(2).filter((one) => one !== '--scratch')) {
  const [file = '', from, step, seed] = chain.split(':');
  if (!files.has(file)) files.set(file, await papersIn(file));
  const papers = Number(seed) === 0 ? files.get(file)! : shuffled(files.get(file)!, Number(seed));
  let count = Math.round(Number(from) * papers.length);
  let last = await run(papers.slice(0, count));
  while (count < papers.length) {
    count = Math.min(papers.length, Math.ceil(count * (1 + Number(step))));
    const some = papers.slice(0, count);
    let next = await run(some, last.state);
    const { isRegrouped } = next;
    if (isRegrouped && scratch) next = await run(some, last.state, true);
    if (isRegrouped) {
      const stay = [...last.themeOf].filter(([id, theme]) => next.themeOf.get(id) === theme).length / last.themeOf.size;
      events.push({ stay, v: next.v });
      const facts = [
        `${last.k} → ${next.k} themes`,
        `stay ${stay.toFixed(3)}`,
        `V ${last.v.toFixed(3)} → ${next.v.toFixed(3)}`,
      ];
      console.log(`${basename(file)} seed ${seed}, ${count} papers: ${facts.join(', ')}`);
    }
    last = next;
  }
}
console.log(
  `${events.length} times: stay ${mean(events.map(({ stay }) => stay))}, V ${mean(events.map(({ v }) => v))}`,
);
await embedder.close();

async function run(papers: readonly Labelled[], previous?: ThemesState, fresh = false): Promise<Run> {
  const sorted = [...papers].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = rowsOf(sorted.map(({ embedding }) => embedding));
  const texts = async (places: ArrayLike<number>) => Array.from(places, (place) => sorted[place]!.text);
  const options = { fresh, afterPass: async () => {}, ...(previous === undefined ? {} : { previous }) };
  const { k, labels, centroids, outlierBelow, basis, changes } = await groupingOf(sorted, rows, texts, options);
  const groups = Array.from({ length: k }, (_, c) => ({
    papers: sorted.filter((_, i) => labels[i] === c).map(({ id }) => id),
    centroid: rowAt(centroids, c),
  }));
  const { identities, next } = identify(groups, previous);
  const themes = groups.map(({ papers: own, centroid }, c) => {
    const { id } = identities[c]!;
    return { id, label: id, shownAs: id, centroid: Array.from(centroid), papers: own };
  });
  const themeOf = new Map(themes.flatMap(({ id, papers: own }) => own.map((paper) => [paper as string, id] as const)));
  const classed = sorted.filter(({ id, label }) => label !== undefined && themeOf.has(id));
  const { v } = vMeasure(
    overlapsOf(
      classed.map(({ label }) => label!),
      classed.map(({ id }) => themeOf.get(id)!),
    ),
  );
  const isRegrouped = changes.some((change) => change.startsWith('all papers'));
  return { state: { next, outlierBelow, basis, themes }, themeOf, isRegrouped, k, v };
}

async function papersIn(file: string): Promise<Labelled[]> {
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>)
    .map(({ id, title, abstract, text, label, categories }) => {
      const category = String(categories ?? '').split(/[ ,]/)[0];
      return {
        id: id as Paper['id'],
        title: title ?? '',
        abstract: abstract ?? text ?? '',
        label: label ?? (category || undefined),
      };
    });
  const embeddings = await embedder.embed(lines.map(embedder.paperText));
  return lines.map((one, i) => ({ id: one.id, label: one.label, embedding: embeddings[i]!, text: paperTextOf(one) }));
}

function mean(values: readonly number[]): string {
  return (values.reduce((sum, x) => sum + x, 0) / values.length).toFixed(3);
}
