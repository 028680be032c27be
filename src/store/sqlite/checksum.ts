/** A checksum for every row that is truth: CRC-32 finds every single flipped bit, and every burst up to 32 bits. */
import { crc32 } from 'node:zlib';

/**
 * The values of a row, in order; none runs into the next.
 * @returns NaN, which is no checksum, where a flipped bit in the header of a row has made bytes of a text
 */
export function checksumOf(...values: readonly (string | number | null)[]): number {
  if (values.some((value) => typeof value === 'object' && value !== null)) return Number.NaN;
  return crc32(values.map((value) => (value === null ? '' : `=${value}`)).join('\u0000'));
}

/**
 * Bytes under a name: bytes that moved to another row are found as well.
 * @throws Damage where a flipped bit in the header of a row has made them a null or a number
 */
export function checksumOfBytes(name: string | number, bytes: Uint8Array): number {
  if (!(bytes instanceof Uint8Array)) throw new Damage(`the bytes of ${name} are missing`);
  return crc32(bytes, crc32(`${name}\u0000`));
}

/** What was read from disk is not what was written there. The room turns it into a `CorpusError` with the remedy. */
export class Damage extends Error {}

/** What a look at something damaged says; nothing where it is sound. Other errors are thrown. */
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
  if (computed !== stored) throw new Damage(`the checksum of ${what} does not fit`);
}
