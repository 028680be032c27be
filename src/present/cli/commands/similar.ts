import { wire } from '../../wire.js';
import { describeRanked, type RankingOptions, searchOptionsOf } from '../ranked-papers.js';
import { type Run, withCorpus } from '../run.js';
import { print, printJson } from '../terminal.js';

interface Options extends RankingOptions {
  readonly not?: readonly string[];
}

export const run: Run<Options> = async (ids, options) => {
  const answer = await withCorpus(options, { create: false }, (corpus) => corpus.similar(ids, { ...searchOptionsOf(options), not: options.not ?? [] }));
  if (options.json === true) printJson(wire.similar.parse(answer));
  else print(describeRanked(answer, options));
};
