/** Samples of the papers with their merge trees, from which the number of themes is chosen. */
import { pickRows, type Rows } from '../../maths/rows.js';
import type { SampleTree } from './choose-k.js';
import { subsetsByKey } from './subsets.js';
import { wardMerges } from './ward.js';

/** Samples, and the share of the papers in each. */
const SAMPLES = 10;
const SAMPLE_SHARE = 0.7;
/** Papers in a sample at most; a tree takes quadratic time. */
const PAPERS_IN_SAMPLE = 700;
/** Fewer papers are not sampled. */
const PAPERS_TO_SAMPLE = 40;

/** @param keys of the rows: see `rowKeys` */
export function sampleTrees(rows: Rows, keys: Uint32Array): SampleTree[] {
  if (rows.count < PAPERS_TO_SAMPLE) return [{ rows, merges: wardMerges(rows) }];
  return subsetsByKey(keys, { count: SAMPLES, share: SAMPLE_SHARE, most: PAPERS_IN_SAMPLE }).map((subset) => {
    const some = pickRows(rows, subset);
    return { rows: some, merges: wardMerges(some) };
  });
}
