import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCorpus } from '../../../src/index.js';
import { plainFailure, plainReason } from '../../../src/present/web/page/add/plain-words.js';
import { EventReader } from '../../../src/present/web/page/api/events.js';
import { problemFrom } from '../../../src/present/web/page/api/problem.js';
import { ownSegments } from '../../../src/present/web/page/duplicates/own-segments.js';
import { piecesOf } from '../../../src/present/web/page/parts/pieces.js';
import {
  dateText,
  dotted,
  fileName,
  isDate,
  percent,
  safeLink,
  similarityText,
  sizeText,
} from '../../../src/present/web/page/parts/wording.js';
import { newFolder } from '../../support/folders.js';

describe('a text with marks', () => {
  const spans = fc.array(
    fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) }),
    { maxLength: 8 },
  );

  test('is the same text, whatever is marked', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), spans, (text, marks) => {
        expect(
          piecesOf(text, marks)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test('highlights the spans, and of the rest only white space between two of them', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '.', ' '), maxLength: 50 }), spans, (text, marks) => {
        const marked = piecesOf(text, marks).flatMap((piece) =>
          Array.from({ length: piece.text.length }, () => piece.marked),
        );
        const inSpan = (i: number) => marks.some(({ start, end }) => start <= i && i < end);
        const nextTo = (i: number, step: 1 | -1): boolean =>
          i >= 0 && i < text.length && (inSpan(i) || (text[i] === ' ' && nextTo(i + step, step)));
        expect(marked).toEqual(Array.from({ length: text.length }, (_, i) => nextTo(i, -1) && nextTo(i, 1)));
      }),
    );
  });

  test('can be a stretch of a longer one, with the spans counted from its beginning', () => {
    expect(
      piecesOf(
        'We read. They think. All done.',
        [
          { start: 14, end: 19 },
          { start: 0, end: 2 },
        ],
        9,
        20,
      ),
    ).toEqual([
      { text: 'They ', marked: false },
      { text: 'think', marked: true },
      { text: '.', marked: false },
    ]);
  });
});

describe('one side of a difference', () => {
  const segments = [
    { kind: 'same', text: 'Rooms ' },
    { kind: 'removed', text: 'small ' },
    { kind: 'added', text: 'large ' },
    { kind: 'same', text: 'heard' },
    { kind: 'added', text: 'well' },
  ] as const;

  test('has all but the words of the other', () => {
    expect(ownSegments(segments, 'added').map(({ text }) => text)).toEqual(['Rooms', 'small', 'heard']);
  });

  test('is written as its own text writes it, white space and signs too', () => {
    const found = ownSegments(
      [
        { kind: 'same', text: 'Fact or fiction: ' },
        { kind: 'removed', text: 'a study' },
        { kind: 'added', text: 'an update' },
      ],
      'removed',
      'Fact or  Fiction? an update',
    );
    expect(found).toEqual([
      { kind: 'same', text: 'Fact or  Fiction?', space: ' ' },
      { kind: 'added', text: 'an update', space: '' },
    ]);
  });

  test('separates words at the end of the first text', () => {
    expect(
      ownSegments(segments, 'removed')
        .map(({ text, space }) => text + space)
        .join(''),
    ).toBe('Rooms large heard well');
  });
});

describe('server-sent events', () => {
  const stream =
    ':\n\nevent: progress\ndata: {"papers":1}\n\nevent: added\r\ndata: {"a":\r\ndata: 2}\r\n\r\nid: 4\n\ndata:x\n\n';

  test('are the same however the stream is cut', () => {
    const events = [
      { event: 'progress', data: '{"papers":1}' },
      { event: 'added', data: '{"a":\n2}' },
      { event: 'message', data: 'x' },
    ];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length })), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const reader = new EventReader();
        expect(at.slice(1).flatMap((end, i) => reader.take(stream.slice(at[i], end)))).toEqual(events);
      }),
    );
  });

  test('wait for their end', () => {
    expect(new EventReader().take('event: added\ndata: {}\n')).toEqual([]);
  });
});

describe('wording', () => {
  test('lets no line begin with the dot between words', () => {
    expect(dotted(['tide', 'kelp bed', 'reef'])).toBe('tide\u00a0· kelp bed\u00a0· reef');
  });

  test('says dates as far as they are known', () => {
    expect(['2026', '2026-03', '2026-03-09', 'Spring 2026', '2026-13'].map(dateText)).toEqual([
      '2026',
      'Mar 2026',
      '9 Mar 2026',
      'Spring 2026',
      '2026-13',
    ]);
  });

  test('takes only dates that a calendar has', () => {
    expect(['2026', '2026-02', '2024-02-29'].every(isDate)).toBe(true);
    expect(['26', '2026-2', '2026-13', '2025-02-29', '2026-03-09T00', ''].some(isDate)).toBe(false);
  });

  test('says shares, similarities and sizes with as many digits as mean something', () => {
    expect([0, 0.004, 0.0994, 0.0999, 0.54, 1].map(percent)).toEqual([
      '0 %',
      '0.4 %',
      '9.9 %',
      '10 %',
      '54 %',
      '100 %',
    ]);
    expect([0.616, -0.05, 1].map(similarityText)).toEqual(['0.62', '−0.05', '1.00']);
    expect([512, 3_400, 150_000, 2_150_000, 4e9].map(sizeText)).toEqual([
      '512 B',
      '3.4 kB',
      '150 kB',
      '2.1 MB',
      '4.0 GB',
    ]);
  });

  test('names a file without its folder', () => {
    expect(['/a/b/c.txt', 'C:\\papers\\c.bib', 'plain', 'folder/'].map(fileName)).toEqual([
      'c.txt',
      'c.bib',
      'plain',
      'folder/',
    ]);
  });

  test('links web addresses only', () => {
    expect(safeLink('https://example.org/a?b=c')).toBe('https://example.org/a?b=c');
    for (const bad of [
      null,
      '',
      'javascript:alert(1)',
      ' https://example.org',
      'JAVASCRIPT:x',
      'data:text/html,x',
      '//example.org',
      'http://',
      'file:///etc',
    ])
      expect(safeLink(bad)).toBeNull();
  });
});

describe('a file that could not be read', () => {
  test('is worded for the page', async () => {
    const corpus = await openCorpus({ index: newFolder(), create: true });
    const named = {
      'My Photo.png': '\u0000\u0001',
      'empty.txt': ' ',
      'A Paper.pdf': '%PDF-1.7',
      'B.zip': 'PK\u0003\u0004x',
      'page.html': '<!doctype html><p>x',
      'notes.txt': '\n\nhello',
    };
    const { files } = await corpus.add(
      Object.entries(named).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
    );
    await corpus.close();
    const said = files.map(({ file, failure }) => plainFailure(failure!, file));
    expect(said.map(({ what }) => what)).toEqual([
      'The format of this file is not recognised.',
      'The file is empty. Save or download it again.',
      'This is a PDF. paperkin reads titles and abstracts: look the paper up by its DOI or arXiv id, and add its BibTeX or RIS.',
      'The file is damaged (the archive is truncated or not a ZIP archive). Save or download it again.',
      'This is an HTML page. Of HTML, paperkin reads saved pages of Hugging Face Papers and arXiv. Export other papers as BibTeX, RIS or CSV.',
      'Line 3: The format of this file is not recognised.',
    ]);
    for (const { what, advice } of said) expect(`${what} ${advice}`).not.toMatch(/--|`|command/);
  });

  test('keeps the number of its line, and what has none is said as it is', () => {
    expect(
      plainFailure(
        'big.txt:9: a saved page cannot be larger than 64 MB.. Split the file, or name its format with --format if it is not a saved page.',
        'big.txt',
      ),
    ).toEqual({
      what: 'Line 9: A saved page cannot be larger than 64 MB.',
      advice: 'Split the file, or choose its format below if it is not a saved page.',
    });
    expect(plainFailure('no room left. Free some.', 'x.txt').what).toBe('No room left. Free some.');
    expect(plainFailure('', 'x.txt').what).toBe('.');
    expect(plainReason('no title')).toBe('no title');
    expect(
      plainReason('this date shows no year, and no other date gives it; set the year of saving with --year'),
    ).toMatch(/gives it; set the year of saving above and add the file again$/);
  });
});

describe('a problem', () => {
  test('has the message of the server', () => {
    expect(
      problemFrom(
        { title: 'Conflict', detail: 'the index is damaged', code: 'INDEX_DAMAGED', remedy: 'Restore a copy.' },
        503,
      ),
    ).toMatchObject({ message: 'the index is damaged', code: 'INDEX_DAMAGED', remedy: 'Restore a copy.', status: 503 });
  });

  test('has a remedy for the page, not for the command line', () => {
    const { remedy, code } = problemFrom(
      { detail: 'no paper has the id x', code: 'PAPER_UNKNOWN', remedy: 'Run `paperkin list` for the ids.' },
      404,
    );
    expect([code, remedy]).toEqual([
      'PAPER_UNKNOWN',
      'It may have been removed, or merged into another. Search for it.',
    ]);
    const remedyOf = (code: string, remedy: string) => problemFrom({ detail: 'no', code, remedy }, 404).remedy;
    expect(remedyOf('TAG_UNKNOWN', 'Run `paperkin tag list` for the tags.')).toBe('Choose another tag, or none.');
    expect(remedyOf('USAGE', 'Run `paperkin history` for what was changed.')).toBeNull();
  });

  test('is reported even if the response cannot be read', () => {
    for (const body of [null, 'text', [], { detail: 3 }])
      expect(problemFrom(body, 500)).toMatchObject({ message: 'The server answered 500.', code: null });
  });
});
