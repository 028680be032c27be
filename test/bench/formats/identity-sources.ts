/** How each source writes the same work. */
import type { Work } from './identity-works.js';

export type SourceName =
  | 'scopus.csv'
  | 'wos.bib'
  | 'pubmed.xml'
  | 'arxiv.xml'
  | 'openalex.json'
  | 'library.ris'
  | 'library.bib'
  | 'library.json';

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const LATEX: Readonly<Record<string, string>> = {
  ü: '{\\"u}',
  í: "{\\'\\i}",
  ô: '{\\^o}',
  ã: '{\\~a}',
  Å: '{\\AA}',
  ö: '{\\"o}',
  ç: '{\\c c}',
  '’': "'",
};
const latex = (text: string): string =>
  text
    .replace(/[%&]/g, '\\$&')
    .replace(/[üíôãÅöç’]/g, (letter) => LATEX[letter]!)
    .replace(/</g, '$<$');
const initials = (given: string): string =>
  given
    .split(' ')
    .map((word) => `${word[0]!}.`)
    .join('');
/** Reference managers leave out what nobody typed. */
const some = (work: Work, salt: number, share: number): boolean =>
  ((work.number * 2654435761 + salt) % 1000) / 1000 < share;

const cited = (work: Work, salt: number): boolean => work.volume !== '' && some(work, salt, 0.7);
/** "123-9", as PubMed writes it. */
const abbreviated = ([first, last]: Work['pages']): string =>
  `${first}-${[...String(last)].slice([...String(last)].findIndex((digit, i) => digit !== String(first)[i])).join('')}`;

export const RENDERERS: Readonly<Record<SourceName, (works: readonly Work[]) => string>> = {
  'scopus.csv': (works) =>
    `\ufeff"Authors","Author full names","Title","Year","Source title","Volume","Page start","Page end","DOI","Abstract","PubMed ID","EID"\n${works
      .map(({ authors, title, year, venue, volume, pages, doi, abstract, pmid, number }) =>
        [
          authors.map(([given, family]) => `${family} ${initials(given)}`).join('; '),
          authors.map(([given, family], i) => `${family}, ${given} (${number}${i})`).join('; '),
          title,
          String(year),
          venue,
          volume,
          ...pages.map(String),
          doi?.toUpperCase() ?? '',
          abstract === '' ? '[No abstract available]' : `${abstract} © ${year} Elsevier B.V.`,
          pmid ?? '',
          `2-s2.0-${number}`,
        ]
          .map(cell)
          .join(','),
      )
      .join('\n')}\n`,
  'wos.bib': (works) =>
    works
      .map(
        ({ authors, title, year, venue, volume, pages, doi, abstract, number }) =>
          `@article{ WOS:${String(number).padStart(15, '0')},\nAuthor = {${authors.map(([given, family]) => `${latex(family)}, ${latex(given)}`).join(' and ')}},\nTitle = {{${latex(title.replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase()))}}},\nJournal = {{${latex(venue.toUpperCase())}}},\nYear = {{${year}}},\n${volume === '' ? '' : `Volume = {{${volume}}},\n`}Pages = {{${pages.join('-')}}},\n${abstract === '' ? '' : `Abstract = {{${latex(abstract).replace('. Using', '.\n   Using')}}},\n`}${doi === null ? '' : `DOI = {{${doi}}},\n`}Unique-ID = {{WOS:${number}}},\n}\n`,
      )
      .join('\n'),
  'pubmed.xml': (works) =>
    `<?xml version="1.0"?>\n<PubmedArticleSet>\n${works
      .map(
        ({ authors, title, year, venue, volume, pages, doi, abstract, pmid, number }) =>
          `<PubmedArticle><MedlineCitation><PMID Version="1">${pmid ?? `4000000${number}`}</PMID><Article><Journal><JournalIssue>${volume === '' ? '' : `<Volume>${volume}</Volume>`}<PubDate><Year>${year}</Year></PubDate></JournalIssue><Title>${xml(venue)}</Title></Journal><ArticleTitle>${xml(title)}.</ArticleTitle>${abstract === '' ? '' : `<Abstract><AbstractText>${xml(abstract)}</AbstractText></Abstract>`}<Pagination><MedlinePgn>${abbreviated(pages)}</MedlinePgn></Pagination><AuthorList>${authors.map(([given, family]) => `<Author><LastName>${xml(family)}</LastName><ForeName>${xml(given)}</ForeName></Author>`).join('')}</AuthorList></Article></MedlineCitation><PubmedData><ArticleIdList>${doi === null ? '' : `<ArticleId IdType="doi">${doi}</ArticleId>`}</ArticleIdList></PubmedData></PubmedArticle>\n`,
      )
      .join('')}</PubmedArticleSet>\n`,
  'arxiv.xml': (works) =>
    `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n${works
      .map(
        (work) =>
          `<entry><id>http://arxiv.org/abs/${work.arxiv ?? `9912.${10_000 + work.number}`}v2</id><published>${work.year - 1}-11-02T00:00:00Z</published><title>${xml(work.earlierTitle)}</title><summary>  ${xml(work.earlierAbstract)}\n</summary>${work.authors.map(([given, family]) => `<author><name>${xml(given)} ${xml(family)}</name></author>`).join('')}${work.doi !== null && some(work, 1, 0.3) ? `<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">${work.doi}</arxiv:doi>` : ''}</entry>\n`,
      )
      .join('')}</feed>\n`,
  'openalex.json': (works) =>
    JSON.stringify({
      meta: { count: works.length },
      results: works.map((work) => ({
        id: `https://openalex.org/W${1_000_000 + work.number}`,
        doi: work.doi === null ? null : `https://doi.org/${work.doi}`,
        display_name: work.title,
        title: work.title,
        publication_year: work.year,
        ids: {
          openalex: `https://openalex.org/W${1_000_000 + work.number}`,
          ...(work.pmid === null ? {} : { pmid: `https://pubmed.ncbi.nlm.nih.gov/${work.pmid}` }),
        },
        authorships: work.authors.map(([given, family]) => ({ author: { display_name: `${given} ${family}` } })),
        biblio: { volume: work.volume || null, first_page: `${work.pages[0]}`, last_page: `${work.pages[1]}` },
        primary_location: { source: { display_name: work.venue } },
        abstract_inverted_index: work.abstract === '' ? null : inverted(work.abstract),
      })),
    }),
  'library.ris': (works) =>
    works
      .map(
        (work) =>
          `TY  - JOUR\n${work.authors.map(([given, family]) => `AU  - ${family}, ${given}\n`).join('')}TI  - ${work.title}\nT2  - ${work.venue}\nPY  - ${work.year}\n${cited(work, 9) ? `VL  - ${work.volume}\nSP  - ${work.pages[0]}\nEP  - ${work.pages[1]}\n` : ''}${work.doi !== null && some(work, 2, 0.8) ? `DO  - ${work.doi}\n` : ''}${work.abstract !== '' && some(work, 3, 0.7) ? `AB  - ${work.abstract}\n` : ''}ER  - \n\n`,
      )
      .join(''),
  'library.bib': (works) =>
    works
      .map(
        (work) =>
          `@article{w${work.number},\n  title = {${latex(work.title)}},\n  author = {${work.authors.map(([given, family]) => `${latex(family)}, ${latex(given)}`).join(' and ')}},\n  journal = {${latex(work.venue)}},\n  year = {${work.year}},\n${cited(work, 10) ? `  volume = {${work.volume}},\n  pages = {${work.pages.join('--')}},\n` : ''}${work.doi !== null && some(work, 4, 0.7) ? `  doi = {https://doi.org/${work.doi}},\n` : ''}${archived(work)}${work.abstract !== '' && some(work, 5, 0.8) ? `  abstract = {${latex(work.abstract)}},\n` : ''}}\n`,
      )
      .join('\n'),
  'library.json': (works) =>
    JSON.stringify(
      works.map((work) => ({
        id: `w${work.number}`,
        type: 'article-journal',
        title: work.title,
        author: work.authors.map(([given, family]) => ({ given, family })),
        issued: { 'date-parts': [[work.year]] },
        'container-title': work.venue,
        ...(cited(work, 11) ? { volume: work.volume, page: work.pages.join('-') } : {}),
        ...(work.doi !== null && some(work, 6, 0.7) ? { DOI: work.doi } : {}),
        ...(work.falseArxiv === null ? {} : { number: `arXiv:${work.falseArxiv}` }),
        ...(work.abstract !== '' && some(work, 7, 0.5) ? { abstract: `<jats:p>${xml(work.abstract)}</jats:p>` } : {}),
      })),
      null,
      1,
    ),
};

function archived({ falseArxiv, arxiv, ...work }: Work): string {
  if (falseArxiv !== null) return `  arxivId = {${falseArxiv}},\n`;
  return arxiv !== null && some({ falseArxiv, arxiv, ...work }, 8, 0.5)
    ? `  eprint = {${arxiv}},\n  archivePrefix = {arXiv},\n`
    : '';
}

function inverted(text: string): Record<string, number[]> {
  const index = new Map<string, number[]>();
  text.split(' ').forEach((word, at) => void index.set(word, [...(index.get(word) ?? []), at]));
  return Object.fromEntries(index);
}
