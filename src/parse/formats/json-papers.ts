import { basename } from 'node:path';
import { z } from 'zod';
import { decodeAccents } from '../../text/decode-latex.js';
import { type Draft, deliver } from '../fields/draft.js';
import { type DraftResult, draftOf } from '../fields/fields.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import { excerpt } from '../fields/one-line.js';
import { isPaper } from '../fields/paper-signs.js';
import type { Format, FormatName, Sink, Source } from '../format.js';
import { isObject, type JsonObject, type Layout, layoutOf } from '../split/json-layout.js';
import { byObjects } from '../split/json-objects.js';

/** Keys under which answers have the fields of one record. */
const INNER = ['paper', 'metadata', 'attributes', '_source', 'row'];
/** How many keys of an object that is not understood a message names. */
const KEYS_SHOWN = 12;
/** An id that is a small whole number is a row of its file: two files' rows 1 are not one paper. */
const ROW_NUMBER = /^\d{1,6}$/;

/** A text, which some services write as a number: a year, a volume, a page. */
export const text = z.union([z.string(), z.number().transform(String)]).nullish();

/** A format whose papers are JSON objects, one a line or in a list; the beginning must hold all the keys. */
export function jsonFormat(
  name: FormatName,
  tellingKeys: readonly RegExp[],
  draft: (object: JsonObject) => DraftResult,
  inDoubt: Layout = 'stream',
): Format {
  return {
    name,
    recognises: ({ text }) => layoutOf(text) !== null && tellingKeys.every((key) => key.test(text)),
    open: (source, sink) =>
      byObjects(sink, inDoubt, (object, line) => deliverResult(orItsKeys(object, draft(object)), source, line, sink)),
  };
}

/**
 * Reads an object by a zod shape. A field that does not fit the shape is left out and reported; the paper is rejected
 * if nothing else is left.
 */
export function shaped<T>(shape: z.ZodType<T>, draft: (object: T) => Draft): (object: JsonObject) => DraftResult {
  return (object) => {
    const checked = shape.safeParse(object);
    if (checked.success) return orItsKeys(object, { draft: draft(checked.data), leftOut: [] });
    const leftOut = [...new Set(checked.error.issues.map(({ path }) => String(path[0])))];
    const rest = shape.safeParse(Object.fromEntries(Object.entries(object).filter(([key]) => !leftOut.includes(key))));
    const result = rest.success ? draft(rest.data) : {};
    if (result.title || result.abstract) return { draft: result, leftOut };
    return { reason: wrapping(object) ?? `“${checked.error.issues[0]!.path.join('.')}” is not as this format has it` };
  };
}

/** The paper of an object, or the reason why a wrapper contains none. */
function orItsKeys(object: JsonObject, result: DraftResult): DraftResult {
  if ('reason' in result || result.draft.title || result.draft.abstract) return result;
  const reason = wrapping(object);
  return reason === null ? result : { reason };
}

/** Names the keys of an object that holds other objects; `null` for one that holds none. */
function wrapping(object: JsonObject): string | null {
  if (!Object.values(object).some((value) => isObject(Array.isArray(value) ? value[0] : value))) return null;
  return notFound(object);
}

function notFound(object: JsonObject): string {
  return `no papers are found in this object; its keys are: ${keysOf(object)}`;
}

function keysOf(object: JsonObject): string {
  return Object.keys(object).slice(0, KEYS_SHOWN).map(excerpt).join(', ');
}

/** Delivers the paper of an object, or rejects the object with the reason. */
export function deliverResult(result: DraftResult, source: Source, line: number, sink: Sink): void {
  if ('reason' in result) return sink.reject(line, result.reason);
  if (!deliver(source.file, line, sink, idInFile(result.draft, source))) return;
  for (const field of result.leftOut) sink.incomplete(line, `“${field}” cannot be read; the paper is read without it`);
}

/** A row number with the file's name before it; an id that is an address is the paper's address. */
function idInFile(draft: Draft, { file, trustsNumbers }: Source): Draft {
  const id = draft.id?.trim() ?? '';
  if (/^https?:/i.test(id)) return { ...draft, id: undefined, url: draft.url ?? id };
  // PLOS has the DOI for an id.
  if (/^10\.\d{4,9}\/\S+$/.test(id) && draft.exact !== true) return { ...draft, doi: draft.doi ?? id };
  if (trustsNumbers || !ROW_NUMBER.test(id)) return draft;
  return { ...draft, id: `${nameOf(file)}-${id}` };
}

/** `papers` of `saved/papers.jsonl.gz`. */
function nameOf(file: string): string {
  return basename(file)
    .replace(/\.(?:gz|zst)$/i, '')
    .replace(/\.[^.]*$/, '');
}

/**
 * An answer of paperkin wraps each paper with its rank: `{"rank": 1, "similarity": 0.8, "paper": {…}}`. Repositories
 * put the fields of a record under `metadata`, the JSON:API under `attributes`, Elasticsearch under `_source`, and the
 * viewer of Hugging Face data sets under `row`.
 */
function own(object: JsonObject): DraftResult {
  const inner = INNER.map((key) => object[key]).find(isObject);
  const wraps = inner !== undefined && (object['title'] === undefined || object['metadata'] === inner);
  if (!wraps) return isOurs(object) ? ours(object) : orUnknownKeys(object, foreign(object));
  return isOurs(inner) ? ours(inner) : foreign({ ...object, ...inner });
}

/** The paper of an object that paperkin did not write, or the keys of one that is not a paper. */
function foreign(object: JsonObject): DraftResult {
  const result = draftOf(object);
  if ('reason' in result) return result;
  const { title, abstract } = result.draft;
  if ((title === undefined && abstract === undefined) || isPaper(object, result.draft)) return plain(result);
  const untitled = `a description without a title is no paper; its keys are: ${keysOf(object)}`;
  return { reason: wrapping(object) ?? (title === undefined ? untitled : notFound(object)) };
}

/** The paper of an object, or its keys if none of them is a usual name of a title or an abstract. */
function orUnknownKeys(object: JsonObject, result: DraftResult): DraftResult {
  if ('reason' in result || result.draft.title !== undefined || result.draft.abstract !== undefined) return result;
  if (Object.keys(object).length === 0) return { reason: 'the object is empty' };
  return {
    reason: wrapping(object) ?? `there is neither a title nor an abstract; its keys are: ${keysOf(object)}`,
  };
}

/** Text that paperkin wrote is exact; other text may contain markup, and LaTeX as authors sent it to arXiv. */
function isOurs(object: JsonObject): boolean {
  return 'identifiers' in object && 'places' in object;
}

/** The draft of a paper that paperkin wrote, with its tags. */
function ours(object: JsonObject): DraftResult {
  const result = draftOf(object);
  if ('reason' in result) return result;
  const tags = Array.isArray(object['tags']) ? object['tags'].filter((tag) => typeof tag === 'string') : [];
  const note = typeof object['note'] === 'string' ? object['note'] : undefined;
  return { ...result, draft: { ...result.draft, exact: true, tags, note } };
}

function plain<T extends { readonly draft: Draft }>(result: T): T {
  const { draft } = result;
  const clean = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : withoutMarkup(decodeAccents(text));
  const authors = draft.authors?.map((name) => uprightName(decodeAccents(name)));
  return { ...result, draft: { ...draft, title: clean(draft.title), abstract: clean(draft.abstract), authors } };
}

const ownFormat = (name: 'jsonl' | 'json', layout: Layout): Format => ({
  ...jsonFormat(name, [], own, layout),
  recognises: ({ text }) => layoutOf(text) === layout,
});

/** Papers as JSON objects under the usual names, title and abstract (or text, or summary) first. */
export const jsonl = ownFormat('jsonl', 'lines');
export const json = ownFormat('json', 'stream');
