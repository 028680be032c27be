import { describe, expect, test } from 'vitest';
import { SEEDS } from '../fuzz/parse-seeds.js';
import { type Encoding, forwardedMailOf, mailInPartsOf, mailOf, mboxOf, mhtmlOf, webArchiveOf } from './messages.js';
import { reading } from './reading.js';

const PAGE = SEEDS['hf-html']!.text;
const MAIL = SEEDS['arxiv-mail']!.text;
const ENCODED: readonly Encoding[] = ['8bit', 'quoted-printable', 'base64'];

/** Papers without the place where they were found. */
async function papersOf(content: string | Uint8Array, pieceBytes?: number) {
  const { papers, rejected } = await reading(content, pieceBytes === undefined ? {} : { pieceBytes });
  return { rejected, papers: papers.map(({ place: _, ...paper }) => paper) };
}

describe('a page saved as one file', () => {
  test.each([
    ...ENCODED.map((encoding) => [`MHTML in ${encoding}`, Buffer.from(mhtmlOf(PAGE, encoding))] as const),
    ['MHTML with CRLF', Buffer.from(mhtmlOf(PAGE).replaceAll('\n', '\r\n'))] as const,
    ['a web archive of Safari', webArchiveOf(PAGE)] as const,
  ])('holds the same papers as the page: %s', async (_, bytes) => {
    const expected = await papersOf(PAGE);
    expect(expected.papers).toHaveLength(6);
    for (const pieceBytes of [1, 1000, bytes.length]) expect(await papersOf(bytes, pieceBytes)).toEqual(expected);
  });

  test('may be a page of arXiv', async () => {
    const page = SEEDS['arxiv-html']!.text;
    expect(await papersOf(mhtmlOf(page))).toEqual(await papersOf(page));
    expect(await papersOf(webArchiveOf(page))).toEqual(await papersOf(page));
  });

  test('is reported where it is cut or damaged', async () => {
    const archive = webArchiveOf(PAGE);
    for (const bytes of [archive.subarray(0, 20), archive.subarray(0, -40), archive.fill(0xff, 8, 20)])
      await expect(reading(bytes)).rejects.toMatchObject({
        code: 'INPUT_INVALID',
        message: expect.stringMatching(/^f:1: the web archive is cut or damaged here \(\D+\)$/),
      });
    const page = mhtmlOf(PAGE);
    const cut = await papersOf(page.slice(0, page.indexOf('zqtitle4zq')));
    expect(cut.papers).toHaveLength(4);
    expect(cut.rejected).toHaveLength(1);
  });

  test('never harms the program, wherever a byte of it is another', async () => {
    const archive = webArchiveOf(PAGE);
    const kinds = { papers: 0, refused: 0 };
    for (let at = 8; at < archive.length; at += at < 200 || at > archive.length - 80 ? 1 : 97) {
      const other = Buffer.from(archive);
      other[at]! ^= 0xff;
      const read = await reading(other).catch((error: { code?: string }) => error.code);
      if (typeof read === 'object') kinds.papers++;
      else expect(read).toBe('INPUT_INVALID');
      if (typeof read === 'string') kinds.refused++;
    }
    expect(Math.min(...Object.values(kinds))).toBeGreaterThan(10);
  });
});

describe('a mail', () => {
  test.each([
    ...ENCODED.map((encoding) => [encoding, mailOf(MAIL, encoding)] as const),
    ['in parts', mailInPartsOf(MAIL)] as const,
    ['forwarded', forwardedMailOf(mailInPartsOf(MAIL))] as const,
  ])('is decoded: %s', async (_, mail) => {
    const expected = await papersOf(MAIL);
    expect(expected.papers).toHaveLength(6);
    for (const pieceBytes of [1, 1000]) expect(await papersOf(Buffer.from(mail), pieceBytes)).toEqual(expected);
  });

  test('keeps the numbers of its lines', async () => {
    const [plain, mail] = await Promise.all([reading(MAIL), reading(mailOf(MAIL, '8bit'))]);
    expect(mail.papers.map(({ place }) => place.line)).toEqual(plain.papers.map(({ place }) => place.line! + 7));
  });

  test('keeps bytes that belong to no encoding, or to an unknown one', async () => {
    const text = `${MAIL}`.replace('shine', 'shine voilà\n  and');
    for (const encoding of ['quoted-printable', 'constructor', 'x-lamps']) {
      const mail = mailOf(text, '8bit').replace('Encoding: 8bit', `Encoding: ${encoding}`);
      expect((await papersOf(mail)).papers[0]!.abstract).toContain('shine voilà and');
    }
  });

  test('may be followed by others, each encoded in its own way', async () => {
    const one = (n: number) => MAIL.slice(MAIL.indexOf('\\\\')).replace(/zq([a-z]+)\d/g, `zq$1${n}`);
    const mails = [mailOf(one(1), '8bit'), mailInPartsOf(one(2)), mailOf(one(3), 'base64'), mailOf(one(4), '8bit')];
    const { papers } = await papersOf(mboxOf(mails));
    const numbers = papers.map(({ title }) => /\d/.exec(title)![0]);
    expect([...new Set(numbers)]).toEqual(['1', '2', '3', '4']);
    expect(numbers).toHaveLength(24);
  });

  test('keeps a line of an abstract that begins with “From” and ends with a year', async () => {
    const text = MAIL.replace('In the end', '\n  From Monday on, and from 1990 to\n  From 2001 to 2024\n  in the end');
    const { papers } = await papersOf(mailOf(text, '8bit'));
    expect(papers).toHaveLength(6);
    expect(papers[0]!.abstract).toContain('From 2001 to 2024');
  });
});
