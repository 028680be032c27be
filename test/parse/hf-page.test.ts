import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../src/parse/formats/hf-page-lines.js';
import { reading } from './reading.js';

const HEADER =
  'new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\nApr 15\n\n';
const ABSTRACT =
  'Lamps have been with us for a long time. We look at how they learn, and find that they do so slowly. Our lamps learn faster.';
const page = (...papers: string[]): string => HEADER + papers.join('');
const paper = (title: string, foot = '  • 6 authors\n·\nAug 15, 2025\n\n\n\n', abstract = ABSTRACT): string =>
  `${title}\n\n${abstract}\n\n${foot}`;

describe('a saved page', () => {
  it('gives letters with the accents that authors wrote in LaTeX, and formulas as they are', async () => {
    const { papers } = await reading(
      page(paper(String.raw`Lamps of Schr\"odinger`, undefined, String.raw`${ABSTRACT} Erd\H{o}s saw $\hat{x}$.`)),
    );
    expect(papers).toMatchObject([
      { title: 'Lamps of Schrödinger', abstract: String.raw`${ABSTRACT} Erdős saw $\hat{x}$.` },
    ]);
  });

  it('gives each paper its title, abstract, byline, date and comments', async () => {
    const { format, papers, problems } = await reading(
      page(paper('Lamps That Learn'), paper('Candles', 'lamp-house The Lamp House\n·\nApr 7 12\n\n\n\n')),
    );
    expect(format).toBe('hf-page');
    expect(problems).toEqual([]);
    expect(papers).toEqual([
      {
        givenId: null,
        title: 'Lamps That Learn',
        abstract: ABSTRACT,
        published: '2025-08-15',
        by: '6 authors',
        authors: [],
        venue: null,
        url: null,
        comments: null,
        identifiers: {},
        place: { file: 'f', line: 13 },
      },
      {
        givenId: null,
        title: 'Candles',
        abstract: ABSTRACT,
        published: '2026-04-07',
        by: 'The Lamp House',
        authors: [],
        venue: null,
        url: null,
        comments: 12,
        identifiers: {},
        place: { file: 'f', line: 23 },
      },
    ]);
  });

  it('tells a paper without byline and date from the next title', async () => {
    const { papers, problems } = await reading(page(paper('No Foot', ''), paper('Nor Here', ''), paper('A Foot')));
    expect(papers.map(({ title, abstract, by, published }) => [title, abstract, by, published])).toEqual([
      ['No Foot', ABSTRACT, null, null],
      ['Nor Here', ABSTRACT, null, null],
      ['A Foot', ABSTRACT, '6 authors', '2025-08-15'],
    ]);
    expect(problems).toEqual([]);
  });

  it('reads the same without a header, with CRLF, without a last line end, and with a footer', async () => {
    const plain = (await reading(page(paper('One'), paper('Two')))).papers.map(({ place, ...fields }) => fields);
    const variants = [
      paper('One') + paper('Two'),
      page(paper('One'), paper('Two')).replaceAll('\n', '\r\n'),
      page(paper('One'), paper('Two')).trimEnd(),
      `${page(paper('One'), paper('Two'))}Previous\n\nNext\n\nTOS\nPrivacy\n`,
      paper('One') + page(paper('Two')),
    ];
    for (const variant of variants) {
      const { papers, problems } = await reading(variant);
      expect(papers.map(({ place, ...fields }) => fields)).toEqual(plain);
      expect(problems).toEqual([]);
    }
  });

  it('gives dates without a year the year after the latest one shown, or the one it is told', async () => {
    const text = page(paper('One'), paper('Two', '  • 1 authors\n·\nJan 2\n'));
    expect((await reading(text)).papers.map(({ published }) => published)).toEqual(['2025-08-15', '2026-01-02']);
    expect((await reading(text, { year: 2030 })).papers.map(({ published }) => published)).toEqual([
      '2025-08-15',
      '2030-01-02',
    ]);
  });

  it('says how to give the year where the page shows none', async () => {
    const { papers, incomplete } = await reading(
      page(paper('One', '  • 1 authors\n·\nJan 2\n\n'), paper('Two', '  • 1 authors\n·\nJan 3\n\n')),
    );
    expect(papers.map(({ published }) => published)).toEqual([null, null]);
    expect(incomplete).toEqual([
      {
        line: 19,
        reason: 'this and 1 more date show no year, and no other date gives it; set the year of saving with --year',
      },
    ]);
  });

  it('tells a day that does not exist and keeps the paper', async () => {
    const { papers, incomplete } = await reading(page(paper('One'), paper('Two', '  • 1 authors\n·\nFeb 30 2\n')));
    expect(papers[1]).toMatchObject({ published: null, comments: 2 });
    expect(incomplete).toEqual([{ line: 29, reason: '“Feb 30 2” is not a date of 2026' }]);
  });

  it('keeps a paper cut in its abstract and says so; rejects a title with nothing under it', async () => {
    const cut = await reading(page(paper('One'), 'Two\n\nLamps have been with us for a lo'));
    expect(cut.papers.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(cut.incomplete).toEqual([
      { line: 25, reason: 'the file ends in the middle of a sentence; the paper is read up to there' },
    ]);
    const bare = await reading(page(paper('One'), 'A Title That Is Left Alone'));
    expect(bare.papers.map(({ title }) => title)).toEqual(['One']);
    expect(bare.rejected).toEqual([{ line: 23, reason: 'a title without an abstract, byline or date below it' }]);
  });

  it('rejects a foot and a piece of an abstract whose title was cut away', async () => {
    const { papers, rejected } = await reading(
      `and find that they do so slowly. Our lamps learn faster.\n\n  • 6 authors\n·\nAug 15, 2025\n\n${paper('One')}`,
    );
    expect(papers.map(({ title }) => title)).toEqual(['One']);
    expect(rejected.map(({ line }) => line)).toEqual([1, 3, 4, 5]);
  });

  it('keeps the paragraphs of an abstract together and titles longer than most', async () => {
    const long =
      'Can Large Lamps Teach Small Lamps to Solve Problems Like Humans Do? A Reasoning Lamp Framework via Bright Steps and Many Rounds of Practice With Candles';
    const { papers } = await reading(
      page(
        paper('One', '', `${ABSTRACT}\n\n${ABSTRACT}\n\nOur code is at https://lamps.test/code`),
        paper(long, ''),
        paper('Why Lamps?', '', 'They are bright.'),
      ),
    );
    expect(papers.map(({ title, abstract }) => [title, abstract])).toEqual([
      ['One', `${ABSTRACT} ${ABSTRACT} Our code is at https://lamps.test/code`],
      [long, ABSTRACT],
      ['Why Lamps?', 'They are bright.'],
    ]);
  });

  it('refuses a file far larger than any page', async () => {
    const big = `${HEADER}${`${'x'.repeat(1024 * 1024)}\n`.repeat(33)}`;
    await expect(reading(big)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('any page', () => {
  const word = fc.constantFrom(
    'lamp',
    'candle',
    'light',
    'learning',
    'of',
    'with',
    'bright',
    'neural',
    'RLVR',
    'x^2',
    'Qwen2.5-VL',
    'über',
  );
  const sentence = fc.array(word, { minLength: 8, maxLength: 30 }).map((words) => `The ${words.join(' ')}.`);
  const title = fc.array(word, { minLength: 2, maxLength: 16 }).map((words) => `A ${words.join(' ')}`);
  const foot = fc.record({
    by: fc.constantFrom(
      ['  • 6 authors', '6 authors'],
      ['lamp-house The Lamp House', 'The Lamp House'],
      ['  • 1 authors', '1 author'],
    ),
    date: fc.constantFrom(
      ['Aug 15, 2025', '2025-08-15', null],
      ['Feb 28', '2026-02-28', null],
      ['Dec 1, 2019 12', '2019-12-01', 12],
      ['Jan 2 3', '2026-01-02', 3],
    ),
  });
  const anyPaper = fc.record({
    title,
    paragraphs: fc.array(fc.array(sentence, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
    foot: fc.option(foot),
  });

  it('gives back its papers, whichever of them have feet and however many paragraphs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPaper, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 4000 }),
        async (papers, withHeader, pieceBytes) => {
          const text = papers.map(({ title, paragraphs, foot }) => {
            const lines = [title, '', ...paragraphs.flatMap((sentences) => [sentences.join(' '), ''])];
            return [...lines, ...(foot === null ? [] : [foot.by[0], '·', foot.date[0], '', '', ''])].join('\n');
          });
          const read = await reading(`${withHeader ? HEADER : ''}${text.join('\n')}`, {
            format: 'hf-page',
            year: 2026,
            pieceBytes,
          });
          expect(read.problems).toEqual([]);
          expect(
            read.papers.map(({ title, abstract, by, published, comments }) => ({
              title,
              abstract,
              by,
              published,
              comments,
            })),
          ).toEqual(
            papers.map(({ title, paragraphs, foot }) => ({
              title,
              abstract: paragraphs.flat().join(' '),
              by: foot?.by[1] ?? null,
              published: foot?.date[1] ?? null,
              comments: foot?.date[2] ?? null,
            })),
          );
        },
      ),
      { numRuns: 150, seed: 3 },
    );
  });

  it('has every line that is not blank in exactly one stretch', () => {
    const line = fc.constantFrom(
      '',
      '·',
      '• 3 authors',
      'Apr 3',
      'new',
      'Daily Papers',
      'A Title',
      ABSTRACT,
      'x Y',
      'Apr 3, 2025 9',
      'TOS',
      '2',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (texts) => {
        const lines = texts.map((text, i) => ({ number: i + 1, text }));
        const covered = stretchesOf(lines).flatMap((stretch) => stretch.lines.map(({ number }) => number));
        expect(covered).toEqual(lines.filter(({ text }) => text !== '').map(({ number }) => number));
      }),
      { numRuns: 500, seed: 4 },
    );
  });
});

describe('our fixture pages', () => {
  const folder = new URL('../../fixtures/pages/', import.meta.url);
  it.each(readdirSync(folder).filter((name) => name.endsWith('.txt')))('%s: no line is lost', async (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const { papers, problems } = await reading(text);
    // A paper has one line of title and one of abstract, and perhaps three of foot; the header has six.
    const feet = papers.filter(({ by }) => by !== null).length;
    const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').length;
    expect(lines).toBe(6 + papers.length * 2 + feet * 3);
    expect(problems.filter(({ reason }) => !reason.includes('read up to there'))).toEqual([]);
  });
});
