import { describe, expect, it } from 'vitest';
import { reading } from './reading.js';

describe('CSV and TSV', () => {
  it('reads Zotero’s columns, with line ends and doubled marks in a cell', async () => {
    const { format, papers, problems } =
      await reading(`"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url","Abstract Note","Date"
"ABCD1234","journalArticle","2020","Adler, Ann; van der Berg, Jan","Lamps, ""bright"" ones","Journal of Lamps","10.1234/A","https://x.test","First line.
Second line &amp; more.","2020-05"
`);
    expect(format).toBe('csv');
    expect(problems).toEqual([]);
    expect(papers).toEqual([
      {
        givenId: null,
        title: 'Lamps, "bright" ones',
        abstract: 'First line. Second line & more.',
        published: '2020-05',
        by: 'Ann Adler, Jan van der Berg',
        authors: ['Ann Adler', 'Jan van der Berg'],
        venue: 'Journal of Lamps',
        type: 'journal-article',
        url: 'https://x.test',
        comments: null,
        identifiers: { doi: '10.1234/a' },
        place: { file: 'f', line: 2 },
      },
    ]);
  });

  it.each([
    [
      'Scopus',
      'Authors,"Author full names",Title,Year,"Source title",DOI,Link,Abstract,"PubMed ID",EID\n"Adler A.; Okafor C.","Adler, Ann (1); Okafor, Chidi (2)",Lamps,2020,J,10.1234/a,https://s.test,Bright.,77,2-s2.0-1\n',
      'csv',
      { authors: ['Ann Adler', 'Chidi Okafor'], identifiers: { doi: '10.1234/a', pubmed: '77' } },
    ],
    [
      'Zotero',
      'Key,"Item Type","Publication Year",Author,Title,"Publication Title",DOI,Url,"Abstract Note",Date,Extra\nABCD1234,journalArticle,2020,"Adler, Ann; Okafor, Chidi",Lamps,J,10.1234/a,https://s.test,Bright.,2020,"PMID: 77\narXiv:2001.00002 [physics]"\n',
      'csv',
      { authors: ['Ann Adler', 'Chidi Okafor'], identifiers: { doi: '10.1234/a', pubmed: '77', arxiv: '2001.00002' } },
    ],
    [
      'ASReview',
      'record_id,title,abstract,authors,year,doi,label_included\n0,Lamps,Bright.,"Adler, Ann; Okafor, Chidi",2020,https://doi.org/10.1234/a,1\n',
      'csv',
      { givenId: null, authors: ['Ann Adler', 'Chidi Okafor'], identifiers: { doi: '10.1234/a' } },
    ],
    [
      'Web of Science',
      'PT\tAU\tAF\tTI\tSO\tAB\tPY\tDI\tPM\tUT\nJ\tAdler, A\tAdler, Ann; Okafor, Chidi\tLamps\tJ\tBright.\t2020\t10.1234/a\t77\tWOS:1\t\n',
      'tsv',
      { authors: ['Ann Adler', 'Chidi Okafor'], identifiers: { doi: '10.1234/a', pubmed: '77' } },
    ],
    [
      'PubMed',
      'PMID,Title,Authors,Citation,"First Author",Journal/Book,"Publication Year","Create Date",PMCID,"NIHMS ID",DOI\n77,Lamps,"Adler A, Okafor C.",x,Adler A,J,2020,2020/01/01,,,10.1234/a\n',
      'csv',
      { authors: ['Adler A', 'Okafor C'], identifiers: { doi: '10.1234/a', pubmed: '77' } },
    ],
    [
      'ProQuest',
      'Title\tAbstract\tAuthors\tpubdate\tpubtitle\tdigitalObjectIdentifier\tDocumentURL\tidentifierKeywords\tyear\n' +
        'Lamps\tBright.\tAdler, Ann\tn.d.\tJ\t10.1234/a\thttps://s.test\tOil\t2020\n',
      'tsv',
      { venue: 'J', url: 'https://s.test', keywords: ['Oil'], identifiers: { doi: '10.1234/a' } },
    ],
    ['a sheet with semicolons', 'sep=;\nTitle;Abstract;Year\nLamps;Bright.;2020\n', 'csv', {}],
    [
      'a list from LaTeX',
      'title,abstract,year,authors\nLamps,Bright.,2020,"Poincar{\\\'e}, Ann"\n',
      'csv',
      { authors: ['Ann Poincaré'] },
    ],
  ])('reads the columns of %s', async (_, content, expectedFormat, expected) => {
    const { format, papers, problems } = await reading(content);
    expect(format).toBe(expectedFormat);
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([{ title: 'Lamps', published: '2020', ...expected }]);
  });

  it('loses only the row whose quotation mark is never closed', async () => {
    const { papers, rejected } = await reading(
      'title,abstract,year\nA,"open,2020\nB,"fine, really",2021\nC,plain,2022\nD,"open at the end,2023\n',
    );
    expect(papers.map(({ title }) => title)).toEqual(['B', 'C']);
    expect(rejected.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('rejects a row whose columns are not the header’s', async () => {
    const { papers, rejected } = await reading('title,abstract,year\nA,unquoted, comma,2020\nB\nC,c,2020,,\n');
    expect(papers.map(({ title }) => title)).toEqual(['C']);
    expect(rejected).toEqual([
      { line: 2, reason: 'the row has 4 columns where the header has 3' },
      { line: 3, reason: 'the row has 1 columns where the header has 3' },
    ]);
  });

  it('tells of a row that has run into the header', async () => {
    const long = 'It shines and shines. '.repeat(6);
    const { papers, rejected } = await reading(`title,abstract,doi,A lamp,"${long}",\nB,b text\n`);
    expect(papers.map(({ title }) => title)).toEqual(['B']);
    expect(rejected).toEqual([{ line: 1, reason: 'a row continues the header line; it is skipped' }]);
  });

  it('takes a row whose empty cells at the end are left out, as Excel does', async () => {
    const { papers, rejected } = await reading('title,abstract,doi,year\nA,a text,10.1000/a\nB,b text\nC,,\n');
    expect(papers.map(({ title, published }) => [title, published])).toEqual([
      ['A', null],
      ['B', null],
    ]);
    expect(rejected).toHaveLength(1);
  });

  it('keeps the ids of its own export only, for elsewhere they are often row numbers', async () => {
    expect((await reading('id,title,year\n1,A,2020\n')).papers[0]!.givenId).toBeNull();
    expect((await reading('id,title,by,openalex\nlamp,A,,\n')).papers[0]!.givenId).toBe('lamp');
  });

  it.each([
    ['title,year,month,day\nA,2020,3,14', '2020-03-14'],
    ['title,year,month,day\nA,2020.0,3.0,', '2020-03'],
    ['title,day,month,year\nA,,Apr,2021', '2021-04'],
    ['title,year,month,day\nA,2020,,14', '2020'],
    ['title,year,month,day\nA,2020,2,30', '2020-02'],
    ['title,year,month,day\nA,2020,0,0', '2020'],
    ['title,year,month,day\nA,2020,3,Monday', '2020-03'],
    ['title,date,year,month\nA,2020-03-14,2020,5', '2020-03-14'],
  ])('joins the year, month and day of Rayyan: %j', async (text, date) => {
    const { papers, problems } = await reading(`${text}\n`);
    expect([papers[0]!.published, problems]).toEqual([date, []]);
  });

  it('passes over lines before the header, telling them', async () => {
    const { papers, rejected } = await reading('About the data: exported today\n\nTitle,Abstract\nA,a\n');
    expect(papers).toHaveLength(1);
    expect(rejected[0]!.line).toBe(1);
  });
});
