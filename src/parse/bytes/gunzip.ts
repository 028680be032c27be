import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import type { BytesAhead } from './bytes-ahead.js';

/** Bytes passed to zlib at once: if such a piece is damaged, everything decompressed from it is lost. */
const PIECE_BYTES = 4 * 1024;
/** Programs that append to a file leave some empty members; thousands in a row only cost time. */
const MOST_EMPTY_MEMBERS = 1000;
const [FHCRC, FEXTRA, FNAME, FCOMMENT] = [2, 4, 8, 16];

/**
 * Decompresses the members of a gzip file (RFC 1952) one after another. Node's own `Gunzip` discards finished output if
 * other data follows an intact member. Here the members are separated first, so zlib sees only compressed data.
 * @throws Error where the bytes are cut or damaged
 */
export async function* gunzipped(input: BytesAhead): AsyncGenerator<Uint8Array> {
  let empty = 0;
  for (let members = 0; ; members++) {
    if (members > 0 && (await isPadding(input))) return;
    if (empty > MOST_EMPTY_MEMBERS) throw new Error(`it contains more than ${MOST_EMPTY_MEMBERS} empty parts`);
    await passHeader(input);
    let [crc, size] = [0, 0];
    for await (const piece of inflated(input)) {
      crc = crc32(piece, crc);
      size = (size + piece.length) >>> 0;
      yield piece;
    }
    empty = size === 0 ? empty + 1 : 0;
    const trailer = Buffer.from(await input.take(8));
    if (trailer.readUInt32LE(0) !== crc) throw new Error('its checksum does not match its content');
    if (trailer.readUInt32LE(4) !== size) throw new Error('its length does not match its content');
  }
}

/** Whether only zeros follow: tapes and some programs pad files with them. */
async function isPadding(input: BytesAhead): Promise<boolean> {
  for (;;) {
    const bytes = await input.some(PIECE_BYTES);
    if (bytes.length === 0) return true;
    const other = bytes.findIndex((byte) => byte !== 0);
    if (other < 0) continue;
    input.giveBack(bytes.subarray(other));
    return false;
  }
}

async function passHeader(input: BytesAhead): Promise<void> {
  const head = await input.peek(3);
  if (head[0] !== 0x1f || head[1] !== 0x8b) throw new Error('what follows is not gzip');
  if (head[2] !== 8) throw new Error('unknown compression method');
  const flags = (await input.take(10))[3]!;
  if ((flags & FEXTRA) !== 0) {
    const [low, high] = [...(await input.take(2))] as [number, number];
    await input.take(low + high * 256);
  }
  for (const flag of [FNAME, FCOMMENT]) if ((flags & flag) !== 0) while ((await input.take(1))[0] !== 0);
  if ((flags & FHCRC) !== 0) await input.take(2);
}

async function* inflated(input: BytesAhead): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  let ended = false;
  let failure: Error | null = null;
  let ready: Uint8Array[] = [];
  inflate.on('data', (piece: Uint8Array) => ready.push(piece));
  inflate.on('end', () => (ended = true));
  inflate.on('error', (error) => (failure = error));
  try {
    for (let consumed = 0; !ended; ) {
      const piece = await input.whole(PIECE_BYTES);
      if (piece.length === 0) throw new Error('unexpected end of file');
      await written(inflate, piece);
      yield* ready;
      ready = [];
      if (failure !== null) throw failure;
      consumed += piece.length;
      const left = consumed - inflate.bytesWritten;
      if (left > 0) return input.giveBack(piece.subarray(piece.length - left));
    }
  } finally {
    inflate.destroy();
  }
}

/** Resolves when zlib has processed a piece, with or without error, and all of its output has been emitted. */
async function written(inflate: InflateRaw, piece: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    // zlib never calls back for a damaged piece.
    inflate.once('close', resolve);
    inflate.write(piece, () => {
      inflate.off('close', resolve);
      resolve();
    });
  });
  await new Promise<void>((resolve) => setImmediate(resolve));
}
