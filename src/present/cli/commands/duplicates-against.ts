import type { KnownAlready } from '../../../index.js';
import type { ReadingOptions } from '../declare/options.js';
import { describeFailures, describeFile, exitCodeOfFiles, parseOptions } from '../read-files.js';
import { type CommonOptions, withCorpus } from '../run.js';
import { plain, plainTitle, print, printJson, styled, wrapped } from '../terminal.js';

interface Options extends CommonOptions, ReadingOptions {
  readonly threshold?: number;
}

/** Which papers of the files the index already has. @returns the exit code */
export async function compareFiles(names: readonly string[], options: Options, signal: AbortSignal): Promise<number> {
  const { files, known, fresh } = await withCorpus(options, (corpus) =>
    corpus.knownAlready(names, { ...parseOptions(options), threshold: options.threshold, signal }),
  );
  if (options.json === true) {
    await printJson('against', { files, known, fresh });
    return exitCodeOfFiles(files);
  }
  print(files.flatMap(describeFile).join('\n'));
  if (known.length + fresh.length > 0) printPapers(known, fresh);
  for (const line of describeFailures(files)) print(line);
  return exitCodeOfFiles(files);
}

function printPapers(known: KnownAlready['known'], fresh: KnownAlready['fresh']): void {
  print('');
  for (const { paper, in: holders } of known) {
    print(wrapped(styled('bold', plainTitle(paper.title)), ''));
    for (const { id, evidence, score } of holders)
      print(wrapped(`same as ${id}: ${plain(evidence)} (score ${score.toFixed(2)})`, '    '));
  }
  print(`${known.length} already in the index, ${fresh.length} new${fresh.length === 0 ? '.' : ':'}`);
  for (const { title } of fresh) print(wrapped(plainTitle(title), '    '));
}
