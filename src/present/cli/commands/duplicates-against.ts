import { wire } from '../../wire.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson, styled, wrapped } from '../terminal.js';

export const run: Run<CommonOptions> = async (files, options, signal) => {
  const { known, fresh } = await withCorpus(options, { create: false }, (corpus) => corpus.knownAlready(files, { signal }));
  if (options.json === true) return printJson(wire.against.parse({ known, fresh }));
  for (const { paper, in: holders } of known) {
    print(styled('bold', plain(paper.title)));
    for (const { id, evidence, score } of holders) print(wrapped(`is ${id}: ${plain(evidence)} (score ${score.toFixed(2)})`, '    '));
  }
  print(`${known.length} known already, ${fresh.length} new${fresh.length === 0 ? '.' : ':'}`);
  for (const { title } of fresh) print(wrapped(plain(title), '    '));
};
