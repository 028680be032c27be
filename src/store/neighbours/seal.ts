/**
 * The seal of a neighbour file: a JSON file beside it with what the file contains and its checksum. A file that does
 * not match its seal counts as missing: it is derived, and every embedding can be compared instead.
 */
import { closeSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const PIECE_BYTES = 1 << 22;

export interface Seal {
  /** Names the index whose embeddings are in the file. */
  readonly identity: string;
  readonly dimension: number;
  /** The file has the embeddings up to this row that existed when it was written. */
  readonly upToRow: number;
  readonly points: number;
  /** CRC-32 of the bytes that count. */
  readonly checksum: number;
}

export interface SealedFile<S extends Seal> {
  readonly file: string;
  readonly seal: string;
  /** Whether a file of this size can match the seal. */
  fits(seal: S, sizeBytes: number): boolean;
}

/** What the file contains, by its seal; does not read the file. */
export function readSeal<S extends Seal>(
  folder: string,
  { file, seal: name, fits }: SealedFile<S>,
  { identity, dimension }: Pick<Seal, 'identity' | 'dimension'>,
): S | undefined {
  try {
    const seal = JSON.parse(readFileSync(join(folder, name), 'utf8')) as S;
    const whole = [seal.upToRow, seal.points, seal.checksum].every(Number.isSafeInteger);
    const same = seal.identity === identity && seal.dimension === dimension;
    return whole && same && fits(seal, statSync(join(folder, file)).size) ? seal : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the seal; called once its file is complete. */
export function writeSeal<S extends Seal>(folder: string, { seal: name }: SealedFile<S>, seal: S): void {
  const unfinished = join(folder, `${name}.unfinished`);
  writeFileSync(unfinished, JSON.stringify(seal));
  renameSync(unfinished, join(folder, name));
}

/** The seal first: a file without one counts as missing. */
export function removeSealed(folder: string, { file, seal }: Pick<SealedFile<Seal>, 'file' | 'seal'>): void {
  for (const name of [seal, file]) rmSync(join(folder, name), { force: true });
}

/** What is read of a file. */
export interface Piece {
  /** Receives the bytes; it may be shared. */
  readonly into: Uint8Array;
  readonly from: number;
  /** The checksum of all before. */
  readonly sum: number;
}

/**
 * The checksum of a file, read in small pieces.
 * @param piece default: all is read and nothing is kept
 */
export function checksumOfFile(path: string, piece?: Piece): number {
  const into = piece?.into;
  const passing = into === undefined ? Buffer.alloc(PIECE_BYTES) : undefined;
  const file = openSync(path, 'r');
  try {
    let sum = piece?.sum ?? 0;
    for (let at = 0; into === undefined || at < into.length; ) {
      const room = passing ?? into!.subarray(at, at + PIECE_BYTES);
      const count = readSync(file, room, 0, room.length, (piece?.from ?? 0) + at);
      if (count === 0) break;
      sum = crc32(room.subarray(0, count), sum);
      at += count;
    }
    return sum;
  } finally {
    closeSync(file);
  }
}
