/** Fields that exports of databases and programs have in places of their own. */
import { expect, test } from 'vitest';
import { reading } from './reading.js';

const lines = (...all: string[]) => `${all.join('\n')}\n`;

test('PubMed’s table ends titles and lists of names with a full stop, and parts groups from people by a semicolon', async () => {
  const { papers } = await reading(
    lines(
      'PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI',
      '"77","[Lamps in the dark].","Adler AB, Okafor C; Lamp Group.","J Lamps. 2020 Mar 5;3(4):1-9.","Adler AB","J Lamps","2020","2020/03/05","","",""',
      '"78","Lamps at noon.","Okafor C.","J Lamps. 2020;3(5):1.","Okafor C","J Lamps","2020","2020/03/05","","",""',
    ),
  );
  expect(papers.map(({ title, authors }) => [title, authors])).toEqual([
    ['Lamps in the dark', ['Adler AB', 'Okafor C', 'Lamp Group']],
    ['Lamps at noon', ['Okafor C']],
  ]);
});

test('Google Scholar’s table of a profile has the journal as the publication, and the issue as the number', async () => {
  const { papers } = await reading(
    lines(
      'Authors,Title,Publication,Volume,Number,Pages,Year,Publisher',
      '"Adler, Ann; Okafor, Chidi; ",Lamps,J Lamps,3,4,1-9,2020,Press',
    ),
  );
  expect(papers[0]).toMatchObject({
    venue: 'J Lamps',
    volume: '3',
    issue: '4',
    authors: ['Ann Adler', 'Chidi Okafor'],
  });
  const rows = await reading(lines('number,title,abstract,publication', '1,Lamps,Bright.,J Lamps'));
  expect(rows.papers[0]).not.toHaveProperty('issue');
});

test('tables of Cochrane, Embase, the Lens, IEEE and Publish or Perish have ids and addresses under names of their own', async () => {
  const read = async (header: string, row: string) =>
    (await reading(lines(`Title,Abstract,${header}`, `Lamps,Bright.,${row}`))).papers[0]!;
  expect((await read('PubMed ID', 'PUBMED 77')).identifiers).toEqual({ pubmed: '77' });
  expect((await read('MEDLINE PMID', '77 (http://www.ncbi.nlm.nih.gov/pubmed/77)')).identifiers).toEqual({
    pubmed: '77',
  });
  for (const name of ['External URL', 'PDF Link', 'ArticleURL'])
    expect((await read(name, 'https://lamps.test/1')).url).toBe('https://lamps.test/1');
  expect((await read('Conference Name', 'Lamps 2020')).venue).toBe('Lamps 2020');
  expect((await read('Proceedings Title,Conference Name', 'Proc. Lamps,Lamps 2020')).venue).toBe('Proc. Lamps');
});

test('keywords stand in brackets, or as a list that Python wrote', async () => {
  const keywords = async (cell: string) =>
    (await reading(lines('title,abstract,keywords', `Lamps,Bright.,"${cell}"`))).papers[0]!.keywords;
  expect(await keywords('[*Light; Night]')).toEqual(['Light', 'Night']);
  expect(await keywords("['light, red', 'night']")).toEqual(['light, red', 'night']);
  expect(await keywords('[3+2] cycloaddition; night')).toEqual(['[3+2] cycloaddition', 'night']);
});

test('RIS has proceedings in C3 or T2, and the book of a chapter in BT', async () => {
  const { papers } = await reading(
    lines(
      ...['TY  - CONF', 'TI  - Lamps', 'C3  - Proceedings of Lamps', 'ER  - '],
      ...['TY  - CONF', 'TI  - Lamps', 'T2  - Lamps 2020', 'C3  - Proceedings of Lamps', 'ER  - '],
      ...['TY  - CHAP', 'TI  - Lamps', 'BT  - The Book of Lamps', 'ER  - '],
      ...['TY  - BOOK', 'BT  - The Book of Lamps', 'ER  - '],
      ...['TY  - JOUR', 'TI  - Lamps', 'C3  - 12', 'JF  - J Lamps', 'ER  - '],
    ),
  );
  expect(papers.map(({ title, venue }) => [title, venue])).toEqual([
    ['Lamps', 'Proceedings of Lamps'],
    ['Lamps', 'Lamps 2020'],
    ['Lamps', 'The Book of Lamps'],
    ['The Book of Lamps', null],
    ['Lamps', 'J Lamps'],
  ]);
});

test('the ACL Anthology’s references for EndNote have proceedings as a series', async () => {
  const { papers } = await reading(
    lines(
      ...['%0 Conference Proceedings', '%T Lamps', '%A Adler, Ann', '%S Proceedings of Lamps', '%D 2020', ''],
      ...['%0 Book', '%T Candles', '%S Lamp Books', '%D 2020', ''],
    ),
  );
  expect(papers.map(({ venue }) => venue)).toEqual(['Proceedings of Lamps', null]);
});

test('an item of Zotero may have the name of the conference only', async () => {
  const item = {
    itemType: 'conferencePaper',
    title: 'Lamps',
    creators: [],
    proceedingsTitle: '',
    conferenceName: 'Lamps 2020',
  };
  const { format, papers } = await reading(JSON.stringify([item, { ...item, proceedingsTitle: 'Proc. Lamps' }]));
  expect(format).toBe('zotero');
  expect(papers.map(({ venue }) => venue)).toEqual(['Lamps 2020', 'Proc. Lamps']);
});

test('Crossref has subtitles apart from titles', async () => {
  const work = { DOI: '10.1000/l.1', type: 'journal-article', title: ['Lamps'], issued: { 'date-parts': [[2020]] } };
  const works = [
    { ...work, subtitle: ['A <i>new</i> light'] },
    { ...work, title: ['Lamps: a new light'], subtitle: ['A new light'] },
    { ...work, subtitle: [] },
  ];
  const { papers } = await reading(JSON.stringify({ status: 'ok', message: { items: works } }));
  expect(papers.map(({ title }) => title)).toEqual(['Lamps: A new light', 'Lamps: a new light', 'Lamps']);
});

test('OpenAlex has some names inverted', async () => {
  const work = {
    id: 'https://openalex.org/W1',
    title: 'Lamps',
    publication_year: 2020,
    authorships: [{ author: { display_name: 'Adler, Ann' } }, { author: { display_name: 'Chidi Okafor' } }],
  };
  expect((await reading(JSON.stringify({ results: [work] }))).papers[0]!.authors).toEqual([
    'Ann Adler',
    'Chidi Okafor',
  ]);
});

test('authors whose names are hidden during a review are none', async () => {
  const content = { title: { value: 'Lamps' }, abstract: { value: 'Bright.' }, authors: { value: ['Anonymous'] } };
  const { papers } = await reading(JSON.stringify({ notes: [{ id: 'a', forum: 'a', content }] }));
  expect(papers[0]).toMatchObject({ authors: [], by: null });
});

test('eLife’s JATS has the day of publication under a name of its own', async () => {
  const { papers } = await reading(`<article article-type="research-article"><front><journal-meta/><article-meta>
<title-group><article-title>Lamps</article-title></title-group>
<pub-date pub-type="collection"><year>2020</year></pub-date>
<pub-date date-type="publication"><day>07</day><month>02</month><year>2020</year></pub-date>
</article-meta></front></article>`);
  expect(papers[0]!.published).toBe('2020-02-07');
});

test('dblp’s page of a person has the person beside the papers, and titles with markup', async () => {
  const { papers, problems } = await reading(`<?xml version="1.0"?>
<dblpperson name="Ann Adler" pid="1/2" n="1">
<person key="homepages/1/2" mdate="2020-01-01"><author pid="1/2">Ann Adler</author></person>
<r><article key="journals/l/1"><author>Ann Adler</author><title>Lamps.</title><year>2020</year></article></r>
</dblpperson>`);
  expect(problems).toEqual([]);
  expect(papers.map(({ title }) => title)).toEqual(['Lamps']);
  const info = { title: 'On O(<i>n</i>) &amp; lamps.', authors: { author: { text: 'Ann Adler' } }, year: '2020' };
  const answer = { result: { query: 'dblp', hits: { hit: [{ info, url: 'https://dblp.org/rec/1' }] } } };
  expect((await reading(JSON.stringify(answer))).papers[0]!.title).toBe('On O(n) & lamps');
});

test('arXiv ids stand as the volume, or as the number of a preprint', async () => {
  const { papers } = await reading(
    lines(
      '@article{a, title={Lamps}, journal={ArXiv}, year={2020}, volume={abs/2001.00001}}',
      '@misc{b, title = {Candles}, year = {2021}, number = {{arXiv}:2101.00002}, publisher = {arXiv}}',
      '@article{c, title = {Wicks}, journal = {J Lamps}, volume = {3}, number = {4}}',
    ),
  );
  expect(papers.map(({ identifiers, volume, issue }) => [identifiers, volume, issue])).toEqual([
    [{ arxiv: '2001.00001' }, undefined, undefined],
    [{ arxiv: '2101.00002' }, undefined, undefined],
    [{}, '3', '4'],
  ]);
  const ris = lines('TY  - JOUR', 'TI  - Lamps', 'JO  - CoRR', 'VL  - abs/2001.00001', 'ER  - ');
  expect((await reading(ris)).papers[0]!.identifiers).toEqual({ arxiv: '2001.00001' });
});
