import { describeRanked, type RankingOptions, searchOptionsOf } from '../ranked-papers.js';
import { type Run, withCorpus } from '../run.js';
import { print, printJson } from '../terminal.js';

export const run: Run<RankingOptions> = async (ids, options, signal) => {
  const answer = await withCorpus(options, (corpus) => corpus.similar(ids, { ...searchOptionsOf(options), signal }));
  if (options.json === true) await printJson('similar', answer);
  else print(describeRanked(answer, options));
};
