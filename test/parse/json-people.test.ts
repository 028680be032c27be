/** JSON of services that have no reader of their own: names of people and of fields, and records within records. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

const read = async (record: unknown) => reading(JSON.stringify(record, null, 1));

describe('people in JSON', () => {
  test.each([
    ['Lens', { authors: [{ first_name: 'Ada', last_name: 'Stone', initials: 'A' }] }],
    ['Figshare', { authors: [{ id: 7, full_name: 'Ada Stone', url_name: 'Ada_Stone' }] }],
    ['Springer', { creators: [{ creator: 'Stone, Ada' }] }],
    ['IEEE', { authors: { authors: [{ full_name: 'Ada Stone', author_order: 1 }] } }],
    ['Scopus', { author: [{ authid: '1', authname: 'Stone, Ada', surname: 'Stone', 'given-name': 'Ada' }] }],
    ['S2ORC', { authors: [{ first: 'Ada', middle: [], last: 'Stone', suffix: '' }] }],
    ['Unpaywall', { z_authors: [{ given: 'Ada', family: 'Stone', sequence: 'first' }] }],
  ])('of %s have their names', async (_, people) => {
    const { papers, problems } = await read([{ title: 'Lamps', ...people }]);
    expect([papers[0]!.authors, problems]).toEqual([['Ada Stone'], []]);
  });

  test('keep particles, middle names and suffixes', async () => {
    const authors = [
      { given: 'Ada', 'non-dropping-particle': 'van', family: 'Stone', suffix: 'Jr' },
      { first: 'Cy', middle: ['B.'], last: 'Fog' },
    ];
    expect((await read([{ title: 'Lamps', authors }])).papers[0]!.authors).toEqual(['Ada van Stone Jr', 'Cy B. Fog']);
  });

  test('whose names are not found are reported, unless others are', async () => {
    const { papers, incomplete } = await read([
      { title: 'Lamps', authors: [{ orcid: '0000' }] },
      { title: 'Fog', authors: [{ orcid: '0000' }, { name: 'Ada Stone' }] },
      { title: 'Rain', authors: [] },
    ]);
    expect(papers.map((paper) => paper.authors)).toEqual([[], ['Ada Stone'], []]);
    expect(incomplete.map(({ reason }) => reason)).toEqual(['“authors” cannot be read; the paper is read without it']);
  });
});

describe('records within records', () => {
  const paper = { title: 'Lamps', abstract: 'They shine.', year: 2020 };
  test.each([
    ['Elasticsearch', { took: 1, hits: { total: {}, hits: [{ _index: 'p', _id: '1', _source: paper }] } }],
    ['a dump of Elasticsearch', [{ _index: 'p', _id: '1', _source: paper }]],
    ['the JSON:API', { data: [{ id: 'abcde', type: 'preprints', attributes: paper, links: {} }], meta: {} }],
    ['rows of Hugging Face data sets', { features: [], rows: [{ row_idx: 0, row: paper, truncated_cells: [] }] }],
  ])('of %s are read', async (_, answer) => {
    const { papers, problems } = await read(answer);
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([{ title: 'Lamps', abstract: 'They shine.', published: '2020' }]);
  });
});

test('fields of Dublin Core and PRISM are read, as Scopus answers with them', async () => {
  const entry = {
    'prism:url': 'https://lamps.test/1',
    eid: '2-s2.0-1',
    'dc:title': 'Lamps',
    'dc:creator': 'Stone A.',
    'prism:publicationName': 'Journal of Lamps',
    'prism:volume': '3',
    'prism:issueIdentifier': '2',
    'prism:pageRange': '1-9',
    'prism:coverDate': '2019-05-03',
    'prism:doi': '10.1000/lamp',
    'dc:description': 'They shine.',
    author: [{ authname: 'Stone A.' }, { authname: 'Fog C.' }],
    subtypeDescription: 'Article',
  };
  const { papers, problems } = await read({ 'search-results': { 'opensearch:totalResults': '1', entry: [entry] } });
  expect(problems).toEqual([]);
  expect(papers).toMatchObject([
    {
      title: 'Lamps',
      abstract: 'They shine.',
      published: '2019-05-03',
      authors: ['Stone A.', 'Fog C.'],
      venue: 'Journal of Lamps',
      volume: '3',
      issue: '2',
      pages: '1-9',
      type: 'journal-article',
      identifiers: { doi: '10.1000/lamp' },
    },
  ]);
});
