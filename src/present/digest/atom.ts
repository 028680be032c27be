/**
 * Papers as an Atom feed (RFC 4287). The id of an entry is a tag URI (RFC 4151) made only of the id of the paper, or of
 * the title of a notice, so it never changes.
 */
import type { Digest, Paper } from '../../index.js';
import { countsOnly } from '../byline.js';
import { withoutLatex } from '../plain-text.js';
import { escaped, safeLink } from './markup.js';
import { factsOf, sectionsOf, sentenceOf, titleOf } from './sections.js';

export interface AtomFeed {
  readonly title: string;
  /** Part of the id of the feed; unique for each feed of an index. */
  readonly name: string;
  /** URL of the feed, if it is served. */
  readonly self: string | null;
  /** `YYYY-MM-DD`; null for a feed without entries. */
  readonly updated: string | null;
  readonly entries: readonly AtomEntry[];
}

export interface AtomEntry {
  readonly id: string;
  /** Default: `paper`. */
  readonly kind?: 'paper' | 'notice';
  readonly title: string;
  readonly link: string | null;
  readonly updated: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly html: string;
}

/** The date in tag URIs, on which we owned the name. */
const TAG = 'tag:paperkin,2025';
/** The date of an empty feed. */
const NO_DAY = '1970-01-01';

export function atomOf({ title, name, self, updated, entries }: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <title>${escaped(title)}</title>`,
    `  <id>${TAG}:feed/${encodeURIComponent(name)}</id>`,
    `  <updated>${updated ?? NO_DAY}T00:00:00Z</updated>`,
    '  <author><name>paperkin</name></author>',
    ...(self === null ? [] : [`  <link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`]),
    ...entries.map(entryXml),
    '</feed>',
    '',
  ].join('\n');
}

/** The papers of a digest, each once, with its sections as categories; and what its sections without papers say. */
export function digestFeed(digest: Digest): AtomFeed {
  const updated = digest.until ?? NO_DAY;
  const entries = new Map<string, AtomEntry>();
  const sections = sectionsOf(digest);
  for (const { title, entries: listed, above } of sections)
    for (const paper of [...listed.map((entry) => entry.paper), ...above]) {
      const facts = factsOf(paper);
      entries.set(paper.id, {
        id: paper.id,
        title: paper.title,
        link: safeLink(paper.url),
        updated,
        authors: namesIn(paper.by),
        categories: [...(entries.get(paper.id)?.categories ?? []), title],
        html: `${facts === '' ? '' : `<p>${escaped(facts)}</p>`}<p>${escaped(sentenceOf(paper) ?? '')}</p>`,
      });
    }
  const notices = sections
    .filter((section) => section.entries.length + section.above.length === 0)
    .map(({ title, detail }) => noticeEntry(title, detail ?? '', updated));
  return {
    title: titleOf(digest),
    name: `digest/${digest.reader}`,
    self: null,
    updated: digest.until,
    entries: [...entries.values(), ...notices],
  };
}

function noticeEntry(title: string, text: string, updated: string): AtomEntry {
  const html = `<p>${escaped(text)}</p>`;
  return { id: title, kind: 'notice', title, link: null, updated, authors: [], categories: [], html };
}

/** One paper in a feed of new papers. */
export function paperEntry(
  { paper, addedOn, theme }: { readonly paper: Paper; readonly addedOn: string; readonly theme: string | null },
  linkTo: (id: string) => string,
): AtomEntry {
  return {
    id: paper.id,
    title: paper.title === '' ? paper.id : withoutLatex(paper.title),
    link: safeLink(paper.url) ?? linkTo(paper.id),
    updated: addedOn,
    authors: paper.authors.length > 0 ? paper.authors : namesIn(paper.by),
    categories: theme === null ? [] : [theme],
    html: `<p>${escaped(withoutLatex(paper.abstract))}</p>`,
  };
}

function namesIn(by: string | null): readonly string[] {
  return by === null || countsOnly(by) ? [] : [by];
}

function entryXml({ id, kind = 'paper', title, link, updated, authors, categories, html }: AtomEntry): string {
  return [
    '  <entry>',
    `    <id>${TAG}:${kind}/${encodeURIComponent(id)}</id>`,
    `    <title>${escaped(title)}</title>`,
    `    <updated>${updated}T00:00:00Z</updated>`,
    ...(link === null ? [] : [`    <link rel="alternate" href="${escaped(link)}"/>`]),
    ...authors.map((name) => `    <author><name>${escaped(name)}</name></author>`),
    ...categories.map((term) => `    <category term="${escaped(term)}"/>`),
    `    <content type="html">${escaped(html)}</content>`,
    '  </entry>',
  ].join('\n');
}
