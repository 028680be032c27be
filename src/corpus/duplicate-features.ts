/** The features by which papers are compared, as rows: papers in blocks, in the order in which they were added. */
import type { CandidateFeatures } from '../duplicates/index.js';
import type { PaperId } from '../paper.js';
import type { DerivedRow } from '../store/index.js';

/** Papers of a row, some 40 KB: few rows to read, and little to write when one paper changes. */
const BLOCK = 64;

/** By the key of the row. */
export type FeatureBlocks = ReadonlyMap<string, readonly CandidateFeatures[]>;

interface BlockRow {
  readonly ids: readonly PaperId[];
  readonly textKeys: readonly (string | null)[];
  /** Of each paper, how many keys, bands and bigrams. */
  readonly counts: readonly (readonly [number, number, number])[];
  /** Keys, bands and bigrams of one paper after the other: unsigned 32-bit numbers, little-endian, in base64. */
  readonly numbers: string;
}

export function* featureRows(features: readonly CandidateFeatures[]): Generator<DerivedRow> {
  for (let from = 0; from < features.length; from += BLOCK)
    yield [keyOf(from / BLOCK), rowOf(features.slice(from, from + BLOCK))];
}

export function readFeatureRows(rows: readonly DerivedRow[]): FeatureBlocks {
  return new Map(rows.map(([key, value]) => [key, featuresIn(value as BlockRow)]));
}

/** Removes papers from their blocks; new papers fill the last block and further ones. */
export function changedFeatureRows(
  blocks: FeatureBlocks,
  gone: ReadonlySet<PaperId>,
  arrived: readonly CandidateFeatures[],
): { put: DerivedRow[]; remove: string[] } {
  const changed = new Map<string, readonly CandidateFeatures[]>();
  for (const [key, papers] of blocks)
    if (papers.some(({ id }) => gone.has(id)))
      changed.set(
        key,
        papers.filter(({ id }) => !gone.has(id)),
      );
  const last = [...blocks.keys()].sort().at(-1) ?? keyOf(0);
  const open = changed.get(last) ?? blocks.get(last) ?? [];
  const free = Math.max(0, BLOCK - open.length);
  if (arrived.length > 0) changed.set(last, [...open, ...arrived.slice(0, free)]);
  let number = Number(last);
  for (let from = free; from < arrived.length; from += BLOCK)
    changed.set(keyOf(++number), arrived.slice(from, from + BLOCK));
  // The last block stays even when it is empty, so that its number is not reused.
  const empty = [...changed].filter(([key, papers]) => papers.length === 0 && key !== last).map(([key]) => key);
  for (const key of empty) changed.delete(key);
  return { put: Array.from(changed, ([key, papers]): DerivedRow => [key, rowOf(papers)]), remove: empty };
}

/** Keys in order of number. */
function keyOf(number: number): string {
  return String(number).padStart(9, '0');
}

function rowOf(papers: readonly CandidateFeatures[]): BlockRow {
  const rows = papers.flatMap(({ keys, bands, bigrams }) => [keys, bands, bigrams]);
  const numbers = new Uint32Array(rows.reduce((sum, row) => sum + row.length, 0));
  let at = 0;
  for (const row of rows) {
    numbers.set(row, at);
    at += row.length;
  }
  return {
    ids: papers.map(({ id }) => id),
    textKeys: papers.map(({ textKey }) => textKey),
    counts: papers.map(({ keys, bands, bigrams }) => [keys.length, bands.length, bigrams.length] as const),
    numbers: Buffer.from(numbers.buffer).toString('base64'),
  };
}

function featuresIn({ ids, textKeys, counts, numbers }: BlockRow): CandidateFeatures[] {
  const bytes = Buffer.from(numbers, 'base64');
  const all = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  let at = 0;
  const next = (count: number): Uint32Array => all.subarray(at, (at += count));
  return ids.map((id, i): CandidateFeatures => {
    const [keys, bands, bigrams] = counts[i]!;
    return { id, textKey: textKeys[i]!, keys: next(keys), bands: next(bands), bigrams: next(bigrams) };
  });
}
