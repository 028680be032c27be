import { type Evaluation, evaluate } from '../../../index.js';
import { progressBar } from '../progress.js';
import type { CommonOptions, Run } from '../run.js';
import { print, printJson, table } from '../terminal.js';

type Figure = Extract<Evaluation, { kind: 'near-duplicates' }>['figures']['f1'];

export const run: Run<CommonOptions> = async ([folder], options, signal) => {
  const bar = await progressBar('done');
  const evaluation = await evaluate(folder!, {
    signal,
    onProgress: (share) => bar.update(share),
    ...(options.model === undefined ? {} : { model: options.model }),
  }).finally(() => bar.stop());
  if (options.json === true) await printJson('evaluation', evaluation);
  else print(await describe(evaluation));
};

async function describe(evaluation: Evaluation): Promise<string> {
  const { name, papers } = evaluation;
  const figures = (heads: readonly string[]) => [
    { head: '', width: 12 },
    ...heads.map((head) => ({ head, width: 20 })),
  ];
  if (evaluation.kind === 'retrieval') {
    const rows = evaluation.rankers.map((one) => [
      one.name,
      ...[one.ndcg10, one.recall100, one.map, one.mrr10].map(interval),
      `${one.msPerQuery.p50.toFixed(1)} / ${one.msPerQuery.p95.toFixed(1)}`,
    ]);
    return `${name}: ${papers} papers, ${evaluation.queries} queries; 95 % intervals by bootstrap\n\n${await table(figures(['nDCG@10', 'recall@100', 'MAP', 'MRR@10', 'ms, p50 / p95']), rows)}`;
  }
  if (evaluation.kind === 'clusters') {
    const rows = (
      [
        ['k given', evaluation.kGiven],
        ['k chosen', evaluation.kChosen],
      ] as const
    ).map(([what, one]) => [
      what,
      interval(one.v),
      interval(one.homogeneity),
      interval(one.completeness),
      interval(one.adjustedRand),
      String(one.clusters),
    ]);
    return `${name}: ${papers} papers, ${evaluation.labels} labels; 95 % intervals by bootstrap\n\n${await table(figures(['V-measure', 'homogeneity', 'completeness', 'adjusted Rand', 'themes']), rows)}`;
  }
  const { precision, recall, f1, found, right, wrong, missed } = evaluation.figures;
  const lists = [
    ...wrong.map(([a, b]) => `  false positive: ${a} ${b}`),
    ...missed.map(({ a, b, kind }) => `  missed: ${a} ${b} (${kind})`),
  ];
  return `${name}: ${papers} papers, ${evaluation.pairs} pairs of the same paper; 95 % intervals by bootstrap\n\n${await table(figures(['precision', 'recall', 'F1', 'reported', 'correct']), [['', interval(precision), interval(recall), interval(f1), String(found), String(right)]])}\n${lists.join('\n')}`;
}

function interval({ value, low, high }: Figure): string {
  return `${value.toFixed(3)} ${low.toFixed(3)}–${high.toFixed(3)}`;
}
