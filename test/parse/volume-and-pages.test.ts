/** Volume, issue and pages in each format that has them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { volumeAndPages } from '../../src/parse/fields/volume-and-pages.js';
import { reading } from './reading.js';

/** Of the first paper of a file. */
async function inVenueOf(content: string | object) {
  const { papers, problems } = await reading(typeof content === 'string' ? content : JSON.stringify(content));
  expect(problems).toEqual([]);
  const { volume, issue, pages } = papers[0]!;
  return [volume, issue, pages];
}
const WHOLE = ['12', '3', '45-67'];

describe('one form of what formats write', () => {
  const pagesOf = (pages: string) => volumeAndPages({ pages }).pages;

  test('has a hyphen between the first and last page, and both in full', () => {
    expect(['45--67', '45 – 67', 'pp. 45-67', '45-67.', '45−67', 'Pages 45-7'].map(pagesOf)).toEqual([
      '45-67',
      '45-67',
      '45-67',
      '45-67',
      '45-67',
      '45-47',
    ]);
    expect(
      ['1234-8', 'S12-8', 'e12-45', 'S12-S18', '12-12', 'e45-e45', '99-3', '3-1', '123-7; discussion 128-30'].map(
        pagesOf,
      ),
    ).toEqual(['1234-1238', 'S12-S18', 'e12-45', 'S12-S18', '12', 'e45', '99-3', '3-1', '123-127; discussion 128-130']);
  });

  test('is made of first and last page, or of the number of the article', () => {
    const of = (firstPage: string, lastPage: string, articleNumber = '') =>
      volumeAndPages({ firstPage, lastPage, articleNumber }).pages;
    expect(of('45', '67', 'e1')).toBe('45-67');
    expect(of('p. 45', 'p. 67')).toBe('45-67');
    expect(of('45-67', '67')).toBe('45-67');
    expect(of('45', '45-67')).toBe('45-67');
    expect(of('45', '45')).toBe('45');
    expect(of('', '', 'Article No. 104567')).toBe('104567');
    expect(of('ahead-of-print', 'ahead-of-print')).toBeUndefined();
    expect(of('', '', 'search, screened')).toBeUndefined();
  });

  test('has no labels and no placeholders', () => {
    const labelled = { volume: 'Vol. 12.0', issue: 'No. 3', pages: 'Article 7' };
    expect(volumeAndPages(labelled)).toEqual({ volume: '12', issue: '3', pages: '7' });
    for (const nothing of [
      '',
      '-',
      'NA',
      'n/a',
      'null',
      'ahead-of-print',
      'In Press, Corrected Proof',
      '0',
      'x'.repeat(101),
    ])
      expect(volumeAndPages({ volume: nothing, issue: nothing, pages: nothing })).toEqual({});
    expect(['n/a--n/a', '(no pagination)', '2020.03.27.20042937'].map(pagesOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(volumeAndPages({ volume: 'abs/1706.03762' })).toEqual({});
  });

  test('knows what databases write where there is nothing, or nothing more, to say', () => {
    const between = (firstPage: string, lastPage: string) => volumeAndPages({ firstPage, lastPage }).pages;
    expect(between('809', '+')).toBe('809+');
    expect(['218-&', '343-\\&', '177+', 'UNSP 109772A', 'PII S0266467422000359'].map(pagesOf)).toEqual([
      '218+',
      '343+',
      '177+',
      '109772A',
      'S0266467422000359',
    ]);
    expect([between('251 pp.', '251 pp'), pagesOf('251 pp.-251 pp.')]).toEqual(['251 pp', '251 pp']);
    expect(['p. 45-p. 67', '0711-???', 'n/a-12'].map(pagesOf)).toEqual(['45-67', '0711', undefined]);
    expect([between('No', 'Specified'), pagesOf('N.PAG'), pagesOf('N.PAG-N.PAG')]).toEqual(Array(3).fill(undefined));
    for (const issue of ['0372347', 'eag, 7805975', '0401664, du5', '6dr, 2985151r'])
      expect(volumeAndPages({ issue })).toEqual({});
  });

  test('stays the same when it is read again, as a whole or as first and last page', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '1,',
        'e5',
        'p. 12',
        '5',
        '123',
        '???',
        ';',
        'issue',
        'article no. ',
        'specified',
        'abs/',
        'vol',
        'no',
        'pp.',
        'art. ',
        '-',
        ' ',
        '12',
        '1',
        'n/a',
        '+',
        '&',
        '1234567',
        '.0',
        '.',
      ),
    );
    const text = fc.array(part, { maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, (volume, issue, pages) => {
        const once = volumeAndPages({ volume, issue, pages });
        expect(volumeAndPages(once)).toEqual(once);
        const [, firstPage = once.pages, lastPage] = /^([^-,;]+)-([^-,;]+)$/.exec(once.pages ?? '') ?? [];
        expect(volumeAndPages({ firstPage, lastPage }).pages).toBe(once.pages);
      }),
      { numRuns: 3000, seed: 4 },
    );
  });
});

describe('volume, issue and pages are read', () => {
  test('from RIS', async () => {
    const lines = ['TY  - JOUR', 'TI  - Lamps', 'T2  - J', 'VL  - 12', 'IS  - 3', 'SP  - 45', 'EP  - 67', 'ER  - ', ''];
    expect(await inVenueOf(lines.join('\n'))).toEqual(WHOLE);
    const number = lines.map((line) => line.replace(/^SP.*|^EP.*/, 'C7  - 104567'));
    expect(await inVenueOf(number.join('\n'))).toEqual(['12', '3', '104567']);
  });

  test('from BibTeX', async () => {
    const entry = (pages: string) => `@article{a, title={Lamps}, journal={J}, volume={12}, number = 3, ${pages}}`;
    expect(await inVenueOf(entry('pages={45--67}'))).toEqual(WHOLE);
    expect(await inVenueOf(entry('eid={e12}'))).toEqual(['12', '3', 'e12']);
    expect(await inVenueOf(entry('Article-Number={104567}, pages={}'))).toEqual(['12', '3', '104567']);
  });

  test('from CSL-JSON and Crossref', async () => {
    const item = { type: 'article-journal', title: 'Lamps', 'container-title': 'J', volume: 12, issue: '3' };
    expect(await inVenueOf([{ ...item, page: '45-67' }])).toEqual(WHOLE);
    const work = { ...item, volume: '12', type: 'journal-article', title: ['Lamps'], 'article-number': '104567' };
    expect(await inVenueOf({ status: 'ok', message: work })).toEqual(['12', '3', '104567']);
  });

  test('from tables of Scopus, Web of Science, Zotero, Lens and IEEE', async () => {
    const scopus = 'Authors,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,Page count';
    expect(await inVenueOf(`${scopus}\nA,Lamps,2020,J,12,3,,45,67,22\n`)).toEqual(WHOLE);
    expect(await inVenueOf(`${scopus}\nA,Lamps,2020,J,12,3,104567,,,\n`)).toEqual(['12', '3', '104567']);
    // Scopus's own number of the record is in the column “EID”.
    expect(await inVenueOf(`${scopus},EID\nA,Lamps,2020,J,12,3,104567,,,,2-s2.0-85012345678\n`)).toEqual([
      '12',
      '3',
      '104567',
    ]);
    expect(await inVenueOf(`${scopus},EID\nA,Lamps,2020,J,12,3,,,,,2-s2.0-85012345678\n`)).toEqual([
      '12',
      '3',
      undefined,
    ]);
    expect(await inVenueOf('PT\tTI\tSO\tVL\tIS\tBP\tEP\tPG\nJ\tLamps\tJ\t12\t3\t45\t67\t22\n')).toEqual(WHOLE);
    expect(await inVenueOf('Title,Publication Title,Pages,Num Pages,Issue,Volume\nLamps,J,45-67,22,3,12\n')).toEqual(
      WHOLE,
    );
    expect(await inVenueOf('Title,Source Title,Volume,Issue Number,Start Page,End Page\nLamps,J,12,3,45,67\n')).toEqual(
      WHOLE,
    );
  });

  test('from JSON of any kind, where they are text', async () => {
    expect(await inVenueOf([{ title: 'Lamps', volume: 12, issue: 3, pages: '45-67' }])).toEqual(WHOLE);
    const other = { title: 'Lamps', volume: { n: 1 }, issue: [{}], pages: { from: 1 } };
    expect(await inVenueOf([other])).toEqual([undefined, undefined, undefined]);
  });

  test('from JSON of the services', async () => {
    const openalex = { id: 'https://openalex.org/W1', title: 'Lamps', publication_year: 2020 };
    const biblio = { volume: '12', issue: '3', first_page: '45', last_page: '67' };
    expect(await inVenueOf({ results: [{ ...openalex, biblio }] })).toEqual(WHOLE);
    expect(await inVenueOf({ results: [{ ...openalex, biblio: { first_page: 'e1', last_page: 'e1' } }] })).toEqual([
      undefined,
      undefined,
      'e1',
    ]);

    const pmc = { title: 'Lamps', pubYear: '2020', abstractText: 'They shine.', pageInfo: '45-67' };
    expect(await inVenueOf([{ ...pmc, journalInfo: { volume: '12', issue: '3' } }])).toEqual(WHOLE);
    expect(await inVenueOf([{ ...pmc, journalVolume: '12', issue: '3' }])).toEqual(WHOLE);

    const s2 = { paperId: 'a', title: 'Lamps', journal: { name: 'J', volume: '12', pages: '\n   45-67\n  ' } };
    expect(await inVenueOf({ data: [s2] })).toEqual(['12', undefined, '45-67']);

    const doaj = {
      title: 'Lamps',
      start_page: '45',
      end_page: '67',
      journal: { title: 'J', volume: '12', number: '3' },
    };
    expect(await inVenueOf({ results: [{ bibjson: doaj }] })).toEqual(WHOLE);

    const series = [{ title: 'J', volume: '12', issue: '3' }];
    const zbmath = { title: { title: 'Lamps' }, contributors: {}, msc: [], source: { series, pages: '45-67' } };
    expect(await inVenueOf({ result: [zbmath] })).toEqual(WHOLE);

    const container = { title: 'J', volume: '12', issue: '3', firstPage: '45', lastPage: '67' };
    const datacite = { titles: [{ title: 'Lamps' }], publicationYear: 2020, schemaVersion: '4', container };
    expect(await inVenueOf({ data: { attributes: datacite } })).toEqual(WHOLE);

    const dblp = {
      title: 'Lamps.',
      venue: 'J',
      volume: '12',
      number: '3',
      pages: '45-67',
      url: 'https://dblp.org/rec/x',
    };
    expect(await inVenueOf({ result: { hits: { hit: [{ info: dblp }] } } })).toEqual(WHOLE);

    const zotero = {
      itemType: 'journalArticle',
      title: 'Lamps',
      creators: [],
      volume: '12',
      issue: '3',
      pages: '45–67',
    };
    expect(await inVenueOf([{ data: zotero }])).toEqual(WHOLE);
  });

  test('from tagged texts of databases and reference managers', async () => {
    expect(await inVenueOf('PMID- 123\nVI  - 12\nIP  - 3\nTI  - Lamps.\nPG  - 45-67\nJT  - J\n')).toEqual(WHOLE);
    expect(await inVenueOf('<1>\nVN  - Ovid Technologies\nTI  - Lamps.\nVO  - 12\nIP  - 3\nPG  - 45-67\n')).toEqual(
      WHOLE,
    );
    const wos = 'FN Clarivate\nVR 1.0\nPT J\nTI Lamps\nSO J\nVL 12\nIS 3\nBP 45\nEP 67\nPG 22\nER\nEF\n';
    expect(await inVenueOf(wos)).toEqual(WHOLE);
    expect(await inVenueOf(wos.replace('BP 45\nEP 67', 'PS 45-67'))).toEqual(WHOLE);
    expect(await inVenueOf(wos.replace('BP 45\nEP 67', 'AR e104567'))).toEqual(['12', '3', 'e104567']);
    expect(await inVenueOf('%0 Journal Article\n%T Lamps\n%J J\n%V 12\n%N 3\n%P 45-67\n')).toEqual(WHOLE);
    expect(await inVenueOf('RT Journal Article\nT1 Lamps\nJF J\nVO 12\nIS 3\nSP 45\nOP 67\n')).toEqual(WHOLE);
  });

  test('from citations of PubMed, in its text and its table', async () => {
    const text = (citation: string) => `1. ${citation}\n\nLamps.\n\nStone AB, Hill C.\n\nThey shine.\n\nPMID: 12345\n`;
    expect(await inVenueOf(text('J Lamps. 2020 Feb 20;12(3):45-67. doi: 10.1000/x. Epub 2020 Jan 1.'))).toEqual(WHOLE);
    expect(await inVenueOf(text('J Lamps. 2020 Feb;12 Suppl 1:S12-8; discussion S20.'))).toEqual([
      '12 Suppl 1',
      undefined,
      'S12-S18; discussion S20',
    ]);
    expect(await inVenueOf(text('J Lamps. 2020;12(3):45-67.e5. doi: 10.1000/x.'))).toEqual(['12', '3', '45-67.e5']);
    const early =
      'J Lamps. 2020 Feb 20:S0140-6736(20)30183-5. doi: 10.1016/S0140-6736(20)30183-5. Online ahead of print.';
    expect(await inVenueOf(text(early))).toEqual([undefined, undefined, undefined]);
    const table = 'PMID,Title,Citation,Journal/Book\n1234567,Lamps,J Lamps. 2020 Feb 20;12(3):45-67.,J Lamps\n';
    expect(await inVenueOf(table)).toEqual(WHOLE);
  });

  test('from a source of Embase', async () => {
    const of = (source: string) => inVenueOf(`TITLE,SOURCE\nLamps,${source}\n`);
    expect(await of('Lamps (2014) 12:3 (45-67). Date of Publication: 1 May 2014')).toEqual(WHOLE);
    expect(await of('Lamps (2014) 12 (45-67)')).toEqual(['12', undefined, '45-67']);
  });

  test('from XML', async () => {
    const issue = '<JournalIssue><Volume>12</Volume><Issue>3</Issue></JournalIssue><Title>J</Title>';
    const pubmed = (pagination: string) =>
      `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal>${issue}</Journal>
<ArticleTitle>Lamps</ArticleTitle><Pagination>${pagination}</Pagination></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`;
    expect(await inVenueOf(pubmed('<StartPage>45</StartPage><EndPage>67</EndPage>'))).toEqual(WHOLE);
    expect(await inVenueOf(pubmed('<MedlinePgn>1245-67</MedlinePgn>'))).toEqual(['12', '3', '1245-1267']);

    const jats = (pages: string) => `<article><front><journal-meta/><article-meta><title-group><article-title>Lamps
</article-title></title-group><volume>12</volume><issue>3</issue>${pages}</article-meta></front></article>`;
    expect(await inVenueOf(jats('<fpage>45</fpage><lpage>67</lpage>'))).toEqual(WHOLE);
    const list = '<fpage>45</fpage><lpage>70</lpage><page-range>45-67, 70</page-range>';
    expect(await inVenueOf(jats(list))).toEqual(['12', '3', '45-67, 70']);
    expect(await inVenueOf(jats('<elocation-id>e12</elocation-id>'))).toEqual(['12', '3', 'e12']);

    const endnote = (rest: string) =>
      `<xml><records><record><titles><title>Lamps</title></titles><volume>12</volume><number>3</number>${rest}</record></records></xml>`;
    expect(await inVenueOf(endnote('<pages>45-67</pages>'))).toEqual(WHOLE);
    expect(await inVenueOf(endnote('<custom7>104567</custom7>'))).toEqual(['12', '3', '104567']);

    const dblp = '<dblp><article key="journals/j/A"><title>Lamps.</title><journal>J</journal>';
    const end = '</article></dblp>';
    expect(await inVenueOf(`${dblp}<volume>12</volume><number>3</number><pages>45-67</pages>${end}`)).toEqual(WHOLE);
    expect(await inVenueOf(`${dblp}<volume>abs/2101.00001</volume>${end}`)).toEqual([undefined, undefined, undefined]);

    const datacite = `<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>Lamps</title></titles><relatedItems>
<relatedItem relationType="IsPublishedIn"><titles><title>J</title></titles><volume>12</volume><issue>3</issue>
<firstPage>45</firstPage><lastPage>67</lastPage></relatedItem></relatedItems></resource>`;
    expect(await inVenueOf(datacite)).toEqual(WHOLE);
  });

  test('from MODS, in the host or the record', async () => {
    const part = `<part><detail type="volume"><number>12</number></detail><detail type="issue"><number>3</number></detail>
<extent unit="pages"><start>45</start><end>67</end></extent></part>`;
    const mods = (rest: string) =>
      `<modsCollection><mods><titleInfo><title>Lamps</title></titleInfo>${rest}</mods></modsCollection>`;
    expect(await inVenueOf(mods(`<relatedItem type="host">${part}</relatedItem>`))).toEqual(WHOLE);
    expect(await inVenueOf(mods(part.replace(/<start>.*<\/end>/, '<list>pp. 45-67</list>')))).toEqual(WHOLE);
  });

  test('from MARC, as cataloguers and INSPIRE write them', async () => {
    const marc = (...host: readonly (readonly [string, string])[]) =>
      inVenueOf(`<collection><record><leader/><datafield tag="245"><subfield code="a">Lamps</subfield></datafield>
<datafield tag="773">${host.map(([code, text]) => `<subfield code="${code}">${text}</subfield>`).join('')}</datafield></record></collection>`);
    expect(await marc(['t', 'J'], ['g', 'Vol. 12, no. 3 (Jan. 2010), p. 45-67'])).toEqual(WHOLE);
    expect(await marc(['g', 'volume:12'], ['g', 'year:2010'], ['g', 'number:3'], ['g', 'pages:45-67'])).toEqual(WHOLE);
    expect(await marc(['g', 'Bd. 12 (2010), H. 3, S. 45-67'])).toEqual(WHOLE);
    expect(await marc(['q', '12:3&lt;45'])).toEqual(['12', '3', '45']);
    expect(await marc(['p', 'J'], ['v', '12'], ['n', '3'], ['c', '45-67'])).toEqual(WHOLE);
  });

  test('from news feeds', async () => {
    const feed = (rest: string) => inVenueOf(`<rss><channel><item><title>Lamps</title>${rest}</item></channel></rss>`);
    const prism = '<prism:volume>12</prism:volume><prism:number>3</prism:number>';
    expect(
      await feed(`${prism}<prism:startingPage>45</prism:startingPage><prism:endingPage>67</prism:endingPage>`),
    ).toEqual(WHOLE);
    expect(await feed(`${prism}<prism:pageRange>45-67</prism:pageRange>`)).toEqual(WHOLE);
    const elsevier = 'Publication date: May 2020 Source: Lamps, Volume 12, Issue 3 Author(s): Ada Stone';
    expect(await feed(`<description>${elsevier}</description>`)).toEqual(['12', '3', undefined]);
  });

  test('from Zotero RDF, where the journal is an element of its own', async () => {
    const rdf = `<rdf:RDF xmlns:rdf="r" xmlns:z="z" xmlns:bib="http://purl.org/net/biblio#">
<bib:Article rdf:about="#1"><z:itemType>journalArticle</z:itemType><dc:title>Lamps</dc:title>
<dcterms:isPartOf rdf:resource="urn:issn:1"/><bib:pages>45-67</bib:pages></bib:Article>
<bib:Journal rdf:about="urn:issn:1"><prism:volume>12</prism:volume><dc:title>J</dc:title><prism:number>3</prism:number></bib:Journal>
</rdf:RDF>`;
    expect(await inVenueOf(rdf)).toEqual(WHOLE);
  });
});
