import { relative } from 'node:path';
import type { AddReport, FileReport, FormatName } from '../../../index.js';
import { wire } from '../../wire.js';
import { progressBar } from '../progress.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { note, plain, print, printJson, styled } from '../terminal.js';

interface Options extends CommonOptions {
  readonly format?: FormatName;
  readonly year?: number;
  readonly strict?: boolean;
}

/** Rejected lines named a file; the rest are counted (all of them with --json). */
const REJECTIONS_SHOWN = 8;
const UNREADABLE = 3;

export const run: Run<Options> = async (files, options, signal) => {
  const bar = await progressBar('papers');
  const report = await withCorpus(options, { create: true }, (corpus) => corpus.add(files, {
    ...(options.format === undefined ? {} : { format: options.format }),
    ...(options.year === undefined ? {} : { year: options.year }),
    strict: options.strict === true,
    signal,
    waitMs: options.wait * 1000,
    onWait: () => note('Another paperkin is writing to this index; waiting for it …'),
    onProgress: ({ papers, share }) => bar.update(papers, share),
  })).finally(() => bar.stop());
  if (options.json === true) printJson(wire.added.parse(report));
  else print(describe(report));
  return report.files.some(({ failure }) => failure !== null) ? UNREADABLE : 0;
};

function describe(report: AddReport): string {
  const lines = report.files.flatMap(describeFile);
  const parts = [`${report.added} added`, `${report.updated} updated`, `${report.unchanged} known already`];
  lines.push('', `${styled('bold', `${report.papers} papers in the index`)} (${report.read} read: ${parts.join(', ')})`);
  return lines.join('\n');
}

function describeFile({ file, format, read, rejected, failure }: FileReport): string[] {
  const name = styled('bold', plain(shown(file)));
  if (failure !== null) return [`${name}: ${styled('red', plain(failure))}`];
  const lines = [`${name}: ${read} ${read === 1 ? 'paper' : 'papers'} (${format})${rejected.length === 0 ? '' : `, ${rejected.length} rejected`}`];
  for (const { line, reason } of rejected.slice(0, REJECTIONS_SHOWN)) lines.push(`  line ${line}: ${plain(reason)}`);
  if (rejected.length > REJECTIONS_SHOWN) lines.push(`  … and ${rejected.length - REJECTIONS_SHOWN} more; --json lists all`);
  return lines;
}

/** A path as short as it can be said from here. */
function shown(file: string): string {
  const near = relative('', file);
  return near !== '' && !near.startsWith('..') ? near : file;
}
