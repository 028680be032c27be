/** The people of an edited volume are its editors, in every format that names them. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

const json = (value: unknown) => JSON.stringify([value]);
const xml = (body: string) => `<?xml version="1.0"?>\n${body}`;

/** Ada Stone edits “Lamps”. */
const VOLUMES: readonly (readonly [format: string, text: string])[] = [
  ['bibtex', '@proceedings{a, title = {Lamps}, editor = {Stone, Ada}, year = 2020}\n'],
  ['ris', 'TY  - BOOK\nTI  - Lamps\nED  - Stone, Ada\nPY  - 2020\nER  - \n'],
  ['ris', 'TY  - EDBOOK\nTI  - Lamps\nA2  - Stone, Ada\nPY  - 2020\nER  - \n'],
  ['csl-json', json({ type: 'book', title: 'Lamps', issued: '2020', editor: [{ family: 'Stone', given: 'Ada' }] })],
  ['json', json({ title: 'Lamps', type: 'book', editors: ['Ada Stone'], year: 2020 })],
  ['csv', 'Item Type,Author,Title,Publication Year,Editor\nbook,,Lamps,2020,"Stone, Ada"\n'],
  ['nbib', 'PMID- 31000000\nFED - Stone, Ada\nED  - Stone A\nBTI - Lamps\nPT  - Book\nDP  - 2020\n'],
  ['endnote', '%0 Edited Book\n%T Lamps\n%E Stone, Ada\n%D 2020\n'],
  ['refworks', 'RT Book, Edited\nT1 Lamps\nA2 Stone, Ada\nYR 2020\n'],
  ['wos', 'FN Clarivate\nVR 1.0\nPT B\nBE Stone, Ada\nTI Lamps\nSO Lamps\nPY 2020\nER\nEF\n'],
  [
    'endnote-xml',
    xml(
      '<xml><records><record><ref-type name="Edited Book">28</ref-type><contributors><secondary-authors>' +
        '<author>Stone, Ada</author></secondary-authors></contributors><titles><title>Lamps</title></titles>' +
        '<dates><year>2020</year></dates></record></records></xml>',
    ),
  ],
  [
    'dblp',
    xml(
      '<dblp><proceedings key="conf/lamp/2020"><editor>Ada Stone 0001</editor><title>Lamps</title>' +
        '<booktitle>LAMP</booktitle><year>2020</year></proceedings></dblp>',
    ),
  ],
  [
    'mods',
    xml(
      '<mods><titleInfo><title>Lamps</title></titleInfo><name type="personal"><namePart>Stone, Ada</namePart>' +
        '<role><roleTerm type="code">edt</roleTerm></role></name><genre>book</genre></mods>',
    ),
  ],
  [
    'marcxml',
    xml(
      '<record><leader>00000nam a2200000</leader><datafield tag="245"><subfield code="a">Lamps</subfield></datafield>' +
        '<datafield tag="700"><subfield code="a">Stone, Ada</subfield><subfield code="e">editor</subfield></datafield>' +
        '<datafield tag="700"><subfield code="a">Fog, Cy</subfield><subfield code="e">translator</subfield></datafield>' +
        '</record>',
    ),
  ],
  [
    'datacite',
    json({
      titles: [{ title: 'Lamps' }],
      creators: [],
      contributors: [
        { name: 'Fog, Cy', contributorType: 'Translator' },
        { name: 'Stone, Ada', contributorType: 'Editor' },
      ],
      types: { resourceTypeGeneral: 'Book' },
      publisher: 'Lamp House',
      publicationYear: 2020,
    }),
  ],
  [
    'zbmath',
    json({
      title: { title: 'Lamps' },
      contributors: { authors: [], editors: [{ name: 'Stone, Ada' }] },
      document_type: { description: 'book' },
      msc: [],
      year: '2020',
    }),
  ],
  [
    'pubmed-xml',
    xml(
      '<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>31000000</PMID><Book><BookTitle>Lamps</BookTitle>' +
        '<AuthorList Type="editors"><Author><LastName>Stone</LastName><ForeName>Ada</ForeName></Author></AuthorList>' +
        '</Book></BookDocument></PubmedBookArticle></PubmedArticleSet>',
    ),
  ],
  [
    'zotero',
    json({
      itemType: 'book',
      title: 'Lamps',
      creators: [
        { creatorType: 'translator', name: 'Cy Fog' },
        { creatorType: 'editor', name: 'Ada Stone' },
      ],
    }),
  ],
];

test.each(VOLUMES)('an edited volume in %s has its editors: %s', async (format, text) => {
  const read = await reading(text);
  expect([read.format, read.problems]).toEqual([format, []]);
  expect(read.papers).toMatchObject([{ title: 'Lamps', authors: ['Ada Stone'], by: 'Ada Stone' }]);
});

describe('editors are left out', () => {
  const authors = async (text: string) => (await reading(text)).papers.map((paper) => paper.authors);

  test('where there are authors', async () => {
    expect(await authors('@book{a, title = {Lamps}, author = {Fog, Cy}, editor = {Stone, Ada}}\n')).toEqual([
      ['Cy Fog'],
    ]);
  });

  test('where Ovid has the date of entry under their tag', async () => {
    const text = '<1>\nVN  - Ovid Technologies\nUI  - 31000000\nTI  - Lamps\nED  - 20190503\nYR  - 2019\n';
    expect(await authors(text)).toEqual([[]]);
  });

  test('of a chapter, a paper and an article, for they edit the whole', async () => {
    expect(
      await authors(
        '@incollection{a, title = {Preface}, booktitle = {Lamps}, editor = {Stone, Ada}}\n' +
          '@inproceedings{b, title = {Welcome}, booktitle = {Lamps}, editor = {Stone, Ada}}\n' +
          '@article{c, title = {News}, journal = {Lamps}, editor = {Stone, Ada}}\n',
      ),
    ).toEqual([[], [], []]);
    expect(await authors('title,journal,editor\nNews,Lamps,"Stone, Ada"\n')).toEqual([[]]);
  });
});
