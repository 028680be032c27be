import { lineEndsBefore } from '../bytes/line-ends.js';
import { deliver } from '../fields/draft.js';
import { arxivMonth, arxivOf } from '../fields/identifiers.js';
import { withoutMarkup } from '../fields/markup.js';
import type { Format, Sink, Source } from '../format.js';
import { wholePage } from '../split/whole-page.js';

/** Text that identifies a list, a search or a paper's page of arXiv. */
const ARXIV_PAGE =
  /list-title|arxiv-result|id=["'](?:articles|dlpage)["']|class="title mathjax"|arXiv e-print|<title>[^<]*arXiv/i;
/** Where a paper begins in a list, in the results of a search, and on its own page. */
const ENTRY = /<dt\b[^>]*>|<li class="arxiv-result"|<div id="abs"/g;
/** The ends of the lists. */
const CLOSING = /<\/dl>|<\/ol>|<footer\b/;

const TITLE = /class=["'](?:list-title|title)\b[^"'<>]*mathjax[^"'<>]*["'][^<>]*>/g;
const ABSTRACT =
  /class="abstract-full[^<>]*>|<p class=["']mathjax["'][^<>]*>|<blockquote class=["']abstract mathjax["'][^<>]*>/g;
const AUTHORS = /class=["'](?:list-)?authors["'][^>]*>/g;
/** Where the paper is printed: on its own page and in a list; in the results of a search. */
const PRINTED = /class=["'](?:[^"'<>]* )?(?:jref|list-journal-ref)["'][^<>]*>/g;
const FOUND_PRINTED = /Journal ref:<\/span>(.{0,1000}?)<\/p>/s;

/** arXiv's pages as a browser saves them: lists of new papers, results of a search, a paper's own page. */
export const arxivHtml: Format = {
  name: 'arxiv-html',
  recognises: ({ text }) =>
    (/^\s*(?:<!--[^>]*-->\s*)?<(?:!doctype html|html)/i.test(text) &&
      /arxiv\.org|arXiv:\d{4}\.\d{4,5}/i.test(text) &&
      ARXIV_PAGE.test(text)) ||
    // A part of the page, as a program or a browser's inspector copies it.
    /^\s*<(?:ol|ul|li|dl|dt|div)\b[\s\S]*class=["'](?:arxiv-result|list-title mathjax)\b/.test(text),
  open: (source, sink) => wholePage(sink, (page) => readPage(page, source, sink)),
};

function readPage(page: string, source: Source, sink: Sink): void {
  const lines = lineEndsBefore(page);
  const starts = [...page.matchAll(ENTRY)].map(({ index }) => index);
  if (starts.length === 0) sink.reject(1, 'this page of arXiv lists no papers');
  const entries = starts.map((start, i) => ({
    start,
    html: page.slice(start, starts[i + 1] ?? page.length).split(CLOSING)[0]!,
  }));
  for (const { start, html } of entries) readEntry(html, { source, sink, line: 1 + lines(start) });
  for (const kind of [TITLE, ABSTRACT, AUTHORS]) rejectStray(page, kind, entries, sink);
}

/** Rejects titles, abstracts and authors outside an entry, or repeated in one. */
function rejectStray(
  page: string,
  kind: RegExp,
  entries: readonly { start: number; html: string }[],
  sink: Sink,
): void {
  const lines = lineEndsBefore(page);
  let entry = -1;
  let met = -1;
  for (const { index } of page.matchAll(new RegExp(kind, 'g'))) {
    while (entry + 1 < entries.length && entries[entry + 1]!.start <= index) entry++;
    const within = entry >= 0 && index < entries[entry]!.start + entries[entry]!.html.length;
    const line = 1 + lines(index);
    if (!within || met === entry) sink.reject(line, 'a title, an abstract or authors without a paper');
    met = entry;
  }
}

function readEntry(entry: string, { source, sink, line }: { source: Source; sink: Sink; line: number }): void {
  const title = part(entry, TITLE);
  const people = part(entry, AUTHORS);
  const whole = part(entry, /class="abstract-full[^<>]*>/g) ?? part(entry, ABSTRACT);
  const arxiv =
    arxivOf(/(?:arxiv\.org)?\/abs\/([^"'<>\s]+)/.exec(entry)?.[1]) ?? arxivOf(/arXiv:\s*([^"'<>\s]+)/.exec(entry)?.[1]);
  if (title === undefined && arxiv === null) {
    // Other lists of a page have entries too, but no authors or abstracts.
    if (people !== undefined || whole !== undefined)
      sink.reject(line, 'this entry has neither a title nor an arXiv id');
    return;
  }
  const submitted = /(?:[Ss]ubmitted(?: on)?|\[v1\])(?:<[^>]*>|\s)*(?:\w{3}, )?(\d{1,2} \w+,? \d{4})/.exec(entry)?.[1];
  deliver(source.file, line, sink, {
    title: plain(title).replace(/^Title:\s*/, ''),
    abstract: plain(whole).replace(/^Abstract:\s*/, ''),
    published: submitted?.replace(',', '') ?? arxivMonth(arxiv ?? undefined),
    authors: namesOf(people ?? ''),
    venue: plain(part(entry, PRINTED) ?? FOUND_PRINTED.exec(entry)?.[1]).replace(/^Journal-ref:\s*/, ''),
    url: arxiv === null ? undefined : `https://arxiv.org/abs/${arxiv}`,
    doi: /href="https?:\/\/(?:dx\.)?doi\.org\/(10\.(?!48550)[^"]+)"/.exec(entry)?.[1],
    arxiv: arxiv ?? undefined,
  });
}

/** The content of the element whose start tag matches, up to its own end tag, with the elements within it. */
function part(html: string, opening: RegExp): string | undefined {
  const match = new RegExp(opening, '').exec(html);
  if (match === null) return undefined;
  const start = match.index + match[0].length;
  const name = /<(\w+)[^<]*$/.exec(html.slice(0, start))?.[1] ?? 'div';
  const tags = new RegExp(`<(/?)${name}\\b[^>]*>`, 'g');
  tags.lastIndex = start;
  let depth = 1;
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return html.slice(start, tag.index);
  }
  return html.slice(start);
}

function plain(html: string | undefined): string {
  return withoutMarkup((html ?? '').replace(/<a\b[^>]*>\s*(?:△|▽|&#9651;|&#9661;)[^<]*<\/a>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function namesOf(html: string): string[] {
  const linked = [...html.matchAll(/<a\b[^>]*>([^<]*)<\/a>/g)].map(([, name]) => plain(name));
  return linked.length > 0
    ? linked
    : plain(html)
        .replace(/^Authors?:\s*/, '')
        .split(/,\s*/);
}
