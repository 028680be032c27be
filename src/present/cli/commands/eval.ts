import { type Evaluation, evaluate } from '../../../index.js';
import { progressBar } from '../progress.js';
import type { CommonOptions, Run } from '../run.js';
import { note, print, printJson, table } from '../terminal.js';

type Figure = Extract<Evaluation, { kind: 'near-duplicates' }>['figures']['f1'];

export const run: Run<CommonOptions> = async ([folder], options, signal) => {
  const bar = await progressBar('done');
  const evaluation = await evaluate(folder!, {
    signal,
    onProgress: (share) => bar.update(share),
    ...(options.model === undefined ? {} : { model: options.model }),
  }).finally(() => bar.stop());
  const { withoutText } = evaluation;
  if (withoutText.length > 0)
    note(
      `Left out, as they have neither title nor abstract: ${withoutText.slice(0, NAMED).join(', ')}` +
        `${withoutText.length > NAMED ? ` and ${withoutText.length - NAMED} more` : ''}.`,
    );
  if (options.json === true) await printJson('evaluation', evaluation);
  else print(await describe(evaluation));
};

type Of<Kind extends Evaluation['kind']> = Extract<Evaluation, { kind: Kind }>;

/** Papers without text that are named; the JSON names all. */
const NAMED = 5;

const NAME_WIDTH = 12;
const FIGURE_WIDTH = 20;

async function describe(evaluation: Evaluation): Promise<string> {
  switch (evaluation.kind) {
    case 'retrieval':
      return describeRetrieval(evaluation);
    case 'clusters':
      return describeClusters(evaluation);
    case 'near-duplicates':
      return describePairs(evaluation);
  }
}

async function describeRetrieval({ name, papers, queries, rankers }: Of<'retrieval'>): Promise<string> {
  const rows = rankers.map((one) => [
    one.name,
    ...[one.ndcg10, one.recall100, one.map, one.mrr10].map(interval),
    `${one.msPerQuery.p50.toFixed(1)} / ${one.msPerQuery.p95.toFixed(1)}`,
  ]);
  return [
    headOf(name, papers, `${queries} queries`),
    await figures(['nDCG@10', 'recall@100', 'MAP', 'MRR@10', 'ms, p50 / p95'], rows),
  ].join('\n\n');
}

async function describeClusters({ name, papers, labels, kGiven, kChosen }: Of<'clusters'>): Promise<string> {
  const runs = [
    ['k given', kGiven],
    ['k chosen', kChosen],
  ] as const;
  const rows = runs.map(([run, one]) => [
    run,
    ...[one.v, one.homogeneity, one.completeness, one.adjustedRand].map(interval),
    String(one.clusters),
  ]);
  return [
    headOf(name, papers, `${labels} labels`),
    await figures(['V-measure', 'homogeneity', 'completeness', 'adjusted Rand', 'themes'], rows),
  ].join('\n\n');
}

async function describePairs({ name, papers, pairs, figures: result }: Of<'near-duplicates'>): Promise<string> {
  const row = [
    '',
    ...[result.precision, result.recall, result.f1].map(interval),
    String(result.found),
    String(result.right),
  ];
  const lists = [
    ...result.wrong.map(([a, b]) => `  false positive: ${a} ${b}`),
    ...result.missed.map(({ a, b, kind }) => `  missed: ${a} ${b} (${kind})`),
  ];
  return [
    headOf(name, papers, `${pairs} pairs of the same paper`),
    `${await figures(['precision', 'recall', 'F1', 'reported', 'correct'], [row])}\n${lists.join('\n')}`,
  ].join('\n\n');
}

function headOf(name: string, papers: number, judged: string): string {
  return `${name}: ${papers} papers, ${judged}; 95 % intervals by bootstrap`;
}

function figures(heads: readonly string[], rows: readonly (readonly string[])[]): Promise<string> {
  return table([{ head: '', width: NAME_WIDTH }, ...heads.map((head) => ({ head, width: FIGURE_WIDTH }))], rows);
}

function interval({ value, low, high }: Figure): string {
  return `${value.toFixed(3)} ${low.toFixed(3)}–${high.toFixed(3)}`;
}
