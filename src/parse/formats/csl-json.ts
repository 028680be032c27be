import { withoutUndefined } from '../../without-undefined.js';
import type { Draft } from '../fields/draft.js';
import { draftOf } from '../fields/fields.js';
import { identifiersInLines } from '../fields/identifiers.js';
import { withoutMarkup } from '../fields/markup.js';
import { type OwnFields, ownDraft, ownFields } from '../fields/own-fields.js';
import { titleWith } from '../fields/subtitle.js';
import type { Format } from '../format.js';
import { isObject, type JsonObject } from '../split/json-layout.js';
import { jsonFormat } from './json-papers.js';

/** CSL-JSON, which citation processors read and reference managers write, and Crossref's answers, which are similar. */
export const cslJson: Format = jsonFormat(
  'csl-json',
  [
    /(?<!\\)"(?:issued|published-print|published-online|container-title|date-parts)"\s*:/,
    /(?<!\\)"type"\s*:/,
    /(?<!\\)"title"\s*:/,
  ],
  (object) => {
    // An id of CSL-JSON names the paper within its file only; its source is the catalogue, its link a list of files.
    const { id: _, source: __, link: ___, ...item } = bare(object);
    const own = ownIn(item['custom']);
    if (own !== null) return { draft: ownDraft(own, text(item['title']), text(item['abstract'])), leftOut: [] };
    const result = draftOf(item);
    return 'reason' in result
      ? result
      : {
          ...result,
          draft: {
            ...inNote(item),
            ...result.draft,
            ...texts(result.draft, item),
            ...typeIn(item),
            ...identifiersIn(item),
          },
        };
  },
);

/** Crossref puts a single requested work into a message. */
function bare(object: JsonObject): JsonObject {
  const { message } = object;
  return object['title'] === undefined && typeof message === 'object' && message !== null
    ? (message as JsonObject)
    : object;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function ownIn(custom: unknown): OwnFields | null {
  return typeof custom === 'object' && custom !== null && 'paperkin' in custom ? ownFields(custom.paperkin) : null;
}

/** Crossref has a list of subtitles, and names the server of a preprint as an institution. */
function texts(draft: Draft, { subtitle, institution, type }: JsonObject): Partial<Draft> {
  const [server] = type === 'posted-content' && Array.isArray(institution) ? (institution as unknown[]) : [];
  return {
    title: withoutMarkup(titleWith(draft.title ?? '', Array.isArray(subtitle) ? text(subtitle[0]) : '')),
    abstract: withoutMarkup(draft.abstract ?? ''),
    venue: withoutMarkup(draft.venue || (isObject(server) ? text(server['name']) : '')),
  };
}

/** A mere article is a preprint in CSL; one in a journal is an `article-journal`. */
function typeIn({ type }: JsonObject): Partial<Draft> {
  return type === 'article' ? { type: 'preprint' } : {};
}

/** Zotero writes what CSL has no field for into `note`. */
function inNote({ note }: Readonly<Record<string, unknown>>): Partial<Draft> {
  return identifiersInLines(typeof note === 'string' ? note : '');
}

function identifiersIn({ number, PMID, archive_location }: Readonly<Record<string, unknown>>): Partial<Draft> {
  const arxiv = [number, archive_location].map(String).find((text) => /arxiv/i.test(text));
  return withoutUndefined({
    arxiv: arxiv && (/arxiv:\s*(\S+)/i.exec(arxiv)?.[1] ?? arxiv),
    pubmed: PMID === undefined ? undefined : String(PMID),
  });
}
