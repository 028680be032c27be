/** The type of a publication and its publisher in each format that has them. */
import { describe, expect, test } from 'vitest';
import { typeAndPublisher } from '../../src/parse/fields/publication-type.js';
import { PUBLICATION_TYPES } from '../../src/publication-types.js';
import { reading } from './reading.js';

/** Of the first paper of a file. */
async function typeOf(content: string | object) {
  const { papers, problems } = await reading(typeof content === 'string' ? content : JSON.stringify(content));
  expect(problems).toEqual([]);
  const { type, publisher, venue } = papers[0]!;
  return [type, publisher, venue];
}
const NOWHERE = { venue: null, identifiers: {} };
const known = (type: string, degree = '') => typeAndPublisher({ type, degree }, NOWHERE).type;

describe('one form of what formats write', () => {
  test('is one of the types, which are read back as themselves', () => {
    expect(PUBLICATION_TYPES.map((type) => known(type))).toEqual(PUBLICATION_TYPES);
    expect(['inproceedings', 'CPAPER', 'paper-conference', 'Proceedings Paper'].map((word) => known(word))).toEqual(
      Array(4).fill('conference-paper'),
    );
    expect(['misc', 'GEN', 'document', 'Text', 'constructor', ''].map((word) => known(word))).toEqual(
      Array(6).fill(undefined),
    );
    const addresses = ['info:eu-repo/semantics/doctoralThesis', 'http://purl.org/dc/dcmitype/Dataset'];
    expect(addresses.map((address) => known(address))).toEqual(['doctoral-thesis', 'dataset']);
  });

  test('is the most specific of several', () => {
    expect(known('Article; Proceedings Paper')).toBe('conference-paper');
    expect(known('Journal Article;Review;Randomized Controlled Trial')).toBe('journal-article');
    expect(known('Journal Article;Preprint')).toBe('preprint');
    expect(known('JournalArticle;Dataset')).toBe('journal-article');
  });

  test('says whether a thesis is a doctor’s or a master’s', () => {
    expect(
      ['PhD thesis', 'Ph.D.', 'Doctoral dissertation', 'Doktorarbeit'].map((degree) => known('thesis', degree)),
    ).toEqual(Array(4).fill('doctoral-thesis'));
    expect(['M.Sc.', 'Master’s thesis', 'mathesis', 'MA'].map((degree) => known('THES', degree))).toEqual(
      Array(4).fill('masters-thesis'),
    );
    expect([known('thesis'), known('article', 'PhD thesis')]).toEqual(['thesis', 'journal-article']);
  });

  test('calls what is on a preprint server a preprint', () => {
    expect(typeAndPublisher({ type: 'article' }, { venue: 'bioRxiv', identifiers: {} })).toEqual({ type: 'preprint' });
    expect(
      typeAndPublisher({ type: 'JOUR' }, { venue: null, identifiers: { doi: '10.48550/arxiv.2101.00001' } }),
    ).toEqual({ type: 'preprint' });
  });

  test('has no placeholder for the publisher, and no venue twice', () => {
    const of = (publisher: string) => typeAndPublisher({ publisher }, { venue: 'Lamps', identifiers: {} }).publisher;
    expect(['n/a', '-', 's.n.', 'Lamps', '[publisher not identified],', 'x'.repeat(301)].map(of)).toEqual(
      Array(6).fill(undefined),
    );
    expect(['Lamp & Sons,', 'University of\n Light :', 'Lamps Inc.'].map(of)).toEqual([
      'Lamp & Sons',
      'University of Light',
      'Lamps Inc.',
    ]);
  });
});

describe('type and publisher are read', () => {
  test('from BibTeX, with the university of a thesis and the institution of a report', async () => {
    const entry = (type: string, rest: string) => typeOf(`@${type}{a, title={Lamps}, ${rest}}`);
    expect(await entry('InProceedings', 'booktitle={P}, publisher={Lamp \\& Sons}')).toEqual([
      'conference-paper',
      'Lamp & Sons',
      'P',
    ]);
    expect(await entry('phdthesis', 'school={University of Light}')).toEqual([
      'doctoral-thesis',
      'University of Light',
      null,
    ]);
    expect(await entry('thesis', 'type={mathesis}, institution={U}')).toEqual(['masters-thesis', 'U', null]);
    expect(await entry('techreport', 'institution={Light Institute}, type={Memo}')).toEqual([
      'report',
      'Light Institute',
      null,
    ]);
    expect(await entry('misc', 'year=2020')).toEqual([undefined, undefined, null]);
  });

  test('from RIS', async () => {
    const of = (type: string, ...rest: string[]) =>
      typeOf([`TY  - ${type}`, 'TI  - Lamps', 'T2  - J', ...rest, 'ER  - ', ''].join('\n'));
    expect(await of('CHAP', 'PB  - Lamp & Sons')).toEqual(['book-chapter', 'Lamp & Sons', 'J']);
    expect(await of('THES', 'M3  - PhD', 'PB  - U')).toEqual(['doctoral-thesis', 'U', 'J']);
    expect((await of('NEWS'))[0]).toBe('newspaper-article');
  });

  test('from CSL-JSON and Crossref, where a mere article is a preprint', async () => {
    const item = { title: 'Lamps', issued: { raw: '2020' }, publisher: 'P' };
    const thesis = { ...item, type: 'thesis', genre: 'Master’s thesis', 'container-title': 'S' };
    expect(await typeOf([thesis])).toEqual(['masters-thesis', 'P', 'S']);
    expect((await typeOf([{ ...item, type: 'article' }]))[0]).toBe('preprint');
    const work = { ...item, title: ['Lamps'], 'container-title': ['J'], type: 'proceedings-article' };
    expect(await typeOf({ status: 'ok', message: work })).toEqual(['conference-paper', 'P', 'J']);
  });

  test('from Zotero’s JSON and RDF, with the university as the publisher', async () => {
    const zotero = { itemType: 'thesis', title: 'Lamps', creators: [], thesisType: 'PhD', university: 'U' };
    expect(await typeOf([{ data: zotero }])).toEqual(['doctoral-thesis', 'U', null]);
    expect((await typeOf([{ ...zotero, itemType: 'letter' }]))[0]).toBeUndefined();
    const rdf = `<rdf:RDF xmlns:rdf="r" xmlns:z="z" xmlns:bib="http://purl.org/net/biblio#">
<bib:BookSection rdf:about="#1"><z:itemType>bookSection</z:itemType><dc:title>Lamps</dc:title>
<dc:publisher><foaf:Organization><foaf:name>P</foaf:name></foaf:Organization></dc:publisher>
<dcterms:isPartOf><bib:Book><dc:title>B</dc:title></bib:Book></dcterms:isPartOf></bib:BookSection></rdf:RDF>`;
    expect(await typeOf(rdf)).toEqual(['book-chapter', 'P', 'B']);
  });

  test('from tables', async () => {
    const scopus = 'Authors,Title,Year,Source title,Publisher,Document Type\nA,Lamps,2020,J,P,Conference paper\n';
    expect(await typeOf(scopus)).toEqual(['conference-paper', 'P', 'J']);
    expect(await typeOf('PT\tTI\tSO\tDT\tPU\nJ\tLamps\tJ\tArticle\tP\n')).toEqual(['journal-article', 'P', 'J']);
    expect((await typeOf('Item Type,Title,Publication Title\nbookSection,Lamps,B\n'))[0]).toBe('book-chapter');
  });

  test('from JSON of the services', async () => {
    const source = { display_name: 'J', host_organization_name: 'P' };
    const openalex = { id: 'https://openalex.org/W1', title: 'Lamps', publication_year: 2020, type: 'article' };
    const located = (type: string) => ({ ...openalex, primary_location: { source: { ...source, type } } });
    expect(await typeOf({ results: [located('journal')] })).toEqual(['journal-article', 'P', 'J']);
    expect((await typeOf({ results: [located('conference')] }))[0]).toBe('conference-paper');

    const pmc = { title: 'Lamps', pubYear: '2020', abstractText: 'They shine.' };
    expect((await typeOf([{ ...pmc, pubTypeList: { pubType: ['Preprint'] } }]))[0]).toBe('preprint');
    expect((await typeOf([{ ...pmc, pubType: 'journal article' }]))[0]).toBe('journal-article');

    const s2 = { paperId: 'a', title: 'Lamps', publicationTypes: ['JournalArticle', 'Conference'] };
    expect((await typeOf({ data: [s2] }))[0]).toBe('conference-paper');

    const doaj = { title: 'Lamps', journal: { title: 'J', publisher: 'P' } };
    expect(await typeOf({ results: [{ bibjson: doaj }] })).toEqual(['journal-article', 'P', 'J']);

    const zbmath = { title: { title: 'Lamps' }, contributors: {}, msc: [], source: { series: [{ publisher: 'P' }] } };
    expect(await typeOf({ result: [{ ...zbmath, document_type: { description: 'book' } }] })).toEqual([
      'book',
      'P',
      null,
    ]);

    const datacite = { titles: [{ title: 'Lamps' }], publicationYear: 2020, schemaVersion: '4', publisher: 'P' };
    const types = { resourceTypeGeneral: 'Text', resourceType: 'Dissertation' };
    expect((await typeOf({ data: { attributes: { ...datacite, types } } }))[0]).toBe('thesis');

    const dblp = { title: 'Lamps.', venue: 'C', type: 'Conference and Workshop Papers', url: 'https://dblp.org/rec/x' };
    expect((await typeOf({ result: { hits: { hit: [{ info: dblp }] } } }))[0]).toBe('conference-paper');

    const inspire = { titles: [{ title: 'Lamps' }], document_type: ['article'] };
    const links = { self: 'https://inspirehep.net/api/literature/1' };
    expect((await typeOf({ hits: [{ links, metadata: inspire }] }))[0]).toBeUndefined();
    const printed = { ...inspire, publication_info: [{ journal_title: 'J' }], imprints: [{ publisher: 'P' }] };
    expect(await typeOf({ hits: [{ links, metadata: printed }] })).toEqual(['journal-article', 'P', 'J']);
  });

  test('from tagged texts of databases and reference managers', async () => {
    expect((await typeOf('PMID- 123\nTI  - Lamps.\nPT  - Journal Article\nPT  - Preprint\nJT  - J\n'))[0]).toBe(
      'preprint',
    );
    const wos = 'FN Clarivate\nVR 1.0\nPT J\nTI Lamps\nSO J\nDT Article; Book Chapter\nPU P\nER\nEF\n';
    expect(await typeOf(wos)).toEqual(['book-chapter', 'P', 'J']);
    expect(await typeOf('%0 Thesis\n%T Lamps\n%A Stone, Ada\n%9 PhD\n%I U\n')).toEqual(['doctoral-thesis', 'U', null]);
    expect(await typeOf('RT Conference Proceedings\nT1 Lamps\nJF J\nPB P\n')).toEqual(['conference-paper', 'P', 'J']);
  });

  test('from XML', async () => {
    const pubmed = `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Lamps</ArticleTitle>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`;
    expect((await typeOf(pubmed))[0]).toBe('journal-article');
    const book = (title: string) => `<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>1</PMID>${title}
<Book><Publisher><PublisherName>P</PublisherName></Publisher><BookTitle>Book of Lamps</BookTitle></Book></BookDocument></PubmedBookArticle></PubmedArticleSet>`;
    expect(await typeOf(book('<ArticleTitle>Lamps</ArticleTitle>'))).toEqual(['book-chapter', 'P', 'Book of Lamps']);
    expect(await typeOf(book(''))).toEqual(['book', 'P', null]);

    const jats = `<article article-type="research-article"><front><journal-meta><journal-title>J</journal-title>
<publisher><publisher-name>P</publisher-name></publisher></journal-meta><article-meta><title-group><article-title>Lamps
</article-title></title-group></article-meta></front></article>`;
    expect(await typeOf(jats)).toEqual(['journal-article', 'P', 'J']);

    const endnote = `<xml><records><record><ref-type name="Thesis">32</ref-type><titles><title>Lamps</title></titles>
<publisher>U</publisher><work-type>M.A.</work-type></record></records></xml>`;
    expect(await typeOf(endnote)).toEqual(['masters-thesis', 'U', null]);

    const dblp = '<dblp><phdthesis key="phd/A"><title>Lamps.</title><school>U</school></phdthesis></dblp>';
    expect(await typeOf(dblp)).toEqual(['doctoral-thesis', 'U', null]);

    const datacite = `<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>Lamps</title></titles>
<publisher>P</publisher><resourceType resourceTypeGeneral="Dataset">Table</resourceType></resource>`;
    expect((await typeOf(datacite))[0]).toBe('dataset');

    const mods = `<modsCollection><mods><titleInfo><title>Lamps</title></titleInfo><genre>thesis</genre><genre>Doctoral</genre>
<originInfo><publisher>U</publisher></originInfo></mods></modsCollection>`;
    expect(await typeOf(mods)).toEqual(['doctoral-thesis', 'U', null]);

    const marc = (rest: string) =>
      typeOf(`<collection><record><leader/><datafield tag="245"><subfield code="a">Lamps</subfield></datafield>
<datafield tag="264"><subfield code="b">P,</subfield></datafield>${rest}</record></collection>`);
    expect(await marc('<datafield tag="502"><subfield code="a">Thesis (Ph.D.)</subfield></datafield>')).toEqual([
      'doctoral-thesis',
      'P',
      null,
    ]);

    const dc = `<OAI-PMH><ListRecords><record><header/><metadata><oai_dc:dc><dc:title>Lamps</dc:title><dc:publisher>P</dc:publisher>
<dc:type>info:eu-repo/semantics/article</dc:type><dc:type>info:eu-repo/semantics/publishedVersion</dc:type></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>`;
    expect(await typeOf(dc)).toEqual(['journal-article', 'P', null]);
  });
});
