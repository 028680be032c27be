import type { ReadingOptions } from '../declare/options.js';
import { describeFile, exitCodeOf, parseOptions } from '../read-files.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson, styled, wrapped } from '../terminal.js';

interface Options extends CommonOptions, ReadingOptions {
  readonly threshold?: number;
}

export const run: Run<Options> = async (names, options, signal) => {
  const { files, known, fresh } = await withCorpus(options, { create: false }, (corpus) =>
    corpus.knownAlready(names, {
      ...parseOptions(options),
      ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
      signal,
    }),
  );
  if (options.json === true) {
    await printJson('against', { files, known, fresh });
    return exitCodeOf(files);
  }
  print(`${files.flatMap(describeFile).join('\n')}\n`);
  for (const { paper, in: holders } of known) {
    print(styled('bold', plain(paper.title)));
    for (const { id, evidence, score } of holders)
      print(wrapped(`is ${id}: ${plain(evidence)} (score ${score.toFixed(2)})`, '    '));
  }
  print(`${known.length} known already, ${fresh.length} new${fresh.length === 0 ? '.' : ':'}`);
  for (const { title } of fresh) print(wrapped(plain(title), '    '));
  return exitCodeOf(files);
};
