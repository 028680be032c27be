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

/**
 * @param keys of the rows: see `rowKeys`
 * @param least rows of a sample: equal rows are drawn together or not at all, so a sample of copies may have none
 */
export function sampleTrees(rows: Rows, keys: Uint32Array, least: number): SampleTree[] {
  const subsets =
    rows.count < PAPERS_TO_SAMPLE
      ? []
      : subsetsByKey(keys, { count: SAMPLES, share: SAMPLE_SHARE, most: PAPERS_IN_SAMPLE });
  const samples = subsets.filter(({ length }) => length >= least).map((subset) => pickRows(rows, subset));
  return (samples.length > 0 ? samples : [rows]).map((some) => ({ rows: some, merges: wardMerges(some) }));
}
