/** Rows of derived values in batches, the same in every store. */
import type { DerivedRow, RowChanges } from './contract.js';

/** Rows read or written at once. */
export const ROWS_AT_ONCE = 1_000;

/** Each key once, in order. */
export function* keyBatches(keys: readonly string[]): Generator<readonly string[]> {
  const sorted = [...new Set(keys)].sort();
  for (let from = 0; from < sorted.length; from += ROWS_AT_ONCE) yield sorted.slice(from, from + ROWS_AT_ONCE);
}

/** Writes every full batch of rows. @returns the rows after them */
export async function writeBatches(
  rows: Extract<RowChanges, { readonly replace: unknown }>['replace'],
  write: (batch: readonly DerivedRow[]) => Promise<void> | void,
): Promise<readonly DerivedRow[]> {
  let batch: DerivedRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_AT_ONCE) continue;
    await write(batch);
    batch = [];
  }
  return batch;
}
