/** A citation where a source has a venue, and what databases have beside an article. */
import { describe, expect, test } from 'vitest';
import { citationIn } from '../../src/parse/fields/citation.js';
import { reading } from './reading.js';

/** Of the first paper of a file. */
async function placeOf(content: string | object) {
  const { papers, problems } = await reading(typeof content === 'string' ? content : JSON.stringify(content));
  expect(problems).toEqual([]);
  const { venue, volume, issue, pages, published, type, publisher } = papers[0]!;
  return { venue, volume, issue, pages, published, type, publisher };
}

describe('a citation in one text', () => {
  test.each([
    ['Phys. Lamp D 76, 013009 (2007)', 'Phys. Lamp D', '76', undefined, '013009', '2007'],
    ['Lamps 495 (2013) 12-20', 'Lamps', '495', undefined, '12-20', '2013'],
    ['Phys.Lamp.D76:013009,2007', 'Phys.Lamp.D', '76', undefined, '013009', '2007'],
    ['J. Lamps A: Math. Gen. 40 (2007) F1-F10', 'J. Lamps A: Math. Gen.', '40', undefined, 'F1-F10', '2007'],
    ['Phys. Lamp D 76, 1 (2007); Erratum-ibid. D 77, 2 (2008)', 'Phys. Lamp D', '76', undefined, '1', '2007'],
    [
      'IEEE Transactions on Lamps, vol. 12, no. 3, pp. 1-10, 2010',
      'IEEE Transactions on Lamps',
      '12',
      '3',
      '1-10',
      '2010',
    ],
    ['J. Am. Lamp Soc. 2010, 132, 1234-1236', 'J. Am. Lamp Soc.', '132', undefined, '1234-1236', '2010'],
    ['New J. Lamps 12 043012 (2010)', 'New J. Lamps', '12', undefined, '043012', '2010'],
    ['Ann. Lamps (N.Y.) 12 (2010) 3-4', 'Ann. Lamps (N.Y.)', '12', undefined, '3-4', '2010'],
    ['Lamps & Light. 201(2-3):327-334, November 15, 2004.', 'Lamps & Light', '201', '2-3', '327-334', '2004'],
    ['Lamps January/February 2010;14(1):56', 'Lamps', '14', '1', '56', '2010'],
    ['Lamps Physics 2010;14(1):56', 'Lamps Physics', '14', '1', '56', '2010'],
    ['Lamps. Vol.43(5), Sep 2015, pp. 623-634.', 'Lamps', '43', '5', '623-634', '2015'],
    ['Lamps, 2013(1): 3-28.', 'Lamps', '2013', '1', '3-28', undefined],
    ['Lamps; Vol. 12 No. 3 (2010): On light; 45-67', 'Lamps', '12', '3', '45-67', '2010'],
    ['Lámparas; v. 12, n. 3 (2010)', 'Lámparas', '12', '3', undefined, '2010'],
  ])('“%s” is split', (text, venue, volume, issue, pages, year) => {
    expect(citationIn(text)).toEqual({ venue, volume, issue, pages, year });
  });

  test.each([
    'Journal of Lamps',
    'Proceedings of the 32nd Conference on Lamps, Lille, 2015',
    'Lamps 2019, Seoul, 1-5 October 2019',
    'Lamps 2000',
    'Lamps 2.0',
    'Part A; Part B',
    `Lamps ${'1 '.repeat(300)}`,
  ])('“%s” is none', (text) => {
    expect(citationIn(text)).toBeNull();
  });

  test('is read as its parts, unless fields have them', async () => {
    const entry = (rest: string) =>
      placeOf(`@article{a, title={Lamps that sleep}, journal={Lamps 495 (2013) 12-20}${rest}}`);
    expect(await entry('')).toMatchObject({ venue: 'Lamps', volume: '495', pages: '12-20', published: '2013' });
    expect(await entry(', volume={4}')).toMatchObject({
      venue: 'Lamps 495 (2013) 12-20',
      volume: '4',
      published: null,
    });
  });
});

describe('databases have', () => {
  const ovid = (...lines: string[]) => placeOf(['<1>', 'VN  - Ovid Technologies', ...lines, ''].join('\n'));

  test('in files of Ovid a citation as the source, a book around a chapter, and references behind a title', async () => {
    expect(await ovid('TI  - Lamps.', 'SO  - Lamps & Light. 201(2-3):327-334, November 15, 2004.')).toMatchObject({
      venue: 'Lamps & Light',
      volume: '201',
      issue: '2-3',
      pages: '327-334',
      published: '2004',
    });
    const chapter =
      'SO  - Stone, Ada [Ed]. (2012). Book of lamps: An approach. (pp. 11-31). xvii, 254 pp. Lampton: Lamp & Sons.';
    expect(
      await ovid(
        'TI  - Lamps. [References].',
        'YR  - 2012',
        chapter,
        'PU  - Lamp & Sons; US',
        'PT  - Book',
        'DT  - Chapter',
      ),
    ).toMatchObject({
      venue: 'Book of lamps: An approach',
      pages: '11-31',
      type: 'book-chapter',
      publisher: 'Lamp & Sons',
    });
    const { papers } = await reading('<1>\nVN  - Ovid Technologies\nTI  - Lamps in the dark. [References].\n');
    expect(papers[0]!.title).toBe('Lamps in the dark');
  });

  test('in files of ERIC the publisher of a report or a thesis where an article has its journal', async () => {
    const eric = (...lines: string[]) => placeOf(['OWN - ERIC', 'TI  - Lamps at School', ...lines, ''].join('\n'));
    expect(await eric('JT  - Lamp Press', 'PT  - Reports - Research')).toMatchObject({
      venue: null,
      type: 'report',
      publisher: 'Lamp Press',
    });
    expect(await eric('JT  - J Lamps', 'VI  - 12', 'PT  - Reports - Research')).toMatchObject({
      venue: 'J Lamps',
      type: 'journal-article',
      publisher: undefined,
    });
    const thesis = 'PT  - Dissertations/Theses - Doctoral Dissertations';
    expect(await eric('JT  - ProQuest LLC', 'SO  - Ph.D. Dissertation, Lamp University', thesis)).toMatchObject({
      venue: null,
      type: 'doctoral-thesis',
      publisher: 'Lamp University',
    });
  });

  test('in PubMed the number of an article among other identifiers', async () => {
    const nbib = (id: string) => placeOf(`PMID- 123\nTI  - Lamps.\nJT  - J\nVI  - 12\nLID - ${id} [pii]\n`);
    expect((await nbib('e42692')).pages).toBe('e42692');
    expect((await nbib('S1080-6032(22)00139-9')).pages).toBeUndefined();
    const xml = `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Lamps</ArticleTitle>
<ELocationID EIdType="pii">e42692</ELocationID></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`;
    expect((await placeOf(xml)).pages).toBe('e42692');
  });

  test('in Web of Science the kind of publication, and addresses behind names', async () => {
    const wos = 'FN Clarivate\nVR 1.0\nPT J\nTI Lamps\nAU Stone, A. (ada@lamps.test)\nSO J\nER\nEF\n';
    expect((await placeOf(wos)).type).toBe('journal-article');
    expect((await reading(wos)).papers[0]!.authors).toEqual(['A. Stone']);
  });

  test('in DataCite the journal as a related item, and labels of a volume in place of a page', async () => {
    const record = { titles: [{ title: 'Lamps' }], publicationYear: 2020, schemaVersion: '4', publisher: 'P' };
    const relatedItems = [
      { relationType: 'IsPublishedIn', titles: [{ title: 'J' }], volume: '4', firstPage: '5', lastPage: '9' },
    ];
    expect(await placeOf({ data: { attributes: { ...record, relatedItems } } })).toMatchObject({
      venue: 'J',
      volume: '4',
      pages: '5-9',
      publisher: 'P',
    });
    const container = { title: 'J', firstPage: 'Bd. 1 Nr. 2–3 (2018)' };
    expect(await placeOf({ data: { attributes: { ...record, container } } })).toMatchObject({
      volume: '1',
      issue: '2-3',
      pages: undefined,
    });
  });

  test('in OpenAlex a platform of books, which is not a venue', async () => {
    const source = { display_name: 'Lamp Press eBooks', type: 'ebook platform' };
    const work = {
      id: 'https://openalex.org/W1',
      title: 'Lamps',
      publication_year: 2020,
      primary_location: { source },
    };
    expect((await placeOf({ results: [work] })).venue).toBeNull();
  });

  test('in MARC and MODS the kind of text, and publishers among authors', async () => {
    const marc = `<collection><record><leader>00000pam a2200000 c 4500</leader>
<datafield tag="245"><subfield code="a">Lamps</subfield></datafield>
<datafield tag="710"><subfield code="a">Lamp Press</subfield><subfield code="4">pbl</subfield></datafield></record></collection>`;
    expect((await placeOf(marc)).type).toBe('book');
    expect((await reading(marc)).papers[0]!.authors).toEqual([]);
    const mods = (rest: string) =>
      placeOf(`<modsCollection><mods><titleInfo><title>Lamps</title></titleInfo>${rest}</mods></modsCollection>`);
    const issued = (issuance: string) => `<originInfo><issuance>${issuance}</issuance></originInfo>`;
    const whole = `<typeOfResource>text</typeOfResource>${issued('monographic')}`;
    expect((await mods(whole)).type).toBe('book');
    expect((await mods(`<relatedItem type="host">${issued('continuing')}</relatedItem>`)).type).toBe('journal-article');
    expect((await mods(`${whole}<genre>journal article</genre>`)).type).toBe('journal-article');
  });
});

test('an address and the title of a book are no venue', async () => {
  const misc = (how: string) => placeOf(`@misc{a, title={Lamps}, howpublished={${how}}}`);
  expect((await misc('\\url{https://lamps.test/}')).venue).toBeNull();
  expect((await misc('Available at https://lamps.test/')).venue).toBeNull();
  expect((await misc('Lamp letters, see https://lamps.test/')).venue).toBe('Lamp letters, see https://lamps.test/');
  expect((await placeOf('TY  - BOOK\nTI  - Lamps of old\nT2  - Lamps of old\nER  - \n')).venue).toBeNull();
});
