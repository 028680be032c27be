/** Volume, issue and pages in each format that has them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { volumeAndPages } from '../../src/parse/fields/volume-and-pages.js';
import { reading } from './reading.js';

/** Of the first paper of a file. */
async function inVenueOf(content: string | object) {
  const { papers, rejected } = await reading(typeof content === 'string' ? content : JSON.stringify(content));
  expect(rejected).toEqual([]);
  const { volume, issue, pages } = papers[0]!;
  return [volume, issue, pages];
}
const WHOLE = ['12', '3', '45-67'];

describe('one form of what formats write', () => {
  const pagesOf = (pages: string) => volumeAndPages({ pages }).pages;

  test('has a hyphen between the first and last page, and both in full', () => {
    expect(['45--67', '45 – 67', 'pp. 45-67', '45-67.', '45−67', 'Pages 45-7'].map(pagesOf)).toEqual([
      '45-67',
      '45-67',
      '45-67',
      '45-67',
      '45-67',
      '45-47',
    ]);
    expect(
      ['1234-8', 'S12-8', 'e12-45', 'S12-S18', '12-12', 'e45-e45', '99-3', '3-1', '123-7; discussion 128-30'].map(
        pagesOf,
      ),
    ).toEqual(['1234-1238', 'S12-S18', 'e12-45', 'S12-S18', '12', 'e45', '99-3', '3-1', '123-127; discussion 128-130']);
  });

  test('is made of first and last page, or of the number of the article', () => {
    const of = (firstPage: string, lastPage: string, articleNumber = '') =>
      volumeAndPages({ firstPage, lastPage, articleNumber }).pages;
    expect(of('45', '67', 'e1')).toBe('45-67');
    expect(of('45-67', '67')).toBe('45-67');
    expect(of('45', '45-67')).toBe('45-67');
    expect(of('45', '45')).toBe('45');
    expect(of('', '', 'Article No. 104567')).toBe('104567');
    expect(of('ahead-of-print', 'ahead-of-print')).toBeUndefined();
  });

  test('has no labels and no placeholders', () => {
    const labelled = { volume: 'Vol. 12.0', issue: 'No. 3', pages: 'Article 7' };
    expect(volumeAndPages(labelled)).toEqual({ volume: '12', issue: '3', pages: '7' });
    for (const nothing of ['', '-', 'NA', 'n/a', 'null', 'ahead-of-print', 'x'.repeat(201)])
      expect(volumeAndPages({ volume: nothing, issue: nothing, pages: nothing })).toEqual({});
    expect(['n/a--n/a', '(no pagination)', '2020.03.27.20042937'].map(pagesOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(volumeAndPages({ volume: 'abs/1706.03762' })).toEqual({});
  });

  test('stays the same when it is read again', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('vol', 'no', 'pp.', 'art. ', '-', ' ', '12', '1', 'n/a', '.0', '.'),
    );
    const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, (volume, issue, pages) => {
        const once = volumeAndPages({ volume, issue, pages });
        expect(volumeAndPages(once)).toEqual(once);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('volume, issue and pages are read', () => {
  test('from RIS', async () => {
    const lines = ['TY  - JOUR', 'TI  - Lamps', 'T2  - J', 'VL  - 12', 'IS  - 3', 'SP  - 45', 'EP  - 67', 'ER  - ', ''];
    expect(await inVenueOf(lines.join('\n'))).toEqual(WHOLE);
    const number = lines.map((line) => line.replace(/^SP.*|^EP.*/, 'C7  - 104567'));
    expect(await inVenueOf(number.join('\n'))).toEqual(['12', '3', '104567']);
  });

  test('from BibTeX', async () => {
    const entry = (pages: string) => `@article{a, title={Lamps}, journal={J}, volume={12}, number = 3, ${pages}}`;
    expect(await inVenueOf(entry('pages={45--67}'))).toEqual(WHOLE);
    expect(await inVenueOf(entry('eid={e12}'))).toEqual(['12', '3', 'e12']);
    expect(await inVenueOf(entry('Article-Number={104567}, pages={}'))).toEqual(['12', '3', '104567']);
  });

  test('from CSL-JSON and Crossref', async () => {
    const item = { type: 'article-journal', title: 'Lamps', 'container-title': 'J', volume: 12, issue: '3' };
    expect(await inVenueOf([{ ...item, page: '45-67' }])).toEqual(WHOLE);
    const work = { ...item, volume: '12', type: 'journal-article', title: ['Lamps'], 'article-number': '104567' };
    expect(await inVenueOf({ status: 'ok', message: work })).toEqual(['12', '3', '104567']);
  });

  test('from tables of Scopus, Web of Science, Zotero, Lens and IEEE', async () => {
    const scopus = 'Authors,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,Page count';
    expect(await inVenueOf(`${scopus}\nA,Lamps,2020,J,12,3,,45,67,22\n`)).toEqual(WHOLE);
    expect(await inVenueOf(`${scopus}\nA,Lamps,2020,J,12,3,104567,,,\n`)).toEqual(['12', '3', '104567']);
    expect(await inVenueOf('PT\tTI\tSO\tVL\tIS\tBP\tEP\tPG\nJ\tLamps\tJ\t12\t3\t45\t67\t22\n')).toEqual(WHOLE);
    expect(await inVenueOf('Title,Publication Title,Pages,Num Pages,Issue,Volume\nLamps,J,45-67,22,3,12\n')).toEqual(
      WHOLE,
    );
    expect(await inVenueOf('Title,Source Title,Volume,Issue Number,Start Page,End Page\nLamps,J,12,3,45,67\n')).toEqual(
      WHOLE,
    );
  });

  test('from JSON of any kind, where they are text', async () => {
    expect(await inVenueOf([{ title: 'Lamps', volume: 12, issue: 3, pages: '45-67' }])).toEqual(WHOLE);
    const other = { title: 'Lamps', volume: { n: 1 }, issue: [{}], pages: { from: 1 } };
    expect(await inVenueOf([other])).toEqual([undefined, undefined, undefined]);
  });
});
