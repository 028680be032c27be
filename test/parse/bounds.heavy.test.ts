/** What a file may cost: each reader takes what papers have, passes over what is larger, and says so. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormatName } from '../../src/parse/index.js';
import { FORMATS } from '../../src/parse/index.js';
import { SEEDS, type TextFormat } from '../fuzz/parse-seeds.js';
import { reading } from './reading.js';

/** Of processor time; each of these takes well under a second, and took minutes or all memory without bounds. */
const cpuMs = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const HANG_MS = 20_000;

describe('what would stop the program costs its record', () => {
  test('macros of BibTeX that double', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `@string{m${i + 1} = m${i} # m${i}}\n`).join('');
    const { papers, rejected } = await reading(
      `@string{m0 = "lamps lamps"}\n${lines}@article{a, title = {Lamps}, abstract = m60}\n@article{b, title = {More}}\n`,
    );
    expect(papers.map(({ title }) => title)).toEqual(['Lamps', 'More']);
    expect(rejected.length).toBeGreaterThan(0);
  });

  test('an id and a DOI that are longer than any', async () => {
    const long = 'x'.repeat(600);
    const line = JSON.stringify({ id: long, title: 'Lamps', abstract: 'Shine.', doi: `10.1234/${long}` });
    const { papers } = await reading(`${line}\n`, { format: 'jsonl' });
    expect(papers).toMatchObject([{ title: 'Lamps', givenId: null, identifiers: {} }]);
  });

  test('a line of 200,000 columns, and rows of 10,000', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',');
    const table = `${Array.from({ length: 200_000 }, (_, i) => `x${i}`).join(',')}\nTitle,Abstract,${names}\n${`Lamps,Shine,${names}\n`.repeat(20)}`;
    let papers = 0;
    expect(await cpuMs(async () => (papers = (await reading(table, { format: 'csv' })).papers.length))).toBeLessThan(
      HANG_MS,
    );
    expect(papers).toBe(20);
  });

  test('an open mark before megabytes of rows with marks of their own', async () => {
    const rows = 'Lamps,"in fog\nand "dark", rooms\n'.repeat(60_000);
    let rejections = 0;
    const took = await cpuMs(async () => (rejections = (await reading(`Title,Abstract\n"${rows}`)).rejected.length));
    expect(took).toBeLessThan(HANG_MS);
    expect(rejections).toBeGreaterThan(0);
  }, 60_000);

  test.each([
    ['ris', 'TY  - JOUR\n', 'TI  - Lamps\n'],
    ['endnote', '%T Lamps\n%A Ada Stone\n', '%0 Journal Article\n'],
  ] as const)(
    'a reference of %s with a hundred thousand fields',
    async (format, beginning, line) => {
      const took = await cpuMs(() => reading(beginning + line.repeat(100_000), { format }));
      expect(took).toBeLessThan(HANG_MS);
    },
    60_000,
  );

  test('an answer of Europe PMC with hundreds of thousands of elements of one name', async () => {
    const result = `<result><title>Lamps</title><keywordList>${'<keyword/>'.repeat(300_000)}</keywordList></result>`;
    const took = await cpuMs(() => reading(`<responseWrapper><resultList>${result}</resultList></responseWrapper>`));
    expect(took).toBeLessThan(HANG_MS);
  }, 120_000);

  test('names and titles with hundreds of thousands of blanks and brackets', async () => {
    const blanks = ' '.repeat(300_000);
    const ovid = (name: string, title: string) => `VN  - Ovid\nAU  - ${name}\nTI  - ${title}\nAB  - They shine.\n`;
    const read = async (format: FormatName, text: string) => (await reading(text, { format })).papers[0]!;
    for (const name of [`Stone,${blanks}A`, `Stone ${'['.repeat(300_000)}`, `Stone 1${blanks}2,x`])
      expect((await read('nbib', ovid(name, 'Lamps'))).title).toBe('Lamps');
    expect((await read('nbib', ovid('Stone, A', `Lamps${blanks}shine`))).title).toBe('Lamps shine');
    const name = `<name><namePart>Stone,${blanks}Ada</namePart></name>`;
    const mods = `<mods><titleInfo><title>Lamps</title></titleInfo>${name}</mods>`;
    expect((await read('mods', mods)).authors).toEqual(['Ada Stone']);
    const head = `\\\\\narXiv:2101.00001\nTitle: Lamps\nAuthors: Ada${blanks}Stone (1)\n`;
    expect((await read('arxiv-mail', `${head}\\\\\n  They shine.\n\\\\\n`)).authors).toEqual(['Ada Stone']);
  });

  test('a text too long to be an abstract', async () => {
    const { papers, rejected } = await reading(
      `TY  - JOUR\nTI  - Lamps\nAB  - ${'x'.repeat(10_000_000)}\nER  - \nTY  - JOUR\nTI  - More\nER  - \n`,
    );
    expect(papers.map(({ title }) => title)).toEqual(['More']);
    expect(rejected).toEqual([{ line: 2, reason: 'the abstract is too long to be one; the paper is skipped' }]);
  });

  test('more lines that are no papers than a file of papers has', async () => {
    const { papers, rejected } = await reading(
      `{"title": "Lamps"}\n${'{\n'.repeat(1_000_010)}{"title": "Never reached"}\n`,
      { format: 'jsonl' },
    );
    expect(papers).toHaveLength(1);
    expect(rejected.length).toBe(1_000_001);
    expect(rejected.at(-1)!.reason).toMatch(/the rest of the file is not read/);
  }, 60_000);

  test('gzip that grows without end, or that is thousands of empty parts', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, ' '), { level: 9 });
    const grown = await reading(Buffer.concat([gzipSync('{"title": "Lamps"}\n'), bomb]), { format: 'jsonl' });
    expect(grown.papers).toHaveLength(1);
    expect(grown.rejected.at(-1)!.reason).toMatch(/grows to more than/);
    const empty = gzipSync('');
    const { rejected } = await reading(
      Buffer.concat([gzipSync('{"title": "Lamps"}\n'), ...new Array<Buffer>(3000).fill(empty)]),
    );
    expect(rejected.at(-1)!.reason).toMatch(/empty parts/);
  }, 60_000);
});

describe('what is read does not depend on how the bytes arrive', () => {
  const texts = FORMATS.filter((name): name is TextFormat => name in SEEDS);

  /** The same events, or the same refusal. */
  const read = async (bytes: Uint8Array, format: TextFormat, pieceBytes: number): Promise<string> => {
    try {
      return JSON.stringify(await reading(bytes, { format, pieceBytes }));
    } catch (error) {
      return String(error);
    }
  };

  test.each(texts)('in %s, damaged and compressed or not', async (format) => {
    const seed = Buffer.from(SEEDS[format]!.text);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.integer({ min: 1, max: 700 }),
        fc.boolean(),
        async (damages, pieceBytes, packed) => {
          const bytes = packed ? gzipSync(seed) : Buffer.from(seed);
          for (const [at, byte] of damages) bytes[at % bytes.length] = byte;
          expect(await read(bytes, format, pieceBytes)).toBe(await read(bytes, format, bytes.length));
        },
      ),
      { numRuns: 12, seed: 18 },
    );
  });

  test('where the encoding is told by bytes that come later', async () => {
    const bytes = Buffer.concat([Buffer.from(`{"title": "${'a'.repeat(600)}"}\n`), Buffer.alloc(2000)]);
    expect(await read(bytes, 'jsonl', 512)).toBe(await read(bytes, 'jsonl', bytes.length));
  });
});
