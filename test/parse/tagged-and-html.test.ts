/** Web of Science and EndNote in tagged text, and pages of Hugging Face Papers in HTML. */
import { describe, expect, test } from 'vitest';
import { openSource } from '../../src/parse/index.js';
import { reading } from './reading.js';

const WOS = `FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Stone, A
   Hill, B
AF Stone, Ada
   Hill, Ben
TI Lamps in the fog and
   what they show
SO JOURNAL OF LAMPS
AB We look at lamps.
   They shine.
PD FEB 28
PY 2023
DI 10.1000/LAMP
PM 12345678
ER

PT J
AU Okafor, C
TI A lamp that is not printed yet
EA MAR 2024
ER

EF
`;

describe('plain text of Web of Science', () => {
  test('has a line for each author, and texts over several lines', async () => {
    const { format, papers, problems } = await reading(WOS);
    expect([format, problems]).toEqual(['wos', []]);
    expect(papers).toMatchObject([
      {
        title: 'Lamps in the fog and what they show',
        abstract: 'We look at lamps. They shine.',
        authors: ['Ada Stone', 'Ben Hill'],
        venue: 'JOURNAL OF LAMPS',
        published: '2023-02-28',
        identifiers: { doi: '10.1000/lamp', pubmed: '12345678' },
        place: { line: 8 },
      },
      { title: 'A lamp that is not printed yet', authors: ['C Okafor'], published: '2024-03' },
    ]);
  });

  test('says where it ends too early', async () => {
    const { papers, incomplete } = await reading(WOS.slice(0, WOS.indexOf('PD FEB')));
    expect(papers).toHaveLength(1);
    expect(incomplete).toEqual([{ line: 3, reason: 'the file ends before this record does; it is read up to there' }]);
  });

  test('tells once of a record that it cuts before its title', async () => {
    const { papers, problems } = await reading(WOS.slice(0, WOS.indexOf('TI ')));
    expect(papers).toEqual([]);
    expect(problems).toMatchObject([{ kind: 'rejected', reason: 'there is neither a title nor an abstract' }]);
  });
});

test('EndNote’s tagged text has a field a line', async () => {
  const { format, papers } = await reading(
    '%0 Journal Article\n%A Stone, Ada\n%A Hill, Ben\n%T Lamps in the fog\n%J Lamps\n%D 2023\n%8 Feb 28\n%R 10.1000/lamp\n%X We look\nat lamps.\n\n%0 Book\n%T A lamp\n',
  );
  expect(format).toBe('endnote');
  expect(papers).toMatchObject([
    {
      title: 'Lamps in the fog',
      abstract: 'We look at lamps.',
      authors: ['Ada Stone', 'Ben Hill'],
      published: '2023-02-28',
      identifiers: { doi: '10.1000/lamp' },
    },
    { title: 'A lamp', abstract: '' },
  ]);
});

describe('a page of Hugging Face Papers in HTML', () => {
  const daily = (n: number) => ({
    paper: {
      id: `2501.0000${n}`,
      title: `Lamp "${n}" & fog`,
      summary: `Lamp ${n} shines.`,
      authors: [{ name: 'Ada Stone' }, { name: 'Ben Hill' }],
      publishedAt: '2025-01-02T00:00:00.000Z',
      upvotes: 3,
    },
    title: `Lamp "${n}" & fog`,
    numComments: n,
  });
  const attribute = (data: object) => JSON.stringify(data).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const pageOf = (data: object) =>
    `<!DOCTYPE html>\n<!-- saved from url=(0032)https://huggingface.co/papers -->\n<html><body>\n<div class="x" data-target="DailyPapers" data-props="${attribute(data)}"></div>\n</body></html>\n`;

  test('has the papers’ authors, dates, comments and arXiv ids in its data', async () => {
    const { format, papers, problems } = await reading(
      pageOf({ date: '2025-01-02', dailyPapers: [daily(1), daily(2), daily(1)] }),
    );
    expect([format, problems]).toEqual(['hf-html', []]);
    expect(papers).toMatchObject([
      {
        title: 'Lamp "1" & fog',
        abstract: 'Lamp 1 shines.',
        authors: ['Ada Stone', 'Ben Hill'],
        published: '2025-01-02',
        comments: 1,
        url: 'https://huggingface.co/papers/2501.00001',
        identifiers: { arxiv: '2501.00001' },
        place: { line: 4 },
      },
      { title: 'Lamp "2" & fog' },
    ]);
  });

  test('of one paper has one', async () => {
    const { papers } = await reading(pageOf(daily(7)));
    expect(papers.map(({ title }) => title)).toEqual(['Lamp "7" & fog']);
  });

  test('without data, or with damaged data, says so', async () => {
    const empty = await reading('<!DOCTYPE html>\n<html><!-- https://huggingface.co/papers --></html>\n');
    expect(empty.rejected).toMatchObject([{ line: 1, reason: expect.stringContaining('contains no papers') }]);
    const cut = await reading(pageOf({ dailyPapers: [daily(1), daily(2)] }).replace('Lamp 2 shines.&quot;', 'Lamp 2'));
    expect(cut.papers).toHaveLength(1);
    expect(cut.rejected.length).toBeGreaterThan(0);
  });
});

test.each([
  ['%PDF-1.7\n', /this is a PDF\. .*DOI or arXiv id/],
  ['%PDF-1.7\n<prism:doi>10.1000/lamp.1</prism:doi>', /this is a PDF\. .*by its DOI 10\.1000\/lamp\.1,/],
  ['<!doctype html><html>', /this is an HTML page/],
  ['<!-- saved --><!doctype html><html>', /this is an HTML page/],
  ['SQLite format 3\u0000', /this is a database/],
  ['nothing of the kind', /not recognised.*--format: hf-page, bibtex, ris,/],
  ['[1, 2, 3]', /this JSON contains no objects\. Papers in JSON are objects/],
  ['<?xml version="1.0"?>\n<a:menu x="1"><food/></a:menu>', /XML of a kind that is not read, “a:menu”\. Export/],
])('a file that is not read gets advice that helps: %j', async (text, advice) => {
  const error = await reading(text).catch((thrown: { message: string; remedy: string }) => thrown);
  expect(`${(error as { message: string }).message}. ${(error as { remedy: string }).remedy}`).toMatch(advice);
});

test('a tar archive is to be unpacked', async () => {
  const header = `${'papers/a.bib'.padEnd(100, '\0')}${'0000644\0'.padEnd(157, '\0')}ustar\x0000`;
  await expect(reading(`${header.padEnd(512, '\0')}@article{a, title = {Lamps}}`)).rejects.toMatchObject({
    message: expect.stringContaining('this is a tar archive'),
    remedy: 'Unpack it.',
  });
});

test('a table without papers is refused with the names of its columns', async () => {
  const bytes = [new TextEncoder().encode('Name,Age\nAda,36\n')];
  await expect(
    openSource(
      'people.csv',
      (async function* () {
        yield* bytes;
      })(),
    ),
  ).rejects.toMatchObject({
    message: 'people.csv:1: this table has no column for titles or abstracts; its columns are: Name, Age',
  });
});

describe('a format that a person names', () => {
  const bibtex = '@article{a, title = {Lamps}}\n';

  test('is read as named, and where nothing is found the message says what the file looks like', async () => {
    const { papers, rejected } = await reading(bibtex, { format: 'ris' });
    expect(papers).toEqual([]);
    expect(rejected.at(-1)).toEqual({
      line: 1,
      reason: 'the file contains no papers; it looks like bibtex: leave out --format',
    });
  });

  test('is refused where it is no text and the file is', async () => {
    await expect(reading(bibtex, { format: 'xlsx' })).rejects.toMatchObject({
      message: 'f:1: this is not a file of the format xlsx',
      remedy: 'Leave out --format.',
    });
  });
});

test('a damaged file of a kind that is not read is called by that kind', async () => {
  const bytes = [new TextEncoder().encode('PK\u0003\u0004cut')];
  await expect(
    openSource(
      'thesis.docx',
      (async function* () {
        yield* bytes;
      })(),
    ),
  ).rejects.toMatchObject({
    message: 'thesis.docx:1: this is a Word document',
  });
});

test('a part of a page of Hugging Face Papers or arXiv is read like the page', async () => {
  const props = JSON.stringify({ dailyPapers: [{ paper: { id: '2501.00001', title: 'Lamps', authors: [] } }] });
  const div = `<div data-target="DailyPapers" data-props="${props.replaceAll('"', '&quot;')}"></div>`;
  expect(await reading(div)).toMatchObject({ format: 'hf-html', papers: [{ title: 'Lamps' }] });
  const list =
    '<ol><li class="arxiv-result"><a href="https://arxiv.org/abs/2501.00001">x</a><p class="title mathjax">Lamps</p></li>';
  expect(await reading(list)).toMatchObject({ format: 'arxiv-html', papers: [{ title: 'Lamps' }] });
});
