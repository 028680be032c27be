import { deliver } from '../fields/draft.js';
import { uprightName } from '../fields/names.js';
import { plainTitle } from '../fields/pubmed-title.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { StrayLines } from '../split/stray-lines.js';
import { OpenRecord, type TaggedFields } from '../split/tagged.js';

/** Four columns of tag, a hyphen, a blank; what goes on stands under the text, six columns in. */
const TAG = /^([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|)$/;
const NOT_AVAILABLE = /^\[?not available\]?\.?$/i;
const GOES_ON = /^ {2,}\S/;

/** The MEDLINE display of PubMed, which its "Citation manager" saves as `.nbib`. */
export const nbib: Format = {
  name: 'nbib',
  recognises: ({ text }) => /^PMID ?- ?\d+[ \t]*$/m.test(text),
  open: readNbib,
};

function readNbib(source: Source, sink: Sink): Reader {
  const article = new OpenRecord('article', sink, (fields) => deliverArticle(fields, source, sink));
  const stray = new StrayLines('article', sink);
  return byLines(
    sink,
    ({ number, text }) => {
      if (text.trim() === '') return article.close();
      const field = TAG.exec(text);
      if (field === null || GOES_ON.test(text)) {
        if (!GOES_ON.test(text) || article.fields?.goOn(text) !== true) stray.met(number);
        return;
      }
      stray.end();
      if (field[1] === 'PMID') article.close();
      if (field[1] === 'TI') article.tellSecond('TI', number);
      article.openOn(number).add(field[1]!, field[2] ?? '', number);
    },
    () => {
      stray.end();
      article.close();
    },
  );
}

/** A title that PubMed has not translated stands under TT alone. */
function titleOf(article: TaggedFields): string {
  const title = article.first('TI');
  if (title === undefined || NOT_AVAILABLE.test(title)) return article.first('TT', 'TI', 'BTI') ?? '';
  return title;
}

function deliverArticle(article: TaggedFields, source: Source, sink: Sink): void {
  const titles = ['TI', 'TT', 'BTI'];
  const full = article.all('FAU').map(uprightName);
  deliver(
    {
      title: plainTitle(titleOf(article)),
      abstract: article.all('AB').join(' '),
      published: article.first('DP', 'DEP'),
      authors: [...(full.length > 0 ? full : article.all('AU')), ...article.all('CN')],
      venue: article.first('JT', 'TA') ?? (article.first('TI') === undefined ? undefined : article.first('BTI')),
      doi: /(\S+) \[doi\]/.exec(article.all('LID', 'AID').find((text) => text.includes('[doi]')) ?? '')?.[1],
      pubmed: article.first('PMID'),
    },
    source.file,
    article.lineOf(...titles),
    sink,
  );
}
