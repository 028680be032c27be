import { monthOf } from '../fields/dates.js';
import { deliver } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { plainTitle } from '../fields/pubmed-title.js';
import { isArticleNumber } from '../fields/volume-and-pages.js';
import type { Format, Sink, Source } from '../format.js';
import { childrenOf, descend, textOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';

/** Articles and books in PubMed's XML (efetch, the yearly baseline). */
export const pubmedXml: Format = {
  name: 'pubmed-xml',
  recognises: ({ text }) => /<Pubmed(?:ArticleSet|Article|BookArticle)[\s>]/.test(text),
  open: byElements(
    { names: ['PubmedArticle', 'PubmedBookArticle'], inner: ['ArticleTitle', 'AbstractText', 'LastName'] },
    readArticle,
  ),
};

/** A part of a book, and a book as a whole. */
const BOOK = ['chapter', 'book'];

function readArticle(paper: XmlElement, source: Source, sink: Sink): void {
  const citation = descend(paper, 'MedlineCitation') ?? descend(paper, 'BookDocument');
  const article = descend(citation, 'Article') ?? citation;
  if (childrenOf(citation, 'Article').length > 1 || childrenOf(paper, 'MedlineCitation').length > 1)
    return sink.reject(paper.line, 'two articles are not separated here');
  const book = descend(citation, 'Book');
  const titled = [descend(article, 'ArticleTitle'), descend(article, 'VernacularTitle'), descend(book, 'BookTitle')];
  const title = titled.find((element) => textOf(element).trim() !== '');
  const lists = [...childrenOf(article, 'AuthorList'), ...childrenOf(book, 'AuthorList')];
  // Only the article's own list: those of its references are in nested lists of the same name.
  const ids = childrenOf(
    descend(paper, 'PubmedData', 'ArticleIdList') ?? descend(citation, 'ArticleIdList'),
    'ArticleId',
  );
  const located = childrenOf(article, 'ELocationID').filter(({ attributes }) => attributes['EIdType'] === 'doi');
  const doi = ids.find(({ attributes }) => attributes['IdType'] === 'doi') ?? located.find(isValid);
  deliver(source.file, title?.line ?? paper.line, sink, {
    title: plainTitle(withoutMarkup(textOf(title))),
    abstract: abstractOf(descend(article, 'Abstract')) || abstractOf(descend(citation, 'OtherAbstract')),
    published: publishedIn(article, book),
    authors: peopleIn(lists.find((list) => !areEditors(list))),
    editors: peopleIn(lists.find(areEditors)),
    venue: textOf(descend(article, 'Journal', 'Title')) || (title === titled[2] ? '' : textOf(titled[2])),
    volume: textOf(descend(article, 'Journal', 'JournalIssue', 'Volume')),
    issue: textOf(descend(article, 'Journal', 'JournalIssue', 'Issue')),
    pages: textOf(descend(article, 'Pagination', 'MedlinePgn')),
    firstPage: textOf(descend(article, 'Pagination', 'StartPage')),
    lastPage: textOf(descend(article, 'Pagination', 'EndPage')),
    articleNumber: articleNumberOf(article),
    type:
      book === undefined
        ? childrenOf(descend(article, 'PublicationTypeList'), 'PublicationType').map(textOf).join(';')
        : BOOK[Number(title === titled[2])],
    publisher: textOf(descend(book, 'Publisher', 'PublisherName')),
    keywords: [headingsOf(citation), childrenOf(citation, 'KeywordList').flatMap(keywordsIn)],
    doi: textOf(doi),
    pubmed: textOf(descend(citation, 'PMID')),
  });
}

/** The descriptors of MeSH, without their qualifiers. */
function headingsOf(citation: XmlElement | undefined): string[] {
  return childrenOf(descend(citation, 'MeshHeadingList'), 'MeshHeading').map((heading) =>
    textOf(descend(heading, 'DescriptorName')),
  );
}

function keywordsIn(list: XmlElement): string[] {
  return childrenOf(list, 'Keyword').map(textOf);
}

/** A number, among identifiers of publishers. */
function articleNumberOf(article: XmlElement | undefined): string | undefined {
  return childrenOf(article, 'ELocationID')
    .filter(({ attributes }) => attributes['EIdType'] === 'pii')
    .map((element) => textOf(element).trim())
    .find(isArticleNumber);
}

/** Sections with their labels before them: "METHODS: …". */
function abstractOf(abstract: XmlElement | undefined): string {
  const sections = childrenOf(abstract, 'AbstractText').map((section) => {
    const label = section.attributes['Label'];
    return (
      (label === undefined || label === '' || label === 'UNLABELLED' ? '' : `${label}: `) +
      withoutMarkup(textOf(section)).trim()
    );
  });
  return sections.join(' ');
}

/**
 * The date of the issue, as in PubMed's own `DP`; otherwise that of the electronic publication. Seasons and ranges keep
 * their precision.
 */
function publishedIn(article: XmlElement | undefined, book: XmlElement | undefined): string {
  const dates = [
    descend(article, 'Journal', 'JournalIssue', 'PubDate'),
    descend(book, 'PubDate'),
    descend(article, 'ArticleDate'),
  ].map(dateText);
  return dates.find((date) => date !== '') ?? '';
}

function dateText(date: XmlElement | undefined): string {
  const [year, month, day] = ['Year', 'Month', 'Day'].map((part) => textOf(descend(date, part)).trim());
  if (year === undefined || year === '') return textOf(descend(date, 'MedlineDate')).trim();
  const number = monthOf(month ?? '');
  return [year, ...(number === null ? [] : [number, ...(day === undefined || day === '' ? [] : [day])])].join('-');
}

function areEditors({ attributes }: XmlElement): boolean {
  return attributes['Type'] === 'editors';
}

function peopleIn(list: XmlElement | undefined): string[] {
  return childrenOf(list, 'Author').filter(isValid).map(nameOf);
}

/** A name that was published with an error stands beside the right one, and is marked. */
function isValid({ attributes }: XmlElement): boolean {
  return attributes['ValidYN'] !== 'N';
}

function nameOf(author: XmlElement): string {
  const part = (name: string): string => textOf(descend(author, name)).trim();
  return (
    part('CollectiveName') ||
    [part('ForeName') || part('Initials'), part('LastName'), part('Suffix')].filter(Boolean).join(' ')
  );
}
