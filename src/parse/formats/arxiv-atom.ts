import { decodeAccents } from '../../text/decode-latex.js';
import { deliver } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import type { Format, Sink, Source } from '../format.js';
import { childrenOf, descend, proseOf, textOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';

/** Atom feeds of arXiv's API and of other archives. */
export const arxivAtom: Format = {
  name: 'arxiv-atom',
  recognises: ({ text }) => /<(?:\w+:)?feed[\s>]/.test(text) && text.includes('http://www.w3.org/2005/Atom'),
  open: byElements({ names: ['entry'], inner: ['summary', 'content', 'published'] }, readPaper),
};

function readPaper(paper: XmlElement, source: Source, sink: Sink): void {
  const text = (name: string): string => textOf(descend(paper, name));
  const id = text('id').trim();
  if (/arxiv\.org\/api\/errors/.test(id))
    return sink.reject(paper.line, `arXiv answered with an error: ${text('summary').trim()}`);
  if (childrenOf(paper, 'title').length > 1) return sink.reject(paper.line, 'two papers are not separated here');
  // arXiv's authors write LaTeX; the text of other archives stays unchanged.
  const isArxiv = /arxiv\.org\/abs\//.test(id);
  const prose = (written: string): string => withoutMarkup(isArxiv ? decodeAccents(written) : written);
  const alternate = childrenOf(paper, 'link').find(
    ({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate',
  );
  deliver(source.file, descend(paper, 'title')?.line ?? paper.line, sink, {
    title: prose(text('title')),
    abstract: prose(text('summary') || proseOf(descend(paper, 'content'))),
    published: text('published') || text('updated'),
    authors: peopleOf(paper).map(isArxiv ? decodeAccents : uprightName),
    venue: text('journal_ref'),
    url: alternate?.attributes['href'] ?? id,
    doi: text('doi'),
    arxiv: isArxiv ? id : undefined,
  });
}

/** The authors in Atom's elements and in those of Dublin Core. */
function peopleOf(paper: XmlElement): string[] {
  const authors = childrenOf(paper, 'author').map((author) => textOf(descend(author, 'name')).trim());
  const creators = childrenOf(paper, 'creator').map((creator) => textOf(creator).trim());
  return [...new Set([...authors, ...creators])];
}
