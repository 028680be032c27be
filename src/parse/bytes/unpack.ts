import { messageOf } from '../../errors.js';
import { BytesAhead } from './bytes-ahead.js';
import { gunzipped } from './gunzip.js';
import { withHead } from './head.js';
import { HEADER_BYTES, isMime, textOfMessages } from './mime.js';
import { PROPERTY_LIST, pageOfWebArchive } from './web-archive.js';
import { unzstandarded } from './zstandard.js';

const GZIP = [0x1f, 0x8b];
const ZSTANDARD = [0x28, 0xb5, 0x2f, 0xfd];
/** A skippable frame, with which a `.zst` of several frames may begin: 0x184D2A50…0x184D2A5F, little-endian. */
const ZSTANDARD_SKIPPABLE = [0x2a, 0x4d, 0x18];

/** Text compresses to a fifth, tables of numbers to a fiftieth; a file with a higher ratio is an attack. */
const MOST_RATIO = 400;
/** Up to this size every ratio is accepted. */
const FREE_BYTES = 64 * 1024 * 1024;

/** The unpacked bytes up to the first damage; `damage` says what is wrong. */
export interface Unpacked {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly damage: string | null;
}

/**
 * Unpacks gzip, Zstandard, mails, and pages saved as one file, recognised by their first bytes, not by the name;
 * anything else passes unchanged.
 */
export async function unpack(bytes: AsyncIterable<Uint8Array>): Promise<Unpacked> {
  const { head, all } = await withHead(bytes, HEADER_BYTES);
  const starts = (magic: readonly number[], at = 0): boolean => magic.every((byte, i) => head[at + i] === byte);
  if (starts(GZIP)) return new Guarded(through(gunzipped, all), 'gzip compression');
  if (starts(ZSTANDARD) || (starts(ZSTANDARD_SKIPPABLE, 1) && (head[0]! & 0xf0) === 0x50))
    return new Guarded(through(unzstandarded, all), 'Zstandard compression');
  if (starts(PROPERTY_LIST)) return new Guarded(through(pageOfWebArchive, all), 'web archive');
  if (isMime(head)) return new Guarded(through(textOfMessages, all), 'message');
  return { bytes: all, damage: null };
}

/** If unpacking fails, ends the stream with a reason, so that the bytes before the failure are kept. */
class Guarded implements Unpacked {
  damage: string | null = null;
  readonly bytes: AsyncIterable<Uint8Array>;

  constructor(unpacked: AsyncIterable<Uint8Array>, container: string) {
    this.bytes = this.#guard(unpacked, container);
  }

  async *#guard(unpacked: AsyncIterable<Uint8Array>, container: string): AsyncGenerator<Uint8Array> {
    try {
      yield* unpacked;
    } catch (error) {
      if (error instanceof ReadFailure) throw error.cause;
      const reason = messageOf(error);
      this.damage = `the ${container} is cut or damaged here (${reason})`;
    }
  }
}

/** A failure to read the packed file, as opposed to damage in its content. */
class ReadFailure extends Error {}

/** Unpacks by one of the methods; the input is released in every case. */
async function* through(
  method: (input: BytesAhead) => AsyncGenerator<Uint8Array>,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let [packed, unpacked] = [0, 0];
  const counted = (async function* () {
    for await (const piece of markFailures(bytes)) {
      packed += piece.length;
      yield piece;
    }
  })();
  const input = new BytesAhead(counted);
  try {
    for await (const piece of method(input)) {
      unpacked += piece.length;
      if (unpacked > FREE_BYTES && unpacked > packed * MOST_RATIO)
        throw new Error(`it grows to more than ${MOST_RATIO} times its size`);
      yield piece;
    }
  } finally {
    await input.close();
  }
}

async function* markFailures(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw new ReadFailure('the file could not be read', { cause: error });
  }
}
