/**
 * The quantized embeddings on disk: derived from the embeddings and never authoritative.
 *
 * `neighbours.int8` has one record for each embedding, in ascending order of row. Records are only appended, so what a
 * reader has begun to read does not change. `neighbours.json` says how much of the file is valid, and its checksum. If
 * anything does not match, the file is ignored.
 */
import { closeSync, ftruncateSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { memoryOfAll } from '../../maths/shared-memory.js';
import { type Place, QuantizedMatrix, recordBytes, takePage } from './quantized.js';
import { checksumOfFile, type Piece, readSeal, removeSealed, type Seal, type SealedFile, writeSeal } from './seal.js';

export const QUANTIZED_FILE = 'neighbours.int8';
const QUANTIZED: SealedFile<Seal> = {
  file: QUANTIZED_FILE,
  seal: 'neighbours.json',
  fits: ({ points, dimension }, sizeBytes) => sizeBytes >= points * recordBytes(dimension),
};

/** What the file contains, by its seal; cheap. */
export function readQuantizedSeal(folder: string, identity: string, dimension: number): Seal | undefined {
  return readSeal(folder, QUANTIZED, { identity, dimension });
}

/**
 * The embeddings of a file, in memory that threads share if they can.
 * @param before what the last seal gave: only what came since is read
 * @returns undefined if the file is not what was written; the next update then rewrites it
 */
export function loadQuantized(folder: string, seal: Seal, before?: QuantizedMatrix): QuantizedMatrix | undefined {
  const matrices = [() => before, () => sharedMatrix(seal.dimension), () => new QuantizedMatrix(seal.dimension)];
  for (const next of matrices) {
    const matrix = next();
    if (matrix?.dimension !== seal.dimension || !holds(matrix, join(folder, QUANTIZED_FILE), seal)) continue;
    matrix.size = seal.points;
    return matrix;
  }
  dropSeal(folder, seal);
  return undefined;
}

let placeOfThread: Place | undefined;

function sharedMatrix(dimension: number): QuantizedMatrix | undefined {
  const memory = memoryOfAll();
  if (memory === undefined) return undefined;
  if (placeOfThread?.memory !== memory) placeOfThread = takePage(memory);
  return placeOfThread === undefined ? undefined : new QuantizedMatrix(dimension, placeOfThread);
}

/** Whether the memory has what was sealed, or now gets it. What it had stays unless that was nothing. */
function holds(matrix: QuantizedMatrix, path: string, { points, checksum }: Seal): boolean {
  const { valid } = matrix;
  if (valid.points === points) return valid.checksum === checksum;
  if (valid.points > points) return crc32(matrix.records(0, points)) === checksum;
  const first = valid.points === 0;
  if (first && !matrix.claim()) return false;
  const room = matrix.records(valid.points, points);
  const bytes = first ? room : new Uint8Array(room.length);
  const from = valid.points * recordBytes(matrix.dimension);
  const same = sumOf(path, { into: bytes, from, sum: valid.checksum }) === checksum;
  if (first && !same) matrix.release();
  if (!first && same) room.set(bytes);
  if (same) matrix.valid = { points, checksum };
  return same;
}

function sumOf(path: string, piece: Piece): number | undefined {
  try {
    return checksumOfFile(path, piece);
  } catch {
    return undefined; // the file cannot be read
  }
}

/** Deletes only the seal that was read: a writer may have replaced file and seal meanwhile. */
function dropSeal(folder: string, { checksum }: Seal): void {
  try {
    const path = join(folder, QUANTIZED.seal);
    if ((JSON.parse(readFileSync(path, 'utf8')) as Seal).checksum === checksum) rmSync(path, { force: true });
  } catch {
    // in a read-only folder it stays, unused
  }
}

/** Adds records to the end of the file, or rewrites the file if nothing is `sealed`. The caller holds the lock. */
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
    ftruncateSync(file, points * record); // the unfinished records of a killed process
    for (const bytes of batches) {
      writeSync(file, bytes, 0, bytes.length, points * record);
      points += bytes.length / record;
      checksum = crc32(bytes, checksum);
    }
  } finally {
    closeSync(file);
  }
  if (sealed === undefined) renameSync(written, path);
  writeSeal(folder, QUANTIZED, { ...seal, points, checksum });
}

export function removeQuantized(folder: string): void {
  removeSealed(folder, QUANTIZED);
}
