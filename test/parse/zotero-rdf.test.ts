/** Libraries exported from Zotero as RDF, written here as Zotero writes them. */
import { describe, expect, test } from 'vitest';
import { writePapers } from '../../src/present/export/index.js';
import { aPaper } from '../support/papers.js';
import { reading } from './reading.js';

const library = (resources: string) => `<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#">
${resources}
</rdf:RDF>
`;
const person = (surname: string, given: string) =>
  `<rdf:li><foaf:Person><foaf:surname>${surname}</foaf:surname><foaf:givenName>${given}</foaf:givenName></foaf:Person></rdf:li>`;
const article = (address: string, title: string, more = '') =>
  `<bib:Article rdf:about="${address}">
  <z:itemType>journalArticle</z:itemType>
  <dc:title>${title}</dc:title>
  ${more}
</bib:Article>`;

describe('a library of Zotero in RDF', () => {
  test('gives title, abstract, date, people, address and identifiers', async () => {
    const { format, papers, problems } = await reading(
      library(
        article(
          'https://hail.test/1',
          'Hail &amp; Tin',
          `<dcterms:isPartOf><bib:Journal><dc:title>Journal of Hail</dc:title><dc:identifier>DOI 10.1000/HAIL</dc:identifier></bib:Journal></dcterms:isPartOf>
<bib:editors><rdf:Seq>${person('Editor', 'Ed')}</rdf:Seq></bib:editors>
<bib:authors><rdf:Seq>${person('Stone', 'Ada')}${person('van Lamp', 'Bo')}</rdf:Seq></bib:authors>
<dc:identifier><dcterms:URI><rdf:value>https://hail.test/1</rdf:value></dcterms:URI></dc:identifier>
<dc:date>2021-03-04</dc:date>
<dc:description>arXiv: 2103.00001 [physics]
PMID: 123456</dc:description>
<dcterms:abstract>They fall.</dcterms:abstract>`,
        ),
      ),
    );
    expect([format, problems]).toEqual(['zotero-rdf', []]);
    expect(papers).toMatchObject([
      {
        title: 'Hail & Tin',
        abstract: 'They fall.',
        published: '2021-03-04',
        authors: ['Ada Stone', 'Bo van Lamp'],
        venue: 'Journal of Hail',
        url: 'https://hail.test/1',
        identifiers: { doi: '10.1000/hail', arxiv: '2103.00001', pubmed: '123456' },
        place: { line: 6 },
      },
    ]);
  });

  test('finds the journal of a paper behind it, by its address', async () => {
    const { papers } = await reading(
      library(`${article('#1', 'Hail', '<dcterms:isPartOf rdf:resource="urn:issn:1"/>')}
<bib:Journal rdf:about="urn:issn:1"><dc:title>Weather</dc:title><dc:identifier>DOI 10.1000/1</dc:identifier></bib:Journal>`),
    );
    expect(papers).toMatchObject([{ title: 'Hail', venue: 'Weather', identifiers: { doi: '10.1000/1' } }]);
  });

  test('gives collections as tags, and passes over files and notes', async () => {
    const { papers, problems } = await reading(
      library(`${article('#1', 'Hail')}
${article('#2', 'Rain')}
<z:Attachment rdf:about="#3"><z:itemType>attachment</z:itemType><dc:title>Full text</dc:title></z:Attachment>
<bib:Memo rdf:about="#4"><rdf:value>A note</rdf:value></bib:Memo>
<z:Collection rdf:about="#c1"><dc:title>To read, {soon}</dc:title><dcterms:hasPart rdf:resource="#1"/><dcterms:hasPart rdf:resource="#c2"/></z:Collection>
<z:Collection rdf:about="#c2"><dc:title>Weather</dc:title><dcterms:hasPart rdf:resource="#1"/><dcterms:hasPart rdf:resource="#3"/></z:Collection>`),
    );
    expect(problems).toEqual([]);
    expect(papers.map(({ title, tags }) => [title, tags])).toEqual([
      ['Hail', ['To read soon', 'Weather']],
      ['Rain', undefined],
    ]);
  });

  test('loses one paper to a fault, and names it', async () => {
    const { papers, rejected } = await reading(
      library(`${article('#1', 'Hail')}
${article('#2', 'Rain <b>')}
${article('#3', 'Snow')} stray words`),
    );
    expect(papers.map(({ title }) => title)).toEqual(['Hail', 'Snow']);
    expect(rejected).toMatchObject([
      { line: 9, reason: expect.stringMatching(/not well-formed/) },
      { reason: expect.stringMatching(/this text is outside all elements/) },
    ]);
  });
});

test('two elements of RDF that have run together are rejected, not lost', async () => {
  const whole = library(`${article('#1', 'Hail')}\n${article('#2', 'Rain')}\n${article('#3', 'Snow')}`);
  const { papers, rejected } = await reading(whole.replace('rdf:about="#2"', 'rdf:_bout="#2"'));
  expect(papers.map(({ title }) => title)).toEqual(['Snow']);
  expect(rejected).toEqual([{ line: 4, reason: 'two elements are not separated here' }]);
});

test('a paper of RDF whose kind of item is not given is read', async () => {
  const { papers } = await reading(
    library(`<bib:Article rdf:about="#1"><dc:title>Hail</dc:title><dcterms:abstract>It falls.</dcterms:abstract></bib:Article>
${article('#2', 'Rain')}`),
  );
  expect(papers.map(({ title }) => title)).toEqual(['Hail', 'Rain']);
});

test('a library that paperkin wrote may be larger than one of Zotero', async () => {
  const abstract = 'It falls and falls. '.repeat(20_000);
  const papers = Array.from({ length: 45 }, (_, i) =>
    aPaper(`hail-${i}`, { abstract: `${i}: ${abstract}`, venue: 'J' }),
  );
  const file = [...writePapers(papers, 'zotero-rdf')].join('');
  expect(file.length).toBeGreaterThan(16 * 1024 * 1024);
  const twice =
    file.replace('</rdf:RDF>', '') + file.replace(/^[\s\S]*?(?=<bib:Article)/, '').replaceAll('hail-', 'rain-');
  const { papers: read, problems } = await reading(twice, { pieceBytes: 1024 * 1024 });
  expect(problems).toEqual([]);
  expect(read.length).toBe(90);
});

test('markup in the name of a journal is not its name', async () => {
  const item = {
    itemType: 'conferencePaper',
    title: 'Hail',
    creators: [],
    proceedingsTitle: '4<sup>th</sup> Day of Hail',
  };
  const { papers } = await reading(JSON.stringify([{ data: item }]));
  expect(papers[0]!.venue).toBe('4th Day of Hail');
});
