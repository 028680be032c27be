import type { Paper, PaperId } from '../../src/paper.js';
import type { FormatName } from '../../src/parse/index.js';
import { writePapers } from '../../src/present/export/index.js';
import { mailOf, mboxOf, mhtmlOf } from '../parse/messages.js';
import { seedsOfServices, variantsOfServices } from './service-seeds.js';

/** A word that stands in one paper of a seed and in no other: `zqtitle3zq`. */
export const TOKEN = /zq[a-z]+(\d+)zq/g;

/** A title followed by the abstract of the same paper. */
export const WHOLE_PAPER = /zqtitle(\d)zq[\s\S]{0,200}?zqfirst\1zq[\s\S]{0,200}?zqlast\1zq/g;

const PAPERS = 6;
const numbers = Array.from({ length: PAPERS }, (_, i) => i);
const titleOf = (i: number): string => `Lamps that zqtitle${i}zq and Learn: a Study`;
const abstractOf = (i: number): string =>
  `We look at zqfirst${i}zq lamps in the dark. They learn & shine, “brightly”, for é < 3 hours. In the end zqlast${i}zq they sleep.`;
const author = (i: number): string => `Ann zqname${i}zq`;

const papers = numbers.map(
  (i): Paper => ({
    id: `paper-${i}` as PaperId,
    title: titleOf(i),
    abstract: abstractOf(i),
    published: '2025-02-03',
    by: author(i),
    authors: [author(i)],
    venue: 'Journal of Lamps',
    volume: '12',
    issue: '3',
    pages: '45-67',
    type: 'journal-article',
    publisher: 'Lamp & Sons',
    keywords: ['candles', 'Lamps, Oil', 'R&D'],
    url: `https://lamps.test/${i}`,
    comments: i,
    identifiers: { doi: `10.1234/lamp.${i}`, arxiv: `2501.0000${i}` },
    places: [],
  }),
);

const entities = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const wrapped = (text: string): string => text.replace(/ (?=They|In the)/g, '\n      ');

/** A paper as Hugging Face has it. */
const hfPaper = (i: number) => ({
  id: `2501.0000${i}`,
  authors: [{ name: author(i) }],
  publishedAt: '2025-02-03T00:00:00.000Z',
  title: titleOf(i),
  summary: abstractOf(i),
});

/** Formats that are text; the tests of the others damage them. */
export type TextFormat = Exclude<FormatName, 'xlsx' | 'zotero-sqlite'>;

const seedPapers = numbers.map((i) => ({ i, title: titleOf(i), abstract: abstractOf(i), author: author(i) }));

/** A whole and readable file of six papers in each format. */
const SEED_TEXTS: Readonly<Record<TextFormat, string>> = {
  ...seedsOfServices(seedPapers),
  'hf-page': `new\n\nDaily Papers\n\nbyAK and the research community\n\nApr 15\n\n${numbers
    .map(
      (i) =>
        `${titleOf(i)}\n\n${abstractOf(i)}\n\n${i % 3 === 0 ? '' : `  • ${i} authors\n·\nFeb ${i}${i % 2 === 0 ? ', 2024' : ''}${i === 4 ? ' 7' : ''}\n\n\n\n`}`,
    )
    .join('')}`,
  'hf-api': JSON.stringify(
    numbers.map((i) => ({ paper: { ...hfPaper(i), upvotes: i }, title: titleOf(i), numComments: i })),
    null,
    1,
  ),
  'hf-html': `<!doctype html>\n<html><head><title>Daily Papers - Hugging Face</title></head>\n<body>\n${numbers
    .map((i) =>
      JSON.stringify({ dailyPapers: [{ paper: hfPaper(i), numComments: i }] })
        .replaceAll('&', '&amp;')
        .replaceAll('"', '&quot;'),
    )
    .map((props) => `<div data-target="DailyPapers" data-props="${props}"></div>\n`)
    .join('')}</body></html>\n`,
  wos: `FN Clarivate Analytics Web of Science\nVR 1.0\n${numbers
    .map(
      (i) =>
        `PT J\nAU ${author(i)}\nAF ${author(i)}\nTI ${titleOf(i)}\nSO JOURNAL OF LAMPS\nAB ${abstractOf(i)}\nPD FEB 3\nPY 2025\nDE lamps; candles\nID OIL LAMPS\nDI 10.1234/${i}\nER\n\n`,
    )
    .join('')}EF\n`,
  endnote: numbers
    .map(
      (i) =>
        `%0 Journal Article\n%A ${author(i)}\n%T ${titleOf(i)}\n%J Journal of Lamps\n%V 12\n%N 3\n%P 45-67\n%D 2025\n%R 10.1234/${i}\n%K lamps\ncandles\n%X ${abstractOf(i)}\n\n`,
    )
    .join(''),
  jsonl: [...writePapers(papers, 'jsonl')].join(''),
  json: [...writePapers(papers, 'json')].join(''),
  'arxiv-atom': `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>Query</title>\n${numbers
    .map(
      (i) =>
        `<entry>\n<id>http://arxiv.org/abs/2501.0000${i}v1</id>\n<published>2025-02-03T00:00:00Z</published>\n<title>${titleOf(i)}</title>\n<summary>${entities(abstractOf(i))}</summary>\n<author><name>${author(i)}</name></author>\n</entry>\n`,
    )
    .join('')}</feed>\n`,
  'arxiv-oai': `<OAI-PMH><ListRecords>\n${numbers
    .map(
      (i) =>
        `<record><header><identifier>x</identifier></header>\n<metadata><arXiv><id>2501.0000${i}</id><created>2025-02-03</created>\n<authors><author><keyname>zqname${i}zq</keyname><forenames>Ann</forenames></author></authors>\n<title>${titleOf(i)}</title><abstract>${entities(abstractOf(i))}</abstract></arXiv></metadata></record>\n`,
    )
    .join('')}</ListRecords></OAI-PMH>\n`,
  'arxiv-snapshot': numbers
    .map(
      (i) =>
        `${JSON.stringify({ id: `2501.0000${i}`, submitter: 'x', authors: author(i), title: titleOf(i), categories: 'cs.LG', abstract: abstractOf(i), versions: [{ version: 'v1', created: 'Mon, 3 Feb 2025 00:00:00 GMT' }], update_date: '2025-02-03', authors_parsed: [[`zqname${i}zq`, 'Ann', '']] })}\n`,
    )
    .join(''),
  openalex: JSON.stringify({
    meta: { count: PAPERS },
    results: numbers.map((i) => ({
      id: `https://openalex.org/W${i}`,
      title: titleOf(i),
      publication_year: 2025,
      authorships: [{ author: { display_name: author(i) } }],
      abstract_inverted_index: Object.fromEntries(
        abstractOf(i)
          .split(' ')
          .map((word, at) => [word, [at]]),
      ),
    })),
  }),
  'semantic-scholar': JSON.stringify(
    {
      total: PAPERS,
      data: numbers.map((i) => ({
        paperId: String(i).repeat(40),
        externalIds: { DOI: `10.1234/${i}` },
        title: titleOf(i),
        abstract: abstractOf(i),
        year: 2025,
        authors: [{ name: author(i) }],
      })),
    },
    null,
    2,
  ),
  bibtex: `@string{jol = "Journal of Lamps"}\n${[...writePapers(papers, 'bibtex')].join('')}`,
  'zotero-rdf': [...writePapers(papers, 'zotero-rdf')].join(''),
  ris: [...writePapers(papers, 'ris')].join(''),
  nbib: numbers
    .map(
      (i) =>
        `\nPMID- 1000${i}\nDP  - 2025 Feb 3\nTI  - ${titleOf(i)}.\nAB  - ${wrapped(abstractOf(i))}\nFAU - zqname${i}zq, Ann\nJT  - Journal of lamps\nVI  - 12\nIP  - 3\nPG  - 45-67\nMH  - *Lamps/adverse effects\nOT  - candles\n`,
    )
    .join(''),
  'pubmed-xml': `<?xml version="1.0"?>\n<PubmedArticleSet>\n${numbers
    .map(
      (i) =>
        `<PubmedArticle><MedlineCitation><PMID Version="1">1000${i}</PMID>\n<Article><Journal><JournalIssue><Volume>12</Volume><Issue>3</Issue></JournalIssue><Title>Lamps</Title></Journal><Pagination><MedlinePgn>45-67</MedlinePgn></Pagination><ArticleTitle>${titleOf(i)}.</ArticleTitle>\n<Abstract><AbstractText Label="ALL">${entities(abstractOf(i))}</AbstractText></Abstract>\n<AuthorList><Author><LastName>zqname${i}zq</LastName><ForeName>Ann</ForeName></Author></AuthorList></Article><MeshHeadingList><MeshHeading><DescriptorName>Lamps</DescriptorName></MeshHeading></MeshHeadingList><KeywordList><Keyword>candles</Keyword></KeywordList></MedlineCitation></PubmedArticle>\n`,
    )
    .join('')}</PubmedArticleSet>\n`,
  csv: [...writePapers(papers, 'csv')].join(''),
  tsv: `Title\tAbstract\tAuthors\tYear\n${numbers.map((i) => `${titleOf(i)}\t${abstractOf(i)}\t${author(i)}\t2025\n`).join('')}`,
};

export interface Seed {
  readonly format: TextFormat;
  readonly text: string;
}

/** Seeds by their names: those of the formats, and of other forms of a format. */
export const SEEDS: Readonly<Record<string, Seed>> = {
  ...Object.fromEntries(
    Object.entries(SEED_TEXTS).map(([format, text]) => [format, { format: format as TextFormat, text }]),
  ),
  ...(variantsOfServices(seedPapers) as Record<string, Seed>),
  'hf-html-mhtml': { format: 'hf-html', text: mhtmlOf(SEED_TEXTS['hf-html'], '8bit', '') },
  'arxiv-mail-encoded': { format: 'arxiv-mail', text: mailOf(SEED_TEXTS['arxiv-mail'], 'quoted-printable lines') },
  'arxiv-mail-mbox': { format: 'arxiv-mail', text: mboxOf([mailOf(SEED_TEXTS['arxiv-mail'], '8bit')]) },
};
