import { monthOf } from '../fields/dates.js';
import { deliver } from '../fields/draft.js';
import { titleWith } from '../fields/subtitle.js';
import type { Format, Sink, Source } from '../format.js';
import { childrenOf, descend, everyIn, proseOf, textOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';

/** Elements in titles and abstracts that are not part of the text: footnotes, and the same formula in MathML. */
const LEFT_OUT = new Set(['fn', 'object-id', 'named-content-id']);
/** Types of abstract that are used only if there is no other one. */
const SIDE_ABSTRACTS = /graphical|toc|teaser|key-points|highlights|precis|video|plain-language|executive|digest|short/i;
/** The heading of an abstract as a title of its own. */
const TITLE = /^(?:a ?bstract|summary)\b/i;
/** The heading before the text: with a mark behind it, or in small capitals, which part "A" from "bstract". */
const HEADING = /^(?:a bstract\b[:.]?|abstract[:.])\s*(?=\p{Lu})/iu;
const NO_KEYWORDS = /abbrev|classif|jel|msc|pacs/i;
/** Dates, the paper's own first; that of a release in PubMed Central or of a preprint is not the paper's. */
const DATES = ['epub', 'pub', 'publication', 'ppub', 'epub-ppub', 'collection', 'ecorrected', ''];

/** Articles in the tag set of publishers and of PubMed Central (JATS, NLM DTD), one or many in a file. */
export const jats: Format = {
  name: 'jats',
  recognises: ({ text }) =>
    /<article[\s>]/.test(text) && /<(?:front|article-meta|journal-meta)[\s>]|JATS|NLM\/\/DTD/.test(text),
  open: byElements({ names: ['article'], inner: ['article-meta', 'article-title'] }, readJats),
};

/** Reads an `article`, at any position. */
export function readJats(article: XmlElement, source: Source, sink: Sink): void {
  const fronts = childrenOf(article, 'front');
  if (fronts.length > 1) return sink.reject(article.line, 'two articles are not separated here');
  const meta = descend(fronts[0], 'article-meta');
  if (meta === undefined) return sink.reject(article.line, 'this article has no front matter');
  const title = descend(meta, 'title-group', 'article-title') ?? descend(meta, 'title-group', 'trans-title-group');
  const journal = descend(fronts[0], 'journal-meta');
  const id = (...kinds: string[]): string =>
    textOf(childrenOf(meta, 'article-id').find((one) => kinds.includes(one.attributes['pub-id-type'] ?? ''))).trim();
  const inMeta = (name: string): string => textOf(descend(meta, name));
  const pmc = /\d+/.exec(id('pmc', 'pmcid'))?.[0];
  deliver(source.file, title?.line ?? article.line, sink, {
    title: titleWith(prose(title), prose(descend(meta, 'title-group', 'subtitle'))),
    abstract: abstractOf(meta),
    published: publishedIn(meta),
    authors: authorsOf(meta),
    venue:
      textOf(descend(journal, 'journal-title-group', 'journal-title')) ||
      textOf(descend(journal, 'journal-title')) ||
      textOf(childrenOf(journal, 'journal-id')[0]),
    volume: inMeta('volume'),
    issue: inMeta('issue'),
    pages: inMeta('page-range'),
    firstPage: inMeta('fpage'),
    lastPage: inMeta('lpage'),
    articleNumber: inMeta('elocation-id'),
    type: article.attributes['article-type'] === 'preprint' ? 'preprint' : 'article',
    publisher: textOf(descend(journal, 'publisher', 'publisher-name')),
    keywords: [keywordsIn(meta)],
    url: pmc === undefined ? undefined : `https://pmc.ncbi.nlm.nih.gov/articles/PMC${pmc}/`,
    doi: id('doi'),
    arxiv: id('arxiv'),
    pubmed: id('pmid'),
  });
}

/** Text without footnote marks, a formula once and as LaTeX where it is given so. */
function prose(element: XmlElement | undefined): string {
  return element === undefined ? '' : proseOf(withFormulas(element), LEFT_OUT).replace(/\s+/g, ' ').trim();
}

function withFormulas(element: XmlElement): XmlElement {
  const children = element.children
    .filter((child) => typeof child === 'string' || !isFootnoteMark(child))
    .map((child) => {
      if (typeof child === 'string') return child;
      const tex = child.name === 'alternatives' ? descend(child, 'tex-math') : undefined;
      if (tex !== undefined) return latexOf(tex);
      return child.name === 'tex-math' ? latexOf(child) : withFormulas(child);
    });
  return { ...element, children };
}

function isFootnoteMark({ name, attributes }: XmlElement): boolean {
  return name === 'xref' && /^(?:fn|author-notes|corresp|aff)$/.test(attributes['ref-type'] ?? '');
}

/** Publishers put a whole LaTeX document around each formula. */
function latexOf(tex: XmlElement): string {
  const text = textOf(tex);
  const body = /\\begin\{document\}([\s\S]*?)\\end\{document\}/.exec(text)?.[1] ?? text;
  return body.trim().replace(/^\$\$([\s\S]*)\$\$$/, '$$$1$$');
}

/** Sections with their titles before them: "Methods: …". */
function abstractOf(meta: XmlElement): string {
  const all = childrenOf(meta, 'abstract');
  const kind = (abstract: XmlElement): string => abstract.attributes['abstract-type'] ?? '';
  const main =
    all.find((abstract) => kind(abstract) === '') ?? all.find((abstract) => !SIDE_ABSTRACTS.test(kind(abstract)));
  const chosen = main ?? all[0] ?? descend(meta, 'trans-abstract');
  const children = chosen?.children ?? [];
  const parts = children.filter((child) => typeof child !== 'string');
  const isMixed = children.some((child) => typeof child === 'string' && child.trim() !== '');
  const text = isMixed || parts.length === 0 ? prose(chosen) : sectionsOf(parts);
  return text.replace(HEADING, '');
}

function sectionsOf(parts: readonly XmlElement[]): string {
  return parts
    .map((part, i) => (part.name === 'title' && i === 0 && TITLE.test(prose(part)) ? '' : sectionOf(part)))
    .filter((text) => text !== '')
    .join(' ');
}

function sectionOf(section: XmlElement): string {
  const heading = section.name === 'sec' ? prose(descend(section, 'title')).replace(/[:.]$/, '') : '';
  if (heading === '') return prose(section);
  const rest = section.children.filter((child) => typeof child === 'string' || child.name !== 'title');
  return `${heading}: ${prose({ ...section, children: rest })}`;
}

/** Groups of keywords; some groups are abbreviations or codes of a classification. */
function keywordsIn(meta: XmlElement): string[] {
  return childrenOf(meta, 'kwd-group')
    .filter(({ attributes }) => !NO_KEYWORDS.test(attributes['kwd-group-type'] ?? ''))
    .flatMap((group) => everyIn(group, 'kwd'))
    .map(prose);
}

function publishedIn(meta: XmlElement): string {
  const dates = childrenOf(meta, 'pub-date').map((date) => ({
    kind: date.attributes['pub-type'] ?? date.attributes['date-type'] ?? '',
    text: dateText(date),
  }));
  const ranked = DATES.flatMap((kind) => dates.filter((date) => date.kind === kind && date.text !== ''));
  return ranked[0]?.text ?? dates.find(({ text }) => text !== '')?.text ?? '';
}

function dateText(date: XmlElement): string {
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((part) => textOf(descend(date, part)).trim());
  if (year === '') return date.attributes['iso-8601-date'] ?? textOf(descend(date, 'string-date'));
  const number = monthOf(month);
  return [year, ...(number === null ? [] : [number, ...(day === '' ? [] : [day])])].join('-');
}

function authorsOf(meta: XmlElement): string[] {
  return childrenOf(meta, 'contrib-group')
    .flatMap((group) => everyContributor(group))
    .filter(({ attributes }) => /^(?:author|)$/i.test(attributes['contrib-type'] ?? ''))
    .map(nameOf)
    .filter((name) => name !== '');
}

/** Some publishers put a group's contributors in a list of their own within it. */
function everyContributor(group: XmlElement): XmlElement[] {
  const direct = childrenOf(group, 'contrib');
  return direct.length > 0 ? direct : everyIn(group, 'contrib');
}

function nameOf(contributor: XmlElement): string {
  const collective = descend(contributor, 'collab') ?? descend(contributor, 'collab-alternatives', 'collab');
  if (collective !== undefined) return proseOf(collective, new Set(['contrib-group', 'xref', 'email'])).trim();
  const name = descend(contributor, 'name') ?? descend(contributor, 'name-alternatives', 'name');
  if (name === undefined) return proseOf(descend(contributor, 'string-name') ?? descend(contributor, 'on-behalf-of'));
  return ['given-names', 'surname', 'suffix']
    .map((part) => textOf(descend(name, part)).trim())
    .filter(Boolean)
    .join(' ');
}
