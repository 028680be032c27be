import type { BytesAhead } from './bytes-ahead.js';

const MAGIC = 0xfd2fb528;
/** 0x184D2A50…0x184D2A5F: frames of other programs, to be skipped. */
const SKIPPABLE = 0x184d2a50;
const HAS_CHECKSUM = 4;
/** Of the three types of block, one repeats a byte and one is reserved. */
const [REPEATED, RESERVED] = [1, 3];
/** Maximum size of a block in a valid frame. */
const MOST_BLOCK_BYTES = 128 * 1024;

/**
 * The frames of a Zstandard file (RFC 8878), one after another. The library decompresses blocks without checks, so
 * frames are separated here, and each is verified by its checksum and length.
 * @throws Error where the bytes are cut or damaged
 */
export async function* unzstandarded(input: BytesAhead): AsyncGenerator<Uint8Array> {
  for (let frames = 0; ; frames++) {
    const magic = Buffer.from(await input.peek(4));
    if (magic.length === 0 && frames > 0) return;
    if (magic.length < 4) throw new Error('unexpected end of file');
    const number = magic.readUInt32LE(0);
    if (number === MAGIC) yield* frame(input);
    else if ((number & ~0xf) >>> 0 === SKIPPABLE) await pass(input);
    else throw new Error('what follows is not Zstandard');
  }
}

async function pass(input: BytesAhead): Promise<void> {
  let left = Buffer.from(await input.take(8)).readUInt32LE(4);
  while (left > 0) {
    const passed = await input.some(left);
    if (passed.length === 0) throw new Error('unexpected end of file');
    left -= passed.length;
  }
}

async function* frame(input: BytesAhead): AsyncGenerator<Uint8Array> {
  const [{ Decompress }, { default: xxhash }] = await Promise.all([import('fzstd'), import('xxhash-wasm')]);
  const { create64 } = await xxhash();
  let ready: Uint8Array[] = [];
  const decompress = new Decompress((piece) => ready.push(piece.slice()));
  const header = await headerOf(input);
  const hash = header.checked ? create64() : null;
  let length = 0;
  let before = header.bytes;
  for (let last = false; !last; before = new Uint8Array(0)) {
    const block = await blockOf(input);
    last = block.last;
    decompress.push(Buffer.concat([before, block.bytes]), last);
    for (const piece of ready) {
      hash?.update(piece);
      length += piece.length;
    }
    yield* ready;
    ready = [];
  }
  if (hash !== null && Buffer.from(await input.take(4)).readUInt32LE(0) !== lower32(hash.digest()))
    throw new Error('its checksum does not match its content');
  if (header.length !== null && header.length !== BigInt(length))
    throw new Error('its length does not match its content');
}

/** A frame carries the lower half of the XXH64 of its content. */
function lower32(hash: bigint): number {
  return Number(BigInt.asUintN(32, hash));
}

/** A frame's header without its checksum flag, because the library would wait for a checksum. */
async function headerOf(input: BytesAhead): Promise<{ bytes: Uint8Array; checked: boolean; length: bigint | null }> {
  const flags = (await input.peek(5))[4] ?? 0;
  const single = (flags & 32) !== 0;
  const lengthBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6]!;
  const before = 5 + (single ? 0 : 1) + [0, 1, 2, 4][flags & 3]!;
  const bytes = Buffer.from(await input.take(before + lengthBytes));
  bytes[4] = flags & ~HAS_CHECKSUM;
  return { bytes, checked: (flags & HAS_CHECKSUM) !== 0, length: lengthIn(bytes, before, lengthBytes) };
}

/** The length of the content as the header gives it; none where it takes no bytes. */
function lengthIn(bytes: Buffer, at: number, lengthBytes: number): bigint | null {
  if (lengthBytes === 0) return null;
  if (lengthBytes === 8) return bytes.readBigUInt64LE(at);
  return BigInt(bytes.readUIntLE(at, lengthBytes) + (lengthBytes === 2 ? 256 : 0));
}

async function blockOf(input: BytesAhead): Promise<{ bytes: Uint8Array; last: boolean }> {
  const head = Buffer.from(await input.peek(3));
  if (head.length < 3) throw new Error('unexpected end of file');
  const word = head.readUIntLE(0, 3);
  const type = (word >> 1) & 3;
  if (type === RESERVED || word >> 3 > MOST_BLOCK_BYTES) throw new Error('invalid block');
  return { bytes: await input.take(3 + (type === REPEATED ? 1 : word >> 3)), last: (word & 1) === 1 };
}
