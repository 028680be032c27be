import { describe, expect, it } from 'vitest';
import { reading } from './reading.js';

const NBIB = `
PMID- 31234567
OWN - NLM
STAT- MEDLINE
DP  - 2019 Jul-Aug
TI  - [A lamp that goes on over two lines and is a
      translation].
LID - 10.1234/lamp.2019.1 [doi]
AB  - BACKGROUND: Lamps are
      bright. METHODS: We looked
      - closely - at them.
FAU - Adler, Ann B
AU  - Adler AB
FAU - Okafor, Chidi
AU  - Okafor C
CN  - Lamp Group
JT  - Journal of lamps
AID - S0000-0000(19)30001-1 [pii]
AID - 10.1234/lamp.2019.1 [doi]

PMID- 31234568
TI  - Second.
DP  - 2020 Winter
`;

describe('PubMed nbib', () => {
  it('joins lines that go on, and ends an article at a blank line', async () => {
    const { format, papers, problems } = await reading(NBIB);
    expect(format).toBe('nbib');
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([
      {
        title: 'A lamp that goes on over two lines and is a translation',
        abstract: 'BACKGROUND: Lamps are bright. METHODS: We looked - closely - at them.',
        published: '2019-07',
        authors: ['Ann B Adler', 'Chidi Okafor', 'Lamp Group'],
        venue: 'Journal of lamps',
        identifiers: { doi: '10.1234/lamp.2019.1', pubmed: '31234567' },
        place: { line: 6 },
      },
      { title: 'Second', abstract: '', published: '2020', identifiers: { pubmed: '31234568' } },
    ]);
  });

  it('tells lines that are neither a field nor go on with one', async () => {
    const { rejected } = await reading('PMID- 1\nTI  - A.\nlost\n\nPMID- 2\nTI  - B.\n');
    expect(rejected).toEqual([{ line: 3, reason: 'this line belongs to no article' }]);
  });
});

const XML = `<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "pubmed_190101.dtd">
<PubmedArticleSet>
<PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM">
    <PMID Version="1">31234567</PMID>
    <Article PubModel="Print">
      <Journal><JournalIssue CitedMedium="Internet"><PubDate><MedlineDate>2019 Jul-Aug</MedlineDate></PubDate></JournalIssue><Title>Journal of lamps</Title></Journal>
      <ArticleTitle>Lamps of <i>E. coli</i> at 10<sup>3</sup> lux &amp; more.</ArticleTitle>
      <ELocationID EIdType="doi" ValidYN="Y">10.1234/LAMP.2019.1</ELocationID>
      <Abstract>
        <AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Lamps are bright.</AbstractText>
        <AbstractText Label="METHODS">We looked (p &lt; 0.05).</AbstractText>
        <CopyrightInformation>None.</CopyrightInformation>
      </Abstract>
      <AuthorList CompleteYN="Y"><Author ValidYN="N"><LastName>Addler</LastName><ForeName>Ann B</ForeName></Author>
        <Author ValidYN="Y"><LastName>Adler</LastName><ForeName>Ann B</ForeName><Initials>AB</Initials></Author>
        <Author ValidYN="Y"><CollectiveName>Lamp Group</CollectiveName></Author>
      </AuthorList>
    </Article>
    <CommentsCorrectionsList><CommentsCorrections RefType="Cites"><PMID Version="1">999</PMID></CommentsCorrections></CommentsCorrectionsList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList><ArticleId IdType="pubmed">31234567</ArticleId></ArticleIdList>
    <ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9999/other</ArticleId></ArticleIdList></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>Never closed</Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>3</PMID><Article><ArticleTitle>Third</ArticleTitle><ArticleDate><Year>2020</Year><Month>Feb</Month><Day>03</Day></ArticleDate></Article></MedlineCitation></PubmedArticle>
</PubmedArticleSet>
`;

describe('PubMed XML', () => {
  it('reads articles, passes over a faulty one, and is not misled by the lists of references', async () => {
    const { format, papers, rejected } = await reading(XML);
    expect(format).toBe('pubmed-xml');
    expect(papers).toMatchObject([
      {
        title: 'Lamps of E. coli at 103 lux & more',
        abstract: 'BACKGROUND: Lamps are bright. METHODS: We looked (p < 0.05).',
        published: '2019-07',
        authors: ['Ann B Adler', 'Lamp Group'],
        venue: 'Journal of lamps',
        identifiers: { doi: '10.1234/lamp.2019.1', pubmed: '31234567' },
        place: { line: 9 },
      },
      { title: 'Third', published: '2020-02-03', identifiers: { pubmed: '3' }, place: { line: 29 } },
    ]);
    expect(rejected).toEqual([{ line: 28, reason: 'this element is not well-formed XML: unexpected close tag' }]);
  });

  it('rejects an article that the file cuts', async () => {
    const { papers, rejected } = await reading(XML.slice(0, XML.indexOf('</Article>')));
    expect(papers).toEqual([]);
    expect(rejected).toEqual([{ line: 4, reason: 'the file ends in the middle of this element' }]);
  });
});
