import { describeRanked, type RankingOptions, searchOptionsOf } from '../ranked-papers.js';
import { answering } from '../run.js';

export const run = answering(
  'similar',
  (corpus, ids, options: RankingOptions, signal) => corpus.similar(ids, { ...searchOptionsOf(options), signal }),
  (answer, options) => describeRanked(answer, options, true),
);
