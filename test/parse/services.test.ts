/** What services answer in JSON. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

/** As one line and laid out over many. */
const read = async (value: unknown) => {
  const whole = await reading(JSON.stringify(value, null, 2));
  const line = await reading(JSON.stringify(value));
  expect(line.papers.map(({ place: _, ...paper }) => paper)).toEqual(
    whole.papers.map(({ place: _, ...paper }) => paper),
  );
  return whole;
};

describe('Europe PMC', () => {
  const paper = {
    id: '31',
    source: 'MED',
    pmid: '31000000',
    pmcid: 'PMC6500000',
    doi: '10.1000/Lamp.1',
    title: 'Lamps in <i>dark</i> rooms.',
    authorString: 'Stone A, Hill BC.',
    authorList: {
      author: [{ fullName: 'Stone A', firstName: 'Ada', lastName: 'Stone' }, { collectiveName: 'Lamp Group' }],
    },
    journalInfo: { journal: { title: 'Journal of Lamps' } },
    pubYear: '2021',
    abstractText: '<h4>Background</h4>Lamps shine.<h4>Results</h4>p &lt; 0.05.',
    firstPublicationDate: '2021-03-04',
  };
  const expected = {
    title: 'Lamps in dark rooms',
    abstract: 'Background Lamps shine. Results p < 0.05.',
    published: '2021-03-04',
    authors: ['Ada Stone', 'Lamp Group'],
    venue: 'Journal of Lamps',
    identifiers: { doi: '10.1000/lamp.1', pubmed: '31000000' },
  };

  test('is read from its JSON, whole or short', async () => {
    const { authorList: _, journalInfo: __, ...short } = paper;
    const { format, papers, problems } = await read({
      version: '6.9',
      hitCount: 2,
      resultList: { result: [paper, { ...short, journalTitle: 'J Lamps', isOpenAccess: 'Y' }] },
    });
    expect([format, problems]).toEqual(['europe-pmc', []]);
    expect(papers).toMatchObject([expected, { authors: ['Stone A', 'Hill BC'], venue: 'J Lamps' }]);
  });

  test('is read from its XML', async () => {
    const { format, papers, problems } = await reading(`<?xml version="1.0"?>
<responseWrapper><version>6.9</version><hitCount>1</hitCount><request><queryString>lamps</queryString></request>
<resultList><result><id>31</id><pmid>31000000</pmid><doi>10.1000/lamp.1</doi><title>Lamps in &lt;i>dark&lt;/i> rooms.</title>
<authorString>Stone A.</authorString><authorList><author><fullName>Stone A</fullName><firstName>Ada</firstName><lastName>Stone</lastName></author></authorList>
<journalInfo><journal><title>Journal of Lamps</title></journal></journalInfo><abstractText>Lamps shine.</abstractText>
<firstPublicationDate>2021-03-04</firstPublicationDate></result></resultList></responseWrapper>`);
    expect([format, problems]).toEqual(['europe-pmc', []]);
    expect(papers).toMatchObject([
      { ...expected, abstract: 'Lamps shine.', authors: ['Ada Stone'], place: { line: 3 } },
    ]);
  });
});

test('bioRxiv’s API gives names parted by semicolons; “NA” is no published version', async () => {
  const { format, papers, problems } = await read({
    messages: [{ status: 'ok', count: 1 }],
    collection: [
      {
        doi: '10.1101/2021.03.04.000001',
        title: 'Lamps',
        authors: 'Stone, A.; Hill, B. C.',
        author_corresponding: 'Ada Stone',
        date: '2021-03-04',
        jatsxml: 'https://www.biorxiv.org/x.xml',
        abstract: 'They shine.',
        published: 'NA',
        server: 'bioRxiv',
      },
    ],
  });
  expect([format, problems]).toEqual(['biorxiv', []]);
  expect(papers).toMatchObject([
    { authors: ['A. Stone', 'B. C. Hill'], published: '2021-03-04', identifiers: { doi: '10.1101/2021.03.04.000001' } },
  ]);
});

test('OpenReview’s notes are papers in either version of its API, and reviews are none', async () => {
  const note = { id: 'a1', forum: 'a1', cdate: Date.UTC(2023, 8, 28), invitation: 'x', signatures: [] };
  const content = { title: 'Lamps', abstract: 'They shine.', authors: ['Ada Stone'], venue: 'ICLR 2024' };
  const wrapped = Object.fromEntries(Object.entries(content).map(([key, value]) => [key, { value }]));
  const { format, papers, rejected } = await read({
    notes: [
      { ...note, content },
      { ...note, id: 'b2', forum: 'b2', content: wrapped },
      { ...note, id: 'c3', replyto: 'a1', content: { title: 'Official review', review: 'Fine.' } },
    ],
    count: 3,
  });
  const paper = { title: 'Lamps', abstract: 'They shine.', authors: ['Ada Stone'], published: '2023-09-28' };
  expect(format).toBe('openreview');
  expect(papers).toMatchObject([{ ...paper, url: 'https://openreview.net/forum?id=a1', venue: 'ICLR 2024' }, paper]);
  expect(rejected).toMatchObject([{ reason: 'this note is a reply to a paper' }]);
});

test('DataCite’s title has no type, and its abstract is the description of that kind', async () => {
  const attributes = {
    doi: '10.5061/LAMP',
    creators: [
      { name: 'Stone, Ada', nameType: 'Personal' },
      { name: 'Lamp House, Inc', nameType: 'Organizational' },
    ],
    titles: [{ title: 'Lampen', titleType: 'TranslatedTitle' }, { title: 'Lamps' }],
    publisher: { name: 'Dryad' },
    publicationYear: 2021,
    descriptions: [
      { description: 'CSV files', descriptionType: 'TechnicalInfo' },
      { description: 'They <b>shine</b>.', descriptionType: 'Abstract' },
    ],
    dates: [{ date: '2021-03-04', dateType: 'Issued' }],
    relatedIdentifiers: [],
  };
  const { format, papers, problems } = await read({ data: [{ id: '10.5061/lamp', type: 'dois', attributes }] });
  expect([format, problems]).toEqual(['datacite', []]);
  const expected = {
    title: 'Lamps',
    abstract: 'They shine.',
    published: '2021-03-04',
    authors: ['Ada Stone', 'Lamp House, Inc'],
    venue: 'Dryad',
    identifiers: { doi: '10.5061/lamp' },
  };
  expect(papers).toMatchObject([expected]);
  expect((await read({ data: { id: '10.5061/lamp', type: 'dois', attributes } })).papers).toMatchObject([expected]);
});

test('INSPIRE keeps titles, abstracts and identifiers in lists, and may cut the list of authors', async () => {
  const metadata = {
    control_number: 12345,
    author_count: 3000,
    titles: [{ title: 'Mass of the $W$ boson', source: 'arXiv' }, { title: 'Mass of the W boson' }],
    abstracts: [{ value: 'We weigh <math display="inline"><mi>W</mi></math> bosons.', source: 'APS' }],
    authors: [{ full_name: 'Stone, Ada' }],
    collaborations: [{ value: 'LAMP' }],
    dois: [{ value: '10.1000/lamp' }],
    arxiv_eprints: [{ value: '2204.05999', categories: ['hep-ex'] }],
    publication_info: [{ journal_title: 'Phys.Rev.D', journal_volume: '98', journal_issue: '12', artid: '123004' }],
    earliest_date: '2022-04-12',
  };
  const links = { self: 'https://inspirehep.net/api/literature/12345' };
  const { format, papers, problems } = await read({ hits: { hits: [{ id: '12345', links, metadata }], total: 1 } });
  expect(problems).toEqual([]);
  expect(format).toBe('inspire');
  expect(papers).toMatchObject([
    {
      title: 'Mass of the $W$ boson',
      abstract: 'We weigh W bosons.',
      authors: ['Ada Stone', 'LAMP Collaboration', 'et al.'],
      published: '2022-04-12',
      venue: 'Phys.Rev.D',
      volume: '98',
      issue: '12',
      pages: '123004',
      url: 'https://inspirehep.net/literature/12345',
      identifiers: { doi: '10.1000/lamp', arxiv: '2204.05999' },
    },
  ]);
});

test('DOAJ keeps its articles under “bibjson”', async () => {
  const bibjson = {
    title: 'Lamps',
    abstract: 'They shine.',
    year: '2021',
    month: '3',
    author: [{ name: 'Ada Stone' }],
    journal: { title: 'Journal of Lamps' },
    identifier: [
      { type: 'eissn', id: '1' },
      { type: 'doi', id: '10.1000/lamp' },
    ],
  };
  const { format, papers } = await read({ total: 1, results: [{ id: 'x', bibjson }] });
  expect(format).toBe('doaj');
  expect(papers).toMatchObject([
    { title: 'Lamps', published: '2021-03', authors: ['Ada Stone'], identifiers: { doi: '10.1000/lamp' } },
  ]);
});

test('zbMATH’s summary goes before a review, and names are set upright', async () => {
  const { format, papers } = await read({
    result: [
      {
        title: { title: 'On lamps', subtitle: 'a survey' },
        contributors: { authors: [{ name: 'Stone, Ada', codes: [] }] },
        editorial_contributions: [
          { contribution_type: 'review', text: 'A reviewer’s words.' },
          { contribution_type: 'summary', text: 'Summary: They shine.' },
        ],
        year: '2021',
        links: [{ type: 'arxiv', identifier: '2101.00001' }],
        source: { series: [{ title: 'J. Lamps' }] },
        zbmath_url: 'https://zbmath.org/1',
      },
    ],
    status: { nr_total_results: 1 },
  });
  expect(format).toBe('zbmath');
  expect(papers).toMatchObject([
    {
      title: 'On lamps: a survey',
      abstract: 'They shine.',
      authors: ['Ada Stone'],
      identifiers: { arxiv: '2101.00001' },
    },
  ]);
});

test('Lens lists identifiers with their kinds', async () => {
  const record = {
    lens_id: '100-200-300-400-500',
    title: 'Lamps of ports',
    abstract: 'We count lamps.',
    date_published: '2021-03-04T00:00:00.000000+00:00',
    authors: [{ first_name: 'Ada', last_name: 'Stone', initials: 'A' }],
    external_ids: [
      { type: 'magid', value: '20' },
      { type: 'pmid', value: 31000000 },
      { type: 'doi', value: '10.1000/Lamp.7' },
      { type: 'doi' },
    ],
    source: { title: 'Journal of Lamps', issn: [{ type: 'print', value: '12345678' }] },
  };
  const { papers, problems } = await read({ total: 1, data: [record] });
  expect(problems).toEqual([]);
  expect(papers).toMatchObject([
    { venue: 'Journal of Lamps', identifiers: { doi: '10.1000/lamp.7', pubmed: '31000000' } },
  ]);
});

test('CORE lists journals', async () => {
  const record = { id: 12345, title: 'Ropes', abstract: 'Old.', doi: '10.1000/rope', journals: [{ title: 'Knots' }] };
  const journals = [{ title: null, identifiers: ['1234-5678'] }, { title: 'Sails' }];
  const { papers, problems } = await read({
    totalHits: 3,
    results: [record, { ...record, id: 2, doi: null, journals: [] }, { ...record, id: 3, doi: null, journals }],
  });
  expect(papers.map(({ venue }) => venue)).toEqual(['Knots', null, 'Sails']);
  expect(problems).toEqual([]);
});

describe('dblp', () => {
  test('writes records of several kinds, numbers people of one name, and has pages of people', async () => {
    const { format, papers, problems } = await reading(`<?xml version="1.0"?>
<dblp>
<article key="journals/corr/abs-2101-00001" publtype="informal"><author>Ada Stone 0001</author><author>J&ouml;rg Hill</author>
<title>Lamps <i>in</i> fog.</title><volume>abs/2101.00001</volume><year>2021</year><journal>CoRR</journal><ee type="oa">https://doi.org/10.48550/arXiv.2101.00001</ee></article>
<inproceedings key="conf/x/1"><author>Ada Stone 0001</author><title>Do lamps learn?</title><year>2020</year><booktitle>LAMP</booktitle></inproceedings>
<www key="homepages/1"><author>Ada Stone 0001</author><title>Home Page</title></www>
</dblp>`);
    expect([format, problems]).toEqual(['dblp', []]);
    expect(papers).toMatchObject([
      {
        title: 'Lamps in fog',
        authors: ['Ada Stone', 'Jörg Hill'],
        published: '2021',
        identifiers: { arxiv: '2101.00001' },
      },
      { title: 'Do lamps learn?', venue: 'LAMP' },
    ]);
  });

  test('answers a search with one author or many', async () => {
    const hit = (info: object) => ({ '@score': '1', info });
    const { format, papers, problems } = await read({
      result: {
        query: 'lamps',
        hits: {
          '@total': '2',
          hit: [
            hit({
              authors: { author: { '@pid': '1', text: 'Ada Stone 0001' } },
              title: 'Lamps &amp; fog.',
              year: '2021',
              url: 'https://dblp.org/rec/1',
            }),
            hit({
              authors: { author: [{ text: 'A B' }, { text: 'C D' }] },
              title: 'More.',
              venue: ['X', 'Y'],
              doi: '10.1000/X',
            }),
          ],
        },
      },
    });
    expect([format, problems]).toEqual(['dblp', []]);
    expect(papers).toMatchObject([
      { title: 'Lamps & fog', authors: ['Ada Stone'], published: '2021' },
      { title: 'More', authors: ['A B', 'C D'], venue: 'X', identifiers: { doi: '10.1000/x' } },
    ]);
  });
});

describe('Zotero', () => {
  const item = {
    itemType: 'journalArticle',
    title: 'Lamps',
    creators: [
      { creatorType: 'editor', firstName: 'Ed', lastName: 'Itor' },
      { creatorType: 'author', firstName: 'Ada', lastName: 'Stone' },
      { creatorType: 'author', name: 'Lamp Group' },
    ],
    abstractNote: 'They shine.',
    publicationTitle: 'Journal of Lamps',
    date: '03/04/2021',
    DOI: '10.1000/lamp',
    extra: 'arXiv:2101.00001 [cs]\nPMID: 31000000',
  };
  const paper = {
    title: 'Lamps',
    authors: ['Ada Stone', 'Lamp Group'],
    venue: 'Journal of Lamps',
    identifiers: { doi: '10.1000/lamp', arxiv: '2101.00001', pubmed: '31000000' },
  };

  test('answers with items under “data”; files and notes are no papers', async () => {
    const { format, papers, problems } = await read([
      { key: 'A', library: {}, meta: { parsedDate: '2021-03-04' }, data: item },
      { key: 'B', library: {}, meta: {}, data: { itemType: 'attachment', title: 'Full text PDF' } },
      { key: 'C', library: {}, meta: {}, data: { itemType: 'note', note: '<p>x</p>' } },
    ]);
    expect([format, problems]).toEqual(['zotero', []]);
    expect(papers).toMatchObject([{ ...paper, published: '2021-03-04' }]);
  });

  test.each([
    [{ itemType: 'encyclopediaArticle', encyclopediaTitle: 'All of Lamps' }, { venue: 'All of Lamps' }],
    [{ itemType: 'dictionaryEntry', dictionaryTitle: 'Words of Lamps' }, { venue: 'Words of Lamps' }],
    [{ itemType: 'blogPost', blogTitle: 'Lamp Blog' }, { venue: 'Lamp Blog' }],
    [{ itemType: 'patent', issueDate: '2019-03-02' }, { published: '2019-03-02' }],
    [{ itemType: 'patent', date: '', issueDate: '2019-03-02' }, { published: '2019-03-02' }],
    [{ itemType: 'case', dateDecided: '2018' }, { published: '2018' }],
    [{ itemType: 'statute', dateEnacted: '2017' }, { published: '2017' }],
    [{ itemType: 'case', title: '', caseName: 'Lamp v. Fog' }, { title: 'Lamp v. Fog' }],
    [{ itemType: 'email', title: ' ', caseName: '', subject: 'On lamps' }, { title: 'On lamps' }],
  ])('has fields with a name of their own in %j', async (fields, expected) => {
    const { papers } = await read([{ title: 'Lamps', creators: [], ...fields }]);
    expect(papers).toMatchObject([{ title: 'Lamps', ...expected }]);
  });

  test('is read as Better BibTeX writes it', async () => {
    const { format, papers } = await read({ config: { id: 'x' }, version: {}, collections: {}, items: [item] });
    expect(format).toBe('zotero');
    expect(papers).toMatchObject([{ ...paper, published: '2021' }]);
  });
});

describe('CSL-JSON and Crossref', () => {
  test('keep markup out of texts, and take identifiers that Zotero noted', async () => {
    const { format, papers, problems } = await read([
      {
        id: 'stone2021',
        type: 'article-journal',
        title: 'Lamps in <i>dark</i> rooms',
        abstract: '<jats:title>Abstract</jats:title><jats:p>They shine at p &lt; 0.05.</jats:p>',
        author: [{ family: 'Jong', given: 'Ada', 'non-dropping-particle': 'de' }, { literal: 'Lamp Group' }],
        'container-title': 'Journal of Lamps',
        issued: { 'date-parts': [[2021, 3, 4]] },
        note: 'arXiv:2101.00001 [cs]\nPMID: 31000000',
        source: 'Zotero',
      },
    ]);
    expect([format, problems]).toEqual(['csl-json', []]);
    expect(papers).toMatchObject([
      {
        title: 'Lamps in dark rooms',
        abstract: 'They shine at p < 0.05.',
        authors: ['Ada de Jong', 'Lamp Group'],
        published: '2021-03-04',
        venue: 'Journal of Lamps',
        identifiers: { arxiv: '2101.00001', pubmed: '31000000' },
      },
    ]);
    expect(papers[0]!.givenId).toBeNull();
  });

  test('are told from zbMATH’s by more than an address of zbMATH', async () => {
    const item = {
      type: 'article',
      title: 'Lamps',
      issued: { raw: '2021' },
      author: [{ literal: 'A B' }],
      zbmath_url: 'x',
    };
    expect((await read([item])).format).toBe('csl-json');
  });

  test('name the server of a preprint as an institution', async () => {
    const work = {
      type: 'posted-content',
      title: ['Lamps'],
      institution: [{ name: 'bioRxiv' }],
      'container-title': [],
    };
    const { papers } = await read({ message: { ...work, issued: { 'date-parts': [[2021]] } } });
    expect(papers).toMatchObject([{ title: 'Lamps', venue: 'bioRxiv', type: 'preprint' }]);
  });

  test.each(['dissertation', 'report'])('do not take the institution of a %s for its venue', async (type) => {
    const work = { type, title: ['Lamps'], institution: [{ name: 'Light Institute' }], issued: { raw: '2021' } };
    const { papers } = await read({ message: { ...work, 'container-title': [] } });
    expect(papers).toMatchObject([{ title: 'Lamps', venue: null }]);
  });

  test('read a message of one work and of many', async () => {
    const work = {
      type: 'journal-article',
      title: ['Lamps'],
      author: [{ given: 'Ada', family: 'Stone', sequence: 'first' }, { name: 'Lamp Group' }],
      issued: { 'date-parts': [[2021, 3]] },
      DOI: '10.1000/lamp',
      source: 'Crossref',
      link: [{ URL: 'https://lamps.test' }],
    };
    const expected = [{ title: 'Lamps', authors: ['Ada Stone', 'Lamp Group'], published: '2021-03', venue: null }];
    const one = await read({ status: 'ok', 'message-type': 'work', message: work });
    const many = await read({ status: 'ok', 'message-type': 'work-list', message: { items: [work] } });
    expect([one.papers, many.papers]).toMatchObject([expected, expected]);
    expect([one.problems, many.problems]).toEqual([[], []]);
  });
});
