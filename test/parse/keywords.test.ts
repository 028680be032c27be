/** The keywords of a paper in each format that has them. */
import { describe, expect, test } from 'vitest';
import { keywordsOf, type LooseKeywords } from '../../src/parse/fields/keywords.js';
import { reading } from './reading.js';

/** Of the first paper of a file. */
async function inFile(content: string | object) {
  const { papers, problems } = await reading(typeof content === 'string' ? content : JSON.stringify(content));
  expect(problems).toEqual([]);
  return papers[0]!.keywords;
}
const of = (...loose: LooseKeywords) => keywordsOf(loose).keywords;
const BOTH = ['candles', 'Lamps, Oil'];

describe('keywords', () => {
  test('are separated by semicolons, and by commas where there is none', () => {
    expect(of('Lamps, Oil; candles')).toEqual(BOTH);
    expect(of('lamps, candles,\n wicks')).toEqual(['candles', 'lamps', 'wicks']);
    expect(of('lamps|candles')).toEqual(['candles', 'lamps']);
    expect(of('lamps · candles')).toEqual(['candles', 'lamps']);
    expect(of('lamps\ncandles')).toEqual(['candles', 'lamps']);
  });

  test('of a list keep their commas', () => {
    expect(of(['Lamps, Oil', 'candles'])).toEqual(BOTH);
    expect(of(['Lamps, Oil; candles'])).toEqual(BOTH);
  });

  test('are each there once whatever the case and accents, with the spelling that is not in capitals', () => {
    expect(of(['Über', 'LAMP OIL', 'Lamp Oil', 'lamp oil'], 'uber; MRI, fast')).toEqual([
      'Lamp Oil',
      'MRI, fast',
      'uber',
    ]);
  });

  test('have no markup, no marks of MeSH, and no stop at the end of a list', () => {
    expect(of('R&amp;D; <i>Lampus</i> oil; U.S.; wicks.')).toEqual(['Lampus oil', 'R&D', 'U.S.', 'wicks']);
    expect(of(['*Lamps/adverse effects', 'Lamps/*history/methods', 'Candles*', 'HIV/AIDS'])).toEqual([
      'Candles',
      'HIV/AIDS',
      'Lamps',
    ]);
    expect(of('NaÃ¯ve Ã–l')).toEqual(['Naïve Öl']);
    expect(of('Keywords: lamps; candles')).toEqual(['candles', 'lamps']);
  });

  test('are not placeholders, addresses, categories of arXiv or fields of science', () => {
    const none = ['n/a', '-', '', 'None', 'No keywords available', 'https://id.test/1', 'info:eu-repo/x', 'keywords'];
    const fields = ['FOS: Computer and information sciences', 'Computation and Language (cs.CL)', 'cs.LG'];
    expect(of([...none, ...fields, 'Computer Science - Machine Learning'])).toBeUndefined();
    expect(of(['Computer Science', 'non-available lamps'])).toEqual(['Computer Science', 'non-available lamps']);
  });

  test('are at most the first hundred, of two hundred characters each', () => {
    expect(of(['x'.repeat(200), 'y'.repeat(201)])).toEqual(['x'.repeat(200)]);
    const many = Array.from({ length: 300 }, (_, i) => `term ${1000 + i}`);
    expect(of(many)).toEqual(many.slice(0, 100));
    expect(of(many.toReversed())).toEqual(many.slice(200));
    const junk = [',', ' ', '/', ';', '*', ':', '<i>', '&amp;', '/analysis', 'a, ', '.'];
    for (const unit of junk) expect(of([`${unit.repeat(60_000)}x`])?.length ?? 0).toBeLessThanOrEqual(1);
  });

  test('that paperkin wrote are as they were', () => {
    expect(keywordsOf([['*a', 'none', 'b.'], 'c, d; e'], true).keywords).toEqual(['*a', 'b.', 'c, d', 'e', 'none']);
  });
});

describe('keywords are read', () => {
  test('from BibTeX', async () => {
    expect(await inFile('@article{a, title={Lamps}, keywords={R\\&D, \\"Ol,\n candles}}')).toEqual([
      'candles',
      'Öl',
      'R&D',
    ]);
    const scopus = 'author_keywords={Lamps, Oil; wicks}, keywords={Candles; Wicks}';
    expect(await inFile(`@article{a, title={Lamps}, ${scopus}}`)).toEqual(['Candles', 'Lamps, Oil', 'Wicks']);
  });

  test('from RIS and EndNote, one a line or several', async () => {
    const ris = (...lines: string[]) => inFile(['TY  - JOUR', 'TI  - Lamps', ...lines, 'ER  - ', ''].join('\n'));
    expect(await ris('KW  - Lamps, Oil', 'KW  - candles')).toEqual(BOTH);
    expect(await ris('KW  - Lamps, Oil', 'candles')).toEqual(BOTH);
    expect(await ris('KW  - lamps, candles')).toEqual(['candles', 'lamps']);
    expect(await inFile('%0 Journal Article\n%T Lamps\n%K Lamps, Oil\ncandles\n%D 2020\n')).toEqual(BOTH);
    expect(await inFile('RT Journal Article\nT1 Lamps\nK1 Lamps, Oil\nK1 candles\n')).toEqual(BOTH);
  });

  test('from PubMed, its headings without qualifiers', async () => {
    const nbib = 'PMID- 123\nTI  - Lamps.\nMH  - *Lamps, Oil/an odd one\nOT  - candles\nOT  - *wicks\n';
    expect(await inFile(nbib)).toEqual(['candles', 'Lamps, Oil', 'wicks']);
    const xml = `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Lamps</ArticleTitle></Article>
<MeshHeadingList><MeshHeading><DescriptorName UI="D1" MajorTopicYN="Y">Lamps, Oil</DescriptorName><QualifierName>history</QualifierName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">candles</Keyword></KeywordList></MedlineCitation></PubmedArticle></PubmedArticleSet>`;
    expect(await inFile(xml)).toEqual(BOTH);
    const text = `1. J Lamps. 2025 Feb 3;1(1):1-2. doi: 10.1234/1.\n\nLamps.\n\nStone A, Wick B.\n\nThey shine.\n\n`;
    expect(await inFile(`${text}Keywords: candles; Lamps, Oil.\n\nDOI: 10.1234/1\nPMID: 1\n`)).toEqual(BOTH);
  });

  test('from Web of Science, of authors and of the database', async () => {
    const wos = 'FN Clarivate\nVR 1.0\nPT J\nTI Lamps\nDE candles; Lamps,\n   Oil\nID OIL LAMPS; CANDLES\nER\nEF\n';
    expect(await inFile(wos)).toEqual(['candles', 'Lamps, Oil', 'OIL LAMPS']);
    expect(await inFile('PT\tTI\tDE\tID\nJ\tLamps\tcandles; Lamps, Oil\tCANDLES\n')).toEqual(BOTH);
    expect(await inFile('TI\tAB\tID\nLamps\tThey shine.\tStone2020\n')).toBeUndefined();
  });

  test('from tables, of several columns', async () => {
    const scopus = 'Authors,Title,Year,Author Keywords,Index Keywords\nA,Lamps,2020,"Lamps, Oil; x",Candles; X\n';
    expect(await inFile(scopus)).toEqual(['Candles', 'Lamps, Oil', 'X']);
    const zotero = 'Item Type,Title,Manual Tags,Automatic Tags\njournalArticle,Lamps,candles,"Lamps, Oil; wicks"\n';
    expect(await inFile(zotero)).toEqual(['candles', 'Lamps, Oil', 'wicks']);
  });

  test('from JSON of any kind', async () => {
    expect(await inFile([{ title: 'Lamps', abstract: 'x', keywords: BOTH }])).toEqual(BOTH);
    expect(await inFile([{ title: 'Lamps', abstract: 'x', keywords: 'Lamps, Oil; candles' }])).toEqual(BOTH);
    expect(await inFile([{ title: 'Lamps', abstract: 'x', keywords: [{ name: 'candles' }, 7] }])).toEqual(['candles']);
    expect(await inFile([{ title: 'Lamps', abstract: 'x', keywords: { a: 1 } }])).toBeUndefined();
    const csl = { type: 'article-journal', title: 'Lamps', issued: { raw: '2020' }, keyword: 'candles; Lamps, Oil' };
    expect(await inFile([csl])).toEqual(BOTH);
  });

  test('from Zotero, whose tags they are', async () => {
    const item = { itemType: 'journalArticle', title: 'Lamps', creators: [] };
    expect(await inFile([{ data: { ...item, tags: [{ tag: 'candles', type: 1 }, { tag: 'Lamps, Oil' }] } }])).toEqual(
      BOTH,
    );
    const rdf = `<rdf:RDF xmlns:rdf="r" xmlns:z="z" xmlns:bib="http://purl.org/net/biblio#">
<bib:Article rdf:about="#1"><z:itemType>journalArticle</z:itemType><dc:title>Lamps</dc:title><dc:subject>Lamps, Oil</dc:subject>
<dc:subject><z:AutomaticTag><rdf:value>candles</rdf:value></z:AutomaticTag></dc:subject>
<dc:subject><dcterms:LCC><rdf:value>QA76</rdf:value></dcterms:LCC></dc:subject></bib:Article></rdf:RDF>`;
    expect(await inFile(rdf)).toEqual(BOTH);
  });

  test('from JSON of the services', async () => {
    const openalex = { id: 'https://openalex.org/W1', title: 'Lamps', publication_year: 2020 };
    const named = { keywords: BOTH.map((display_name) => ({ display_name })), concepts: [{ display_name: 'Physics' }] };
    expect(await inFile({ results: [{ ...openalex, ...named }] })).toEqual(BOTH);

    const pmc = { title: 'Lamps', pubYear: '2020', abstractText: 'They shine.', keywordList: { keyword: ['candles'] } };
    const meshHeadingList = { meshHeading: [{ majorTopic_YN: 'N', descriptorName: 'Lamps, Oil' }] };
    expect(await inFile([{ ...pmc, meshHeadingList }])).toEqual(BOTH);

    expect(await inFile({ results: [{ bibjson: { title: 'Lamps', keywords: BOTH } }] })).toEqual(BOTH);
    const zbmath = { title: { title: 'Lamps' }, contributors: {}, msc: [], keywords: BOTH };
    expect(await inFile({ result: [zbmath] })).toEqual(BOTH);

    const datacite = { titles: [{ title: 'Lamps' }], publicationYear: 2020, schemaVersion: '4' };
    const subjects = [
      ...BOTH.map((subject) => ({ subject })),
      { subject: 'Optics', subjectScheme: 'Fields of Science and Technology (FOS)' },
    ];
    expect(await inFile({ data: { attributes: { ...datacite, subjects } } })).toEqual(BOTH);

    const links = { self: 'https://inspirehep.net/api/literature/1' };
    const keywords = [...BOTH.map((value) => ({ value })), { value: '12.38.Bx', schema: 'PACS' }];
    expect(await inFile({ hits: [{ links, metadata: { titles: [{ title: 'Lamps' }], keywords } }] })).toEqual(BOTH);

    const hf = { id: '2501.00001', title: 'Lamps', summary: 'They shine.', publishedAt: '2025-01-01', upvotes: 1 };
    expect(await inFile([{ paper: { ...hf, ai_keywords: BOTH } }])).toEqual(BOTH);

    const content = { title: { value: 'Lamps' }, abstract: { value: 'They shine.' }, keywords: { value: BOTH } };
    expect(await inFile({ notes: [{ id: 'n', forum: 'n', content }] })).toEqual(BOTH);
  });

  test('from XML', async () => {
    const jats = `<article><front><article-meta><title-group><article-title>Lamps</article-title></title-group>
<kwd-group kwd-group-type="author"><kwd><italic>candles</italic></kwd><kwd>Lamps,
 Oil</kwd></kwd-group><kwd-group kwd-group-type="abbreviations"><kwd>LED</kwd></kwd-group></article-meta></front></article>`;
    expect(await inFile(jats)).toEqual(BOTH);

    const endnote = `<xml><records><record><ref-type name="Thesis">32</ref-type><titles><title>Lamps</title></titles>
<keywords><keyword><style face="normal">candles</style></keyword><keyword>Lamps, Oil</keyword></keywords></record></records></xml>`;
    expect(await inFile(endnote)).toEqual(BOTH);

    const datacite = `<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>Lamps</title></titles>
<subjects><subject>candles</subject><subject>Lamps, Oil</subject><subject subjectScheme="DDC">621</subject></subjects></resource>`;
    expect(await inFile(datacite)).toEqual(BOTH);

    const mods = `<modsCollection><mods><titleInfo><title>Lamps</title></titleInfo>
<subject><topic>candles</topic></subject><subject authority="lcsh"><topic>Lamps, Oil</topic><topic>History</topic></subject></mods></modsCollection>`;
    expect(await inFile(mods)).toEqual(BOTH);

    const field = (tag: string, inner: string) =>
      `<datafield tag="${tag}"><subfield code="a">${inner}</subfield></datafield>`;
    const marc = ['Lamps', 'Lamps, Oil.', 'candles'].map((text, i) => field(['245', '650', '653'][i]!, text)).join('');
    const theory =
      '<datafield tag="650"><subfield code="2">INSPIRE</subfield><subfield code="a">Theory</subfield></datafield>';
    expect(await inFile(`<collection><record><leader/>${marc}${theory}</record></collection>`)).toEqual(BOTH);

    const dc = (rest: string) =>
      inFile(`<OAI-PMH><ListRecords><record><header/><metadata><oai_dc:dc><dc:title>Lamps</dc:title>
<dc:subject>candles</dc:subject><dc:subject>Lamps, Oil</dc:subject>${rest}</oai_dc:dc></metadata></record></ListRecords></OAI-PMH>`);
    expect(await dc('')).toEqual(BOTH);
    expect(await dc('<dc:identifier>http://arxiv.org/abs/2501.00001</dc:identifier>')).toBeUndefined();

    const rss = `<rss><channel><item><title>Lamps</title><description>They shine.</description>
<prism:keyword>candles</prism:keyword><prism:keyword>Lamps, Oil</prism:keyword></item></channel></rss>`;
    expect(await inFile(rss)).toEqual(BOTH);
  });
});
