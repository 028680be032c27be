/** Papers in, judged pairs out. Exact duplicates are judged once, so a text seen 5,000 times costs as much as one. */

import { counted } from '../counted.js';
import { cosineSimilarity } from '../embedding.js';
import { CorpusError } from '../errors.js';
import { part } from '../maths/progress.js';
import { numberIn, POSITIONS, positionIn } from './candidates/buckets.js';
import { candidatesOf } from './candidates/candidates.js';
import type { CandidateFeatures } from './candidates/features.js';
import { pairList } from './candidates/pair-list.js';
import { type ComparisonState, isScored, pairsInChains, strongestBelow } from './comparison.js';
import type { CompareOptions, PaperStream } from './contract.js';
import type { BelowPair } from './evidence/pairs.js';
import type { MeasuredPair } from './evidence/screening.js';
import { exactDuplicatesIn } from './exact-duplicates.js';
import { judgePairs } from './judge-pairs.js';
import { type PackedPapers, type PairScreening, packPapers } from './packed-papers.js';

/** Share of the time that fingerprinting takes, at 100,000 papers. */
const READING_SHARE = 0.6;
/** Share of the time after which candidates are left that are judged. */
const SCREENED_SHARE = 0.9;
/** Pairs whose embeddings are in memory at a time: some 6 MB. */
const PAIRS_AT_ONCE = 2_000;

export interface ComparedPapers {
  readonly state: ComparisonState;
  /** In order of id. */
  readonly features: readonly CandidateFeatures[];
}

/**
 * Papers are read, packed and compared by upper bounds; only those of pairs that may score are read again and judged.
 * @throws CorpusError INTERRUPTED when aborted; FAILED for more papers than pairs are numbered for
 */
export async function compareStream(
  papers: PaperStream,
  { scale, ...work }: CompareOptions = {},
): Promise<ComparedPapers> {
  const { signal, onProgress } = work;
  if (papers.count > POSITIONS) throw tooMany(papers.count);
  const packed = await packPapers(papers, part(work, 0, READING_SHARE));
  const features = packed.features();
  const { distinct, sets } = exactDuplicatesIn(features);
  const screened = await screen(packed, features, {
    distinct,
    embeddings: papers.embeddings,
    scale,
    signal,
    onProgress: part(work, READING_SHARE, SCREENED_SHARE).onProgress,
  });
  const options = { scale, signal, read: papers.read };
  const judged = await judgePairs(screened.pairs, options);
  const scored = judged.filter(isScored);
  const chained = await judgePairs(pairsInChains(scored), options);
  for (const pair of judged) if (!isScored(pair)) screened.below.add(pair);
  const { pairs, bound } = screened.below.strongest();
  const below = await judgePairs(pairs, options);
  onProgress?.(1);
  return {
    state: {
      scored,
      chained,
      // The bound is the weakest of them.
      below: { pairs: below, bound: bound === null ? null : below.at(-1)! },
      exactDuplicates: sets,
    },
    features,
  };
}

function tooMany(count: number): CorpusError {
  return new CorpusError(
    'FAILED',
    `the index has ${counted(count, 'paper')}, and near-duplicates are found among ${POSITIONS} at most`,
    'Split the collection into several indexes.',
  );
}

interface ScreenOptions {
  /** Places of the papers to compare. */
  readonly distinct: readonly number[];
  readonly embeddings: PaperStream['embeddings'];
  readonly scale: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (share: number) => void;
}

/** Pairs that may score, and the strongest of the others. */
async function screen(
  papers: PackedPapers,
  features: readonly CandidateFeatures[],
  { distinct, embeddings, scale, signal, onProgress }: ScreenOptions,
): Promise<{ pairs: Pick<BelowPair, 'a' | 'b'>[]; below: ReturnType<typeof strongestBelow<BelowPair>> }> {
  const judged = pairList();
  const below = strongestBelow<BelowPair>();
  const screening = papers.screening(scale);
  const measuring: [number, number][] = [];
  const measureAll = async () => {
    const pairs = measuring.splice(0);
    for (const [x, y, verdict] of await measurePairs(papers, pairs, { embeddings, measure: screening.measure })) {
      if (verdict === 'judge') judged.add(x, y);
      else below.add({ a: papers.idAt(x), b: papers.idAt(y), ...verdict });
    }
  };
  const compared = distinct.map((place) => features[place]!);
  let reported = 0;
  for await (const [a, others] of candidatesOf(compared, signal)) {
    if (a - reported >= distinct.length / 50) onProgress((reported = a) / distinct.length);
    const x = distinct[a]!;
    for (const b of others) {
      const y = distinct[b]!;
      const verdict = screening.screen(x, y, below.weakest());
      if (verdict === 'judge') judged.add(x, y);
      if (verdict === 'measure' && measuring.push([x, y]) >= PAIRS_AT_ONCE) await measureAll();
    }
  }
  await measureAll();
  const pairs = Array.from(judged.sorted(), (pair) => ({
    a: papers.idAt(numberIn(pair)),
    b: papers.idAt(positionIn(pair)),
  }));
  return { pairs, below };
}

/** Reads the embeddings of pairs, and compares them. */
async function measurePairs(
  papers: PackedPapers,
  pairs: readonly [number, number][],
  {
    embeddings,
    measure,
  }: { readonly embeddings: PaperStream['embeddings']; readonly measure: PairScreening['measure'] },
): Promise<[number, number, MeasuredPair][]> {
  if (pairs.length === 0) return [];
  const places = [...new Set(pairs.flat())];
  const known = await embeddings(places.map((place) => papers.idAt(place)));
  const at = (place: number) => known.get(papers.idAt(place))!;
  return pairs.map(([x, y]) => [x, y, measure(x, y, cosineSimilarity(at(x), at(y)))]);
}
