/**
 * The quantized embeddings as they stand on disk: derived from the embeddings, never the truth.
 *
 * `neighbours.int8` holds a record an embedding, in rising order of row; records are only added at its end, so what a
 * reader has begun to read stays. `neighbours.json` says how much of it counts and what the checksum of that is. Where
 * anything does not fit, there is no such file.
 */
import {
  closeSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { QuantizedMatrix, recordBytes } from './quantized.js';

export const QUANTIZED_FILE = 'neighbours.int8';
const SEAL_FILE = 'neighbours.json';
const PIECE_BYTES = 1 << 22;

export interface Seal {
  /** Names the index whose embeddings are in the file. */
  readonly identity: string;
  readonly dimension: number;
  /** The file holds the embeddings with a row up to this one, as far as they were there when it was written. */
  readonly upToRow: number;
  readonly points: number;
  readonly checksum: number;
}

/** What the file is said to hold; cheap. */
export function readSeal(folder: string, identity: string, dimension: number): Seal | undefined {
  try {
    const seal = JSON.parse(readFileSync(join(folder, SEAL_FILE), 'utf8')) as Seal;
    const whole = [seal.upToRow, seal.points, seal.checksum].every(Number.isSafeInteger);
    const bytes = seal.points * recordBytes(dimension);
    const fits = seal.identity === identity && seal.dimension === dimension;
    return whole && fits && statSync(join(folder, QUANTIZED_FILE)).size >= bytes ? seal : undefined;
  } catch {
    return undefined;
  }
}

/** @returns none where it is not what was written; the next update then writes it anew */
export function loadQuantized(folder: string, seal: Seal): QuantizedMatrix | undefined {
  try {
    const matrix = new QuantizedMatrix(seal.dimension);
    const room = matrix.room(seal.points);
    const file = openSync(join(folder, QUANTIZED_FILE), 'r');
    try {
      let sum = 0;
      for (let at = 0; at < room.length; ) {
        const count = readSync(file, room, at, Math.min(PIECE_BYTES, room.length - at), at);
        if (count === 0) break;
        sum = crc32(room.subarray(at, at + count), sum);
        at += count;
      }
      if (sum !== seal.checksum) throw new Error('the checksum does not fit');
    } finally {
      closeSync(file);
    }
    matrix.added(seal.points);
    return matrix;
  } catch {
    dropSeal(folder, seal);
    return undefined;
  }
}

/** Only the one that was read: a writer may have replaced file and seal meanwhile. */
function dropSeal(folder: string, { checksum }: Seal): void {
  try {
    const path = join(folder, SEAL_FILE);
    if ((JSON.parse(readFileSync(path, 'utf8')) as Seal).checksum === checksum) rmSync(path, { force: true });
  } catch {
    // a folder that can only be read keeps it, and nobody uses it
  }
}

/** Adds records to the end of the file, or writes them anew where nothing is `sealed`. The caller holds the lock. */
export function writeQuantized(
  folder: string,
  sealed: Seal | undefined,
  seal: Pick<Seal, 'identity' | 'dimension' | 'upToRow'>,
  batches: Iterable<Uint8Array>,
): void {
  const path = join(folder, QUANTIZED_FILE);
  const written = sealed === undefined ? `${path}.unfinished` : path;
  const record = recordBytes(seal.dimension);
  let [points, checksum] = [sealed?.points ?? 0, sealed?.checksum ?? 0];
  const file = openSync(written, sealed === undefined ? 'w' : 'r+');
  try {
    ftruncateSync(file, points * record); // what a process that was killed had begun to add
    for (const bytes of batches) {
      writeSync(file, bytes, 0, bytes.length, points * record);
      points += bytes.length / record;
      checksum = crc32(bytes, checksum);
    }
  } finally {
    closeSync(file);
  }
  if (sealed === undefined) renameSync(written, path);
  const unfinished = join(folder, `${SEAL_FILE}.unfinished`);
  writeFileSync(unfinished, JSON.stringify({ ...seal, points, checksum } satisfies Seal));
  renameSync(unfinished, join(folder, SEAL_FILE));
}

export function removeQuantized(folder: string): void {
  for (const name of [SEAL_FILE, QUANTIZED_FILE]) rmSync(join(folder, name), { force: true });
  removeLeftovers(folder);
}

/** Files of a process that was killed while it wrote. The caller holds the lock. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder))
    if (/^neighbours\..*\.unfinished$/.test(name)) rmSync(join(folder, name), { force: true });
}
