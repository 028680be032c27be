import { basename, resolve } from 'node:path';
import { counted } from '../../../counted.js';
import { type Evaluation, evaluate } from '../../../index.js';
import { withBar } from '../progress.js';
import type { CommonOptions, Run } from '../run.js';
import { note, print, printJson, table } from '../terminal.js';

type Figure = Extract<Evaluation, { kind: 'near-duplicates' }>['figures']['f1'];

interface EvalOptions extends CommonOptions {
  readonly compare?: string;
}

/** The results of one model, under the name of its rows. */
interface Measured {
  readonly model: string;
  readonly evaluation: Evaluation;
}

export const run: Run<EvalOptions> = async ([folder], options, signal) => {
  const models = options.compare === undefined ? [options.model] : [options.model, options.compare];
  const evaluations = await withBar('done', (onProgress) => evaluate(folder!, { models, signal, onProgress }));
  const measured = evaluations.map((evaluation, i): Measured => {
    const model = models[i];
    return { model: model === undefined ? 'shipped model' : basename(resolve(model)), evaluation };
  });
  const [first] = measured;
  const { withoutText } = first!.evaluation;
  if (withoutText.length > 0)
    note(
      `Skipped papers without title and abstract: ${withoutText.slice(0, NAMED).join(', ')}` +
        `${withoutText.length > NAMED ? ` and ${withoutText.length - NAMED} more` : ''}.`,
    );
  if (options.json !== true) print(await describe(measured));
  else if (options.compare === undefined) await printJson('evaluation', first!.evaluation);
  else await printJson('comparison', { models: measured });
};

/** Number of papers without text that are named; the JSON names all. */
const NAMED = 5;
const FIGURE_WIDTH = 20;

async function describe(measured: readonly Measured[]): Promise<string> {
  const { evaluation } = measured[0]!;
  const heads = headsOf(evaluation.kind);
  const rows = measured.flatMap(({ model, evaluation }) =>
    rowsOf(evaluation).map(([name, ...figures]) => [
      measured.length === 1 ? name! : [model, name].filter((part) => part !== '').join(', '),
      ...figures,
    ]),
  );
  const width = 2 + Math.max(10, ...rows.map(([name]) => name!.length));
  const columns = [{ head: '', width }, ...heads.map((head) => ({ head, width: FIGURE_WIDTH }))];
  const lists = measured.flatMap(({ model, evaluation }) =>
    listsOf(evaluation, measured.length === 1 ? '' : ` (${model})`),
  );
  return [headOf(evaluation), [await table(columns, rows), ...lists].join('\n')].join('\n\n');
}

function headsOf(kind: Evaluation['kind']): readonly string[] {
  switch (kind) {
    case 'retrieval':
      return ['nDCG@10', 'recall@100', 'MAP', 'MRR@10', 'ms, p50 / p95'];
    case 'clusters':
      return ['V-measure', 'homogeneity', 'completeness', 'adjusted Rand', 'themes'];
    case 'near-duplicates':
      return ['precision', 'recall', 'F1', 'reported', 'correct'];
  }
}

/** The name of each row, then its figures. */
function rowsOf(evaluation: Evaluation): string[][] {
  switch (evaluation.kind) {
    case 'retrieval':
      return evaluation.rankers.map((one) => [
        one.name,
        ...[one.ndcg10, one.recall100, one.map, one.mrr10].map(interval),
        `${one.msPerQuery.p50.toFixed(1)} / ${one.msPerQuery.p95.toFixed(1)}`,
      ]);
    case 'clusters':
      return (
        [
          ['k given', evaluation.kGiven],
          ['k chosen', evaluation.kChosen],
        ] as const
      ).map(([run, one]) => [
        run,
        ...[one.v, one.homogeneity, one.completeness, one.adjustedRand].map(interval),
        String(one.clusters),
      ]);
    case 'near-duplicates': {
      const { precision, recall, f1, predicted, right } = evaluation.figures;
      return [['', ...[precision, recall, f1].map(interval), String(predicted), String(right)]];
    }
  }
}

function listsOf(evaluation: Evaluation, of: string): string[] {
  if (evaluation.kind !== 'near-duplicates') return [];
  const { wrong, missed } = evaluation.figures;
  return [
    ...wrong.map(([a, b]) => `  false positive${of}: ${a} ${b}`),
    ...missed.map(({ a, b, kind }) => `  missed${of}: ${a} ${b} (${kind})`),
  ];
}

function headOf(evaluation: Evaluation): string {
  const { name, papers } = evaluation;
  return `${name}: ${counted(papers, 'paper')}, ${judgedIn(evaluation)}; 95 % intervals by bootstrap`;
}

function judgedIn(evaluation: Evaluation): string {
  switch (evaluation.kind) {
    case 'retrieval':
      return `${evaluation.queries} queries`;
    case 'clusters':
      return `${evaluation.labels} labels`;
    case 'near-duplicates':
      return `${evaluation.pairs} pairs of the same paper`;
  }
}

function interval({ value, low, high }: Figure): string {
  return `${value.toFixed(3)} ${low.toFixed(3)}–${high.toFixed(3)}`;
}
