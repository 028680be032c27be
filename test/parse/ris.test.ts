import { describe, expect, it } from 'vitest';
import { reading } from './reading.js';

describe('RIS', () => {
  it('reads a reference as Zotero writes it', async () => {
    const { format, papers, problems } = await reading(
      [
        'TY  - JOUR',
        'TI  - Lamps that learn: a <i>Drosophila</i> study',
        'AU  - Adler, Ann',
        'AU  - van der Berg, Jan',
        'T2  - Journal of Lamps',
        'AB  - First paragraph.',
        'Second paragraph without a tag.',
        '',
        'Third, after a blank line.',
        'DA  - 2020/05/12/',
        'PY  - 2020',
        'DO  - 10.1234/LAMP.7',
        'UR  - https://doi.org/10.1234/LAMP.7',
        'ER  - ',
        '',
      ].join('\r\n'),
    );
    expect(format).toBe('ris');
    expect(problems).toEqual([]);
    expect(papers).toEqual([
      {
        givenId: null,
        title: 'Lamps that learn: a Drosophila study',
        abstract: 'First paragraph. Second paragraph without a tag. Third, after a blank line.',
        published: '2020-05-12',
        by: 'Ann Adler, Jan van der Berg',
        authors: ['Ann Adler', 'Jan van der Berg'],
        venue: 'Journal of Lamps',
        type: 'journal-article',
        url: 'https://doi.org/10.1234/LAMP.7',
        comments: null,
        identifiers: { doi: '10.1234/lamp.7' },
        place: { file: 'f', line: 2 },
      },
    ]);
  });

  it('keeps prose of an Embase abstract that looks like a tag', async () => {
    const { papers, rejected } = await reading(`Database: Embase <1974 to 2020>
Search Strategy: lamps

TY  - JOUR
M3  - Article
T1  - Light at night
N2  - Background: lamps are bright.
OR - the odds ratio - was 2.
CI - wide.
Y1  - 2010//
ER  - 
`);
    expect(papers[0]).toMatchObject({
      abstract: 'Background: lamps are bright. OR - the odds ratio - was 2. CI - wide.',
      published: '2010',
    });
    expect(rejected).toEqual([{ line: 2, reason: 'this line belongs to no reference' }]);
  });

  it('reads references that EndNote leaves without an end, and keeps the last of a cut file', async () => {
    const { papers, incomplete } = await reading(`TY  - JOUR
A1  - Adler, Ann
T1  - One
JF  - J. Lamps
Y1  - 1999/03//
TY  - JOUR
T1  - Two
N2  - Cut he`);
    expect(papers.map(({ title, published, abstract }) => [title, published, abstract])).toEqual([
      ['One', '1999-03', ''],
      ['Two', null, 'Cut he'],
    ]);
    expect(incomplete).toEqual([
      { line: 6, reason: 'the file ends before this reference does; it is read up to there' },
    ]);
  });

  it('tells once of a reference that the file cuts before its title', async () => {
    const { papers, problems } = await reading('TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nAU  - Adler, Ann\n');
    expect(papers).toHaveLength(1);
    expect(problems).toEqual([{ kind: 'rejected', line: 4, reason: 'there is neither a title nor an abstract' }]);
  });

  it('does not take the day a reference was made for the day of publication', async () => {
    const { papers } = await reading('TY  - JOUR\nTI  - A\nPY  - 2015\nDA  - 2021/01/02\nER  - ');
    expect(papers[0]!.published).toBe('2015');
  });

  it('joins abstracts in several fields, and tells a second title', async () => {
    const { papers, incomplete } = await reading(
      '1.\nTY  - JOUR\nTI  - A\nAB  - One.\nAB  - Two.\nTI  - B\nDA  - JAN 5\nPY  - 2017\nER  - \n',
    );
    expect(papers).toMatchObject([{ title: 'A', abstract: 'One. Two.', published: '2017-01-05' }]);
    expect(incomplete).toEqual([{ line: 6, reason: 'a second TI in one reference; the first is used' }]);
  });

  it('takes the PubMed number that Cochrane names beside those of other databases', async () => {
    const { papers } = await reading('TY  - JOUR\nTI  - A\nPM  - PUBMED 31234567\nXR  - EMBASE 1\nER  - \n');
    expect(papers[0]!.identifiers).toEqual({ pubmed: '31234567' });
  });

  it('takes a PubMed number from the accession number of a PubMed reference only', async () => {
    const { papers } = await reading(
      'TY  - JOUR\nTI  - A\nAN  - 31234567\nDB  - PubMed\nER  - \nTY  - JOUR\nTI  - B\nAN  - 31234567\nDB  - Scopus\nER  - ',
    );
    expect(papers.map(({ identifiers }) => identifiers)).toEqual([{ pubmed: '31234567' }, {}]);
  });
});

it('reads references that R wrote without their type', async () => {
  const { format, papers, problems } = await reading(
    'C1  - 1001\nAU  - Stone, Ada\nTI  - Lamps\nDB  - one, two\nPY  - 2021\nER  - \n\nTI  - More\nER  - \n',
  );
  expect([format, problems]).toEqual(['ris', []]);
  expect(papers).toMatchObject([{ title: 'Lamps', authors: ['Ada Stone'], published: '2021' }, { title: 'More' }]);
});
