/** Faults that real files showed, each in a record written for this test. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

describe('JATS', () => {
  const article = (abstract: string) =>
    `<article><front><article-meta><title-group><article-title>The &rgr;-Lamps</article-title></title-group>
${abstract}</article-meta></front></article>`;
  const abstractOf = async (abstract: string) => (await reading(article(abstract))).papers[0]!.abstract;

  test('with text beside small elements keeps the text', async () => {
    expect(await abstractOf('<abstract>We grow Hg<sub>1-x</sub>Cd<sub>x</sub>Te lamps.</abstract>')).toBe(
      'We grow Hg1-xCdxTe lamps.',
    );
  });

  test('leaves out the heading of an abstract, in small capitals or in a section too', async () => {
    expect(await abstractOf('<abstract><title>A<sc>bstract</sc></title><p>They shine.</p></abstract>')).toBe(
      'They shine.',
    );
    expect(await abstractOf('<abstract><p>A\n<sc>bstract</sc> They shine.</p></abstract>')).toBe('They shine.');
    expect(await abstractOf('<abstract><sec><title>Abstract</title><p>They shine.</p></sec></abstract>')).toBe(
      'They shine.',
    );
    expect(await abstractOf('<abstract><p>Abstract Interpretation shines.</p></abstract>')).toBe(
      'Abstract Interpretation shines.',
    );
  });

  test('with Greek letters as ISO names them has the letters', async () => {
    expect((await reading(article(''))).papers[0]!.title).toBe('The ρ-Lamps');
  });
});

test('a text with JATS markup in any format loses the heading of its abstract', async () => {
  const { papers } = await reading(
    'TY  - JOUR\nTI  - Lamps\nAB  - <jats:title>Abstract</jats:title><jats:p>They shine.</jats:p>\nER  - \n',
  );
  expect(papers[0]!.abstract).toBe('They shine.');
});

test('a reference in RIS whose type line has fewer blanks than the rest is read', async () => {
  const { papers, problems } = await reading('TY -  BOOK\nTI  - Lamps\nAB  - They shine.\nOR - odds\nER  - \n');
  expect([papers, problems]).toMatchObject([[{ title: 'Lamps', abstract: 'They shine. OR - odds' }], []]);
});

test('BibLaTeX’s own style macros leave their argument', async () => {
  const { papers } = await reading('@book{a, title = {The \\mkbibemph{Alexiad} read}}\n');
  expect(papers[0]!.title).toBe('The Alexiad read');
});

describe('Zotero’s JSON', () => {
  test('keeps the year of a date whose month and day are zeros', async () => {
    const { papers } = await reading(
      JSON.stringify([
        { meta: { parsedDate: '1993-00-00' }, data: { itemType: 'book', title: 'Lamps', creators: [] } },
      ]),
    );
    expect(papers).toMatchObject([{ published: '1993' }]);
  });

  test('takes “extra” as a list of lines', async () => {
    const { papers, problems } = await reading(
      JSON.stringify([{ itemType: 'book', title: 'Lamps', creators: [], extra: ['note', 'PMID: 123456'] }]),
    );
    expect([papers, problems]).toMatchObject([[{ identifiers: { pubmed: '123456' } }], []]);
  });
});

describe('DOAJ’s JSON', () => {
  test('of one article over many lines is one object, though objects in it have lines of their own', async () => {
    const { format, papers, problems } = await reading(`{
  "id": "x",
  "bibjson": {
    "identifier": [
      {"type": "doi", "id": "10.5072/1"},
      {"type": "pissn", "id": "1234-5678"}
    ],
    "title": "Lamps",
    "author": [{"name": "Ada Stone"}]
  }
}
`);
    expect([format, problems]).toEqual(['doaj', []]);
    expect(papers).toMatchObject([{ title: 'Lamps', authors: ['Ada Stone'], identifiers: { doi: '10.5072/1' } }]);
  });
});

describe('DataCite’s JSON', () => {
  const work = {
    doi: '10.5072/1',
    types: { resourceTypeGeneral: 'Software' },
    titles: [{ title: 'Lamps' }],
    creators: [],
  };

  test('loses a field of another shape and keeps the paper', async () => {
    const { papers, incomplete } = await reading(JSON.stringify({ ...work, dates: { date: '2017' } }));
    expect(papers).toMatchObject([{ title: 'Lamps', identifiers: { doi: '10.5072/1' } }]);
    expect(incomplete).toEqual([{ line: 1, reason: '“dates” cannot be read; the paper is read without it' }]);
  });

  test('is read with keys in their older spelling', async () => {
    const { types: _, ...rest } = work;
    const { format, papers } = await reading(
      JSON.stringify({ ...rest, 'publication-year': '2017', 'schema-version': '4' }),
    );
    expect([format, papers[0]!.published]).toEqual(['datacite', '2017']);
  });
});

describe('a subtitle', () => {
  const bibtex = async (subtitle: string) =>
    (await reading(`@book{a, title = {Lamps that shine}, subtitle = {${subtitle}}}\n`)).papers[0]!.title;

  test('stands behind its title', async () => {
    expect(await bibtex('A study')).toBe('Lamps that shine: A study');
  });

  test('that the title already contains is not repeated', async () => {
    expect(await bibtex('That Shine')).toBe('Lamps that shine');
  });

  test('without a title is the title', async () => {
    const { papers } = await reading('@book{a, subtitle = {A study of lamps}, year = 2020}\n');
    expect(papers[0]!.title).toBe('A study of lamps');
  });
});

test('the date of a paper in Europe PMC is its first day, but not that of a later scan', async () => {
  const published = async (first: string, pubYear: string) =>
    (await reading(JSON.stringify([{ title: 'Lamps', authorString: 'A', firstPublicationDate: first, pubYear }])))
      .papers[0]!.published;
  expect(await published('2025-12-20', '2026')).toBe('2025-12-20');
  expect(await published('2025-07-01', '1993')).toBe('1993');
});

test('descriptions of DataCite in several parts are one abstract', async () => {
  const record = {
    titles: [{ title: 'Lamps' }],
    creators: [],
    schemaVersion: '4',
    descriptions: [{ description: ['They shine.', 'They sleep.'], descriptionType: 'Abstract' }],
  };
  expect((await reading(JSON.stringify(record))).papers).toMatchObject([{ abstract: 'They shine. They sleep.' }]);
});

test('names in a feed are turned round', async () => {
  const { papers } = await reading(
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Lamps</title><author><name>Stone, Ada</name></author></entry></feed>',
  );
  expect(papers[0]!.authors).toEqual(['Ada Stone']);
});

test('the authors of an entry in a feed are those under either name, each once', async () => {
  const { papers } = await reading(
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Lamps</title><author><name>Ada One</name></author>' +
      '<dc:creator>Ada One</dc:creator><dc:creator>Ben Two</dc:creator></entry></feed>',
  );
  expect(papers).toMatchObject([{ authors: ['Ada One', 'Ben Two'] }]);
});

test('a reference in RIS with a PubMed id in a line of its own is no record of PubMed', async () => {
  const { format, papers } = await reading('TY  - JOUR\nTI  - Lamps\nPY  - 2020\nPMID - 12345678\nER  - \n');
  expect([format, papers]).toMatchObject(['ris', [{ title: 'Lamps', published: '2020' }]]);
});

test('authors on a saved page of arXiv that belong to no paper are reported', async () => {
  const { rejected } = await reading(
    "<html><title>arXiv.org</title><div class='list-authors'><a>Ada One</a></div>\n<dl id='articles'>" +
      "<dt><a href='/abs/2501.00001'>x</a></dt><dd><div class='list-title mathjax'>Title: Lamps</div></dd></dl></html>",
  );
  expect(rejected).toEqual([{ line: 1, reason: 'a title, an abstract or authors without a paper' }]);
});

test('a record of dblp by itself is read', async () => {
  const { format, papers } = await reading(
    '<article mdate="2020-01-01" key="journals/lamps/One20"><author>Ada One</author><title>Lamps.</title></article>',
  );
  expect([format, papers]).toMatchObject(['dblp', [{ title: 'Lamps', authors: ['Ada One'] }]]);
});
