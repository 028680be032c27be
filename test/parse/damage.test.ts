/** Compressed files that are cut, damaged, or followed by something else. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import xxhash from 'xxhash-wasm';
import { reading } from './reading.js';

const { h64Raw } = await xxhash();
const LINES = Array.from({ length: 400 }, (_, i) => `{"title": "Paper ${i * 7919}"}\n`).join('');

/** A Zstandard frame of blocks stored as they are, with the checksum that its content has. */
function frameOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const size = 2048;
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const block = bytes.subarray(at, at + size);
    const head = Buffer.alloc(3);
    head.writeUIntLE((block.length << 3) | (at + size >= bytes.length ? 1 : 0), 0, 3);
    blocks.push(head, block);
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(Number(BigInt.asUintN(32, h64Raw(bytes))));
  // Magic number; a checksum and a window follow, no length; a window of 1 MB.
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x50]), ...blocks, sum]);
}

describe('Zstandard', () => {
  it('is read completely if its checksum matches its content', async () => {
    for (const pieceBytes of [1, 1000, 100_000]) {
      const { papers, problems } = await reading(Buffer.concat([frameOf(LINES), frameOf(LINES)]), { pieceBytes });
      expect([papers.length, problems]).toEqual([800, []]);
    }
  });

  it('with a byte changed is told as damaged, and what was read is kept', async () => {
    const damaged = frameOf(LINES);
    damaged[damaged.indexOf('Paper 7919"') + 6] = 0x38;
    const { papers, rejected } = await reading(damaged);
    expect(papers).toHaveLength(400);
    expect(rejected).toEqual([
      {
        line: 401,
        reason: 'the Zstandard compression is cut or damaged here (its checksum does not match its content)',
      },
    ]);
  });

  it.each([
    ['cut within a block', frameOf(LINES).subarray(0, 5000)],
    ['cut between two blocks', frameOf(LINES).subarray(0, 6 + 2 * 2051)],
    ['cut before its checksum', frameOf(LINES).subarray(0, -4)],
    ['cut before its second frame is told', Buffer.concat([frameOf(LINES), Buffer.of(0x28, 0xb5)])],
    ['followed by something else', Buffer.concat([frameOf(LINES), Buffer.from('something else')])],
  ])('%s keeps what came before and says so', async (_, bytes) => {
    const { papers, rejected } = await reading(bytes);
    expect(papers.length).toBeGreaterThan(100);
    expect(rejected.at(-1)!.reason).toMatch(/^the Zstandard compression is cut or damaged here/);
  });
});

describe('gzip', () => {
  it.each([
    ['something else', Buffer.from('something else'), 1],
    ['the head of another member', gzipSync('').subarray(0, 10), 1],
    ['zeros, as on a tape', Buffer.alloc(512), 0],
  ])('followed by %s keeps all that came before', async (_, after, rejections) => {
    for (const pieceBytes of [13, 100_000]) {
      const { papers, rejected } = await reading(Buffer.concat([gzipSync(LINES), after]), { pieceBytes });
      expect([papers.length, rejected.length]).toEqual([400, rejections]);
      if (rejections > 0) expect(rejected[0]!.reason).toMatch(/^the gzip compression is cut or damaged here/);
    }
  });

  it('with a wrong checksum is told as damaged', async () => {
    const damaged = gzipSync(LINES);
    damaged[damaged.length - 8]! ^= 1;
    const { papers, rejected } = await reading(damaged);
    expect([papers.length, rejected[0]!.reason]).toEqual([400, expect.stringContaining('checksum')]);
  });

  it('with a name, a comment and a field of another program is read', async () => {
    const [plain, text] = [gzipSync(LINES), Buffer.from('name\0comment\0')];
    const named = Buffer.concat([
      plain.subarray(0, 3),
      Buffer.of(4 | 8 | 16),
      plain.subarray(4, 10),
      Buffer.of(2, 0, 7, 7),
      text,
      plain.subarray(10),
    ]);
    expect((await reading(named)).papers).toHaveLength(400);
  });
});

it('a file damaged at its beginning is called damaged and not empty', async () => {
  const gzip = gzipSync(LINES);
  gzip.fill(0xff, 10, 30);
  await expect(reading(gzip)).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringMatching(/^f:1: the gzip compression is cut or damaged here/),
  });
  await expect(reading(frameOf(LINES).subarray(0, 8))).rejects.toMatchObject({
    message: expect.stringMatching(/^f:1: the Zstandard compression is cut or damaged here/),
  });
});
