/** Records in XML: EndNote, JATS, MODS, MARC, feeds. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

describe('an EndNote library in XML', () => {
  test('is read as EndNote writes it, each text in pieces of one style', async () => {
    const { format, papers, problems } = await reading(`<?xml version="1.0" encoding="UTF-8" ?>
<xml><records><record><database name="x.enl">x.enl</database><source-app name="EndNote">EndNote</source-app><rec-number>1</rec-number>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">Stone, Ada</style></author><author><style>Lamp House,</style></author></authors>
<secondary-authors><author>Editor, Ed</author></secondary-authors></contributors>
<titles><title><style face="normal">Lamps in </style><style face="italic">dark</style><style face="normal"> rooms</style></title><secondary-title>Journal of Lamps</secondary-title></titles>
<dates><year><style>2021</style></year><pub-dates><date><style>Mar 4</style></date></pub-dates></dates><accession-num>31000000</accession-num>
<abstract><style>They shine.&#xD;All night.</style></abstract><electronic-resource-num>https://doi.org/10.1000/Lamp</electronic-resource-num>
<urls><related-urls><url>https://lamps.test/1</url></related-urls></urls><remote-database-name>PubMed</remote-database-name></record></records></xml>`);
    expect([format, problems]).toEqual(['endnote-xml', []]);
    expect(papers).toMatchObject([
      {
        title: 'Lamps in dark rooms',
        abstract: 'They shine. All night.',
        published: '2021-03-04',
        authors: ['Ada Stone', 'Lamp House'],
        venue: 'Journal of Lamps',
        url: 'https://lamps.test/1',
        identifiers: { doi: '10.1000/lamp', pubmed: '31000000' },
        place: { line: 5 },
      },
    ]);
  });

  test('names a record that has lost its end', async () => {
    const record = (title: string) => `<record><ref-type>17</ref-type><titles><title>${title}</title></titles>`;
    const { papers, rejected } = await reading(`<xml><records>${record('A')}\n${record('B')}</record></records></xml>`);
    expect(papers).toMatchObject([{ title: 'B' }]);
    expect(rejected).toEqual([{ line: 1, reason: 'this element has no end tag; the next begins within it' }]);
  });
});

describe('JATS', () => {
  const article = `<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><journal-meta><journal-title-group><journal-title>Journal of Lamps</journal-title></journal-title-group></journal-meta>
<article-meta><article-id pub-id-type="pmid">31000000</article-id><article-id pub-id-type="pmc">PMC65</article-id><article-id pub-id-type="doi">10.1000/lamp</article-id>
<title-group><article-title>Lamps in <italic>dark</italic> rooms<xref ref-type="fn" rid="f1">*</xref></article-title><subtitle>a study</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Stone</surname><given-names>Ada</given-names></name><xref ref-type="aff" rid="a">1</xref></contrib>
<contrib contrib-type="author"><collab>Lamp Group<contrib-group><contrib contrib-type="author"><name><surname>Inner</surname></name></contrib></contrib-group></collab></contrib>
<contrib contrib-type="editor"><name><surname>Itor</surname><given-names>Ed</given-names></name></contrib></contrib-group>
<pub-date pub-type="ppub"><month>5</month><year>2021</year></pub-date><pub-date pub-type="epub"><day>4</day><month>Mar</month><year>2021</year></pub-date>
<abstract abstract-type="graphical"><p>A picture.</p></abstract>
<abstract><title>Abstract</title><sec><title>Aims</title><p>We look at <inline-formula><alternatives><tex-math>\\documentclass{x}\\begin{document}$$x^2$$\\end{document}</tex-math><mml:math><mml:mi>x</mml:mi></mml:math></alternatives></inline-formula>.</p></sec><sec><title>Results:</title><p>They shine.</p></sec></abstract>
</article-meta></front><body><p>Text.</p></body></article>`;

  test('gives its own abstract section by section, formulas once, and no footnote marks', async () => {
    const { format, papers, problems } = await reading(`<?xml version="1.0"?>\n${article}`);
    expect([format, problems]).toEqual(['jats', []]);
    expect(papers).toMatchObject([
      {
        title: 'Lamps in dark rooms: a study',
        abstract: 'Aims: We look at $x^2$. Results: They shine.',
        published: '2021-03-04',
        authors: ['Ada Stone', 'Lamp Group'],
        venue: 'Journal of Lamps',
        identifiers: { doi: '10.1000/lamp', pubmed: '31000000' },
      },
    ]);
  });

  test('may stand in a harvest by OAI-PMH', async () => {
    const { format, papers, problems } = await reading(
      `<OAI-PMH><ListRecords><record><header><identifier>x</identifier></header><metadata>${article}</metadata></record></ListRecords></OAI-PMH>`,
    );
    expect([format, problems]).toEqual(['arxiv-oai', []]);
    expect(papers).toMatchObject([{ title: 'Lamps in dark rooms: a study' }]);
  });
});

test('MODS has parts of a title, roles, and the journal as a host', async () => {
  const { format, papers, problems } = await reading(`<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>
<titleInfo><nonSort>The</nonSort><title>Lamps</title><subTitle>a study</subTitle></titleInfo><titleInfo type="alternative"><title>Lampen</title></titleInfo>
<name type="personal"><namePart type="family">Stone</namePart><namePart type="given">Ada</namePart><role><roleTerm type="text">author</roleTerm></role></name>
<name type="personal"><namePart>Hill, Ben, 1950-</namePart></name>
<name type="personal"><namePart>Itor, Ed</namePart><role><roleTerm>editor</roleTerm></role></name>
<abstract>They shine.</abstract><originInfo><dateIssued encoding="w3cdtf">2021-03-04</dateIssued></originInfo>
<relatedItem type="host"><titleInfo><title>Journal of Lamps</title></titleInfo></relatedItem><identifier type="doi">10.1000/lamp</identifier></mods></modsCollection>`);
  expect([format, problems]).toEqual(['mods', []]);
  expect(papers).toMatchObject([
    {
      title: 'The Lamps: a study',
      abstract: 'They shine.',
      published: '2021-03-04',
      authors: ['Ada Stone', 'Ben Hill'],
      venue: 'Journal of Lamps',
      identifiers: { doi: '10.1000/lamp' },
    },
  ]);
});

test('MARC drops the cataloguer’s punctuation, and its records may stand in a server’s records', async () => {
  const field = (tag: string, ...parts: [string, string][]) =>
    `<datafield tag="${tag}" ind1=" " ind2=" ">${parts.map(([code, text]) => `<subfield code="${code}">${text}</subfield>`).join('')}</datafield>`;
  const { format, papers, problems } =
    await reading(`<searchRetrieveResponse><records><record><recordSchema>marcxml</recordSchema><recordData>
<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nab</leader><controlfield tag="008">210304s2021    xx</controlfield>
${field('024', ['a', '10.1000/LAMP'], ['2', 'doi'])}${field('100', ['a', 'Stone, Ada,'], ['e', 'author.'])}
${field('245', ['a', 'Lamps :'], ['b', 'a study /'], ['c', 'Ada Stone.'])}
${field('520', ['a', 'They shine.'])}${field('700', ['a', 'Hill, Ben,'])}${field('700', ['a', 'Itor, Ed,'], ['e', 'editor.'])}
${field('773', ['t', 'Journal of Lamps.'])}</record></recordData></record></records></searchRetrieveResponse>`);
  expect([format, problems]).toEqual(['marcxml', []]);
  expect(papers).toMatchObject([
    {
      title: 'Lamps: a study',
      abstract: 'They shine.',
      published: '2021',
      authors: ['Ada Stone', 'Ben Hill'],
      venue: 'Journal of Lamps',
      identifiers: { doi: '10.1000/lamp' },
      place: { line: 4 },
    },
  ]);
});

describe('RSS', () => {
  const feed = (items: string) =>
    reading(`<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>New lamps</title><description><![CDATA[All <b>new</b> lamps]]></description><link>https://lamps.test</link>
${items}
</channel></rss>`);

  test('of arXiv announces before it says', async () => {
    const { format, papers, problems } = await feed(
      `<item><title>Lamps</title><link>https://arxiv.org/abs/2403.00001</link><description>arXiv:2403.00001v1 Announce Type: new
Abstract: They shine.</description><guid isPermaLink="false">oai:arXiv.org:2403.00001v1</guid><pubDate>Mon, 04 Mar 2024 00:00:00 -0500</pubDate><dc:creator>Ada Stone, Ben Hill</dc:creator></item>`,
    );
    expect([format, problems]).toEqual(['rss', []]);
    expect(papers).toMatchObject([
      {
        title: 'Lamps',
        abstract: 'They shine.',
        published: '2024-03-04',
        authors: ['Ada Stone', 'Ben Hill'],
        identifiers: { arxiv: '2403.00001' },
      },
    ]);
  });

  test.each([
    [
      'PubMed',
      `<item><title>Lamps</title><guid isPermaLink="false">pubmed:31000000</guid><description>J Lamps. 2021.</description>
<content:encoded><![CDATA[<div><p>J Lamps. 2021 Mar 4. doi: 10.1000/lamp.</p><p><b>ABSTRACT</b></p><p><b>AIMS:</b> They shine.</p><p>PMID:<a href="x">31000000</a> | DOI:<a href="y">10.1000/lamp</a></p></div>]]></content:encoded>
<dc:identifier>pmid:31000000</dc:identifier><dc:identifier>doi:10.1000/lamp</dc:identifier></item>`,
      'AIMS: They shine.',
    ],
    [
      'Nature',
      `<item><title>Lamps</title><content:encoded><![CDATA[<p>Nature, Published online: 04 March 2021; <a href="https://x.test">doi:10.1000/lamp</a></p>They shine.]]></content:encoded><dc:identifier>doi:10.1000/lamp</dc:identifier></item>`,
      'They shine.',
    ],
    [
      'Elsevier',
      `<item><title>Lamps</title><link>https://lamps.test/1</link><prism:doi>10.1000/lamp</prism:doi><description><![CDATA[<p>Publication date: March 2021</p><p><b>Source:</b> Journal of Lamps, Volume 3</p><p>Author(s): Ada Stone, Ben Hill</p>]]></description></item>`,
      '',
    ],
  ])('of %s gives the abstract and no more', async (_, item, abstract) => {
    const { papers, problems } = await feed(item);
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([{ title: 'Lamps', abstract, identifiers: { doi: '10.1000/lamp' } }]);
  });

  const abstractOf = async (html: string): Promise<string> => {
    const { papers } = await feed(`<item><title>Lamps</title><description><![CDATA[${html}]]></description></item>`);
    return papers[0]!.abstract;
  };

  test.each([
    'We read lamps by Abstract Lamp Representation, and they shine.',
    'Lamps shine at any level of abstraction. Abstract descriptions of them help.',
    'Lamps shine. Abstract Lamp Representation shows it.',
    'Abstract Lamp Representation shows that they shine.',
  ])('keeps “%s” whole', async (abstract) => {
    expect(await abstractOf(abstract)).toBe(abstract);
    expect(await abstractOf(`<p>${abstract}</p>`)).toBe(abstract);
  });

  test.each([
    '<p>J Lamps. 2021 Mar 4.</p><p><b>ABSTRACT</b></p><p>Lamps shine.</p>',
    '<h2>Abstract</h2><p>Lamps shine.</p>',
    '<span class="paragraphSection"><div class="boxTitle">Abstract</div>Lamps shine.</span>',
    'Publication date: 3 May 2020. Abstract: Lamps shine.',
    'Volume 3, Issue 2 (2020) ABSTRACT Lamps shine.',
    'Abstract: Lamps shine.',
  ])('leaves out the heading in “%s” and what is before it', async (html) => {
    expect(await abstractOf(html)).toBe('Lamps shine.');
  });

  test('1.0 has its items beside the channel', async () => {
    const { format, papers } = await reading(
      '<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>New</title><items/></channel><item rdf:about="x"><title>Lamps</title><dc:date>2021-03-04</dc:date></item></rdf:RDF>',
    );
    expect([format, papers.length, papers[0]!.published]).toEqual(['rss', 1, '2021-03-04']);
  });
});

test('a Unicode line separator within a line ends none', async () => {
  const { papers } = await reading('TY  - JOUR\nTI  - Lamps\u2028in fog\nAB  - They\u2029shine.\nER  - \n');
  expect(papers).toMatchObject([{ title: 'Lamps in fog', abstract: 'They shine.' }]);
});

describe('DataCite XML', () => {
  const resource = `<resource xmlns="http://datacite.org/schema/kernel-4">
<identifier identifierType="DOI">10.5072/LAMPS</identifier>
<creators><creator><creatorName nameType="Personal">Stone, Ada</creatorName><givenName>Ada</givenName><familyName>Stone</familyName></creator>
<creator><creatorName nameType="Organizational">Lamps, Inc and Friends</creatorName></creator></creators>
<titles><title>Lamps</title><title titleType="Subtitle">a study</title></titles>
<publisher>Archive of Lamps</publisher><publicationYear>2021</publicationYear>
<dates><date dateType="Created">2019</date><date dateType="Issued">2021-03-04</date></dates>
<descriptions><description descriptionType="Methods">By hand.</description><description descriptionType="Abstract">They<br/>shine.</description></descriptions>
</resource>`;
  const expected = {
    title: 'Lamps: a study',
    abstract: 'They shine.',
    published: '2021-03-04',
    authors: ['Ada Stone', 'Lamps, Inc and Friends'],
    venue: 'Archive of Lamps',
    identifiers: { doi: '10.5072/lamps' },
  };

  test('is read by itself', async () => {
    const { format, papers, problems } = await reading(`<?xml version="1.0"?>\n${resource}\n`);
    expect([format, problems]).toEqual(['datacite', []]);
    expect(papers).toMatchObject([{ ...expected, place: { line: 6 } }]);
  });

  test('is read in a harvest, bare or in its envelope', async () => {
    const envelope = (inner: string) => `<oai_datacite><payload>${inner}</payload></oai_datacite>`;
    const record = (inner: string) => `<record><header/><metadata>${inner}</metadata></record>`;
    const { papers, problems } = await reading(
      `<OAI-PMH><ListRecords>${record(resource)}${record(envelope(resource))}</ListRecords></OAI-PMH>`,
    );
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([expected, expected]);
  });
});
