import type { AddReport } from '../../../index.js';
import type { ReadingOptions } from '../declare/options.js';
import { progressBar } from '../progress.js';
import { describeFile, exitCodeOf, parseOptions } from '../read-files.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { note, plain, print, printJson, styled } from '../terminal.js';

export const run: Run<CommonOptions & ReadingOptions> = async (files, options, signal) => {
  const bar = await progressBar('papers');
  const report = await withCorpus(options, { create: true }, (corpus) =>
    corpus.add(files, {
      ...parseOptions(options),
      signal,
      waitMs: options.wait * 1000,
      onWait: () => note('Another paperkin process is writing to this index; waiting …'),
      onProgress: ({ papers, share }) => bar.update(share, papers),
    }),
  ).finally(() => bar.stop());
  if (options.json === true) await printJson('added', report);
  else print(describe(report));
  return exitCodeOf(report.files);
};

function describe(report: AddReport): string {
  const lines = report.files.flatMap(describeFile);
  const parts = [`${report.added} added`, `${report.updated} updated`, `${report.unchanged} unchanged`];
  for (const { identifier, titles } of report.contradictions)
    lines.push(
      `${plain(identifier)} is on papers with different titles; they stay separate: ${plain(titles.join(' · '))}`,
    );
  lines.push(
    '',
    `${styled('bold', `${report.papers} papers in the index`)} (${report.read} read: ${parts.join(', ')})`,
  );
  return lines.join('\n');
}
