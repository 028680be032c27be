/** A checksum for every row of primary data: CRC-32 detects every single flipped bit, and every burst up to 32 bits. */
import { crc32 } from 'node:zlib';

/**
 * The checksum of the values of a row, in order; it depends on where each value ends.
 * @returns NaN, which equals no checksum, if a flipped bit in the header of a row turned a text into bytes
 */
export function checksumOf(...values: readonly (string | number | null)[]): number {
  if (values.some((value) => typeof value === 'object' && value !== null)) return Number.NaN;
  return crc32(values.map((value) => (value === null ? '' : `=${value}`)).join('\u0000'));
}

/**
 * The checksum of bytes and their name, so that bytes that moved to another row are detected too.
 * @throws Damage if a flipped bit in the header of a row turned them into a null or a number
 */
export function checksumOfBytes(name: string | number, bytes: Uint8Array): number {
  if (!(bytes instanceof Uint8Array)) throw new Damage(`the bytes of ${name} are missing`);
  const named = crc32(`${name}\u0000`);
  // `crc32` of Node 20 returns 0 for the empty bytes of SQLite, and that of later versions what it starts from.
  return bytes.length === 0 ? named : crc32(bytes, named);
}

/** What was read from disk is not what was written. `map-errors.ts` turns it into a `CorpusError` with a remedy. */
export class Damage extends Error {}

/** The message of the damage that a check throws; empty if there is none. Other errors are thrown. */
export function faultOf(look: () => void): string[] {
  try {
    look();
    return [];
  } catch (error) {
    if (error instanceof Damage) return [error.message];
    throw error;
  }
}

/** @throws Damage where the checksums differ */
export function verify(what: string, computed: number | string, stored: unknown): void {
  if (computed !== stored) throw new Damage(`the checksum of ${what} does not match`);
}

/** @throws Damage where the bytes are not those that were written */
export function verifyBytes(what: string, name: string | number, bytes: Uint8Array, stored: unknown): void {
  verify(what, checksumOfBytes(name, bytes), stored);
}
