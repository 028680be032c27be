/** Tells papers from other things that are described with some of the same words: packages, schemas, settings. */
import { isObject } from '../split/json-layout.js';
import { publishedOf } from './dates.js';
import type { Draft } from './draft.js';
import { fieldOf } from './fields.js';
import { identifiersOf } from './identifiers.js';

/** Anything may have a description; of the names of an abstract, the others are used for texts of papers. */
const DESCRIPTION = /^descriptions?$/i;
/** A title beside so many objects of unknown names is one of a document: a dashboard, a report of a program. */
const OBJECTS_OF_DOCUMENT = 2;

/**
 * Whether an object with a title or a description is a paper. It is if it has an abstract by a surer name, a date or an
 * identifier. Otherwise it needs a title, and authors or nothing that a document of another kind has: keys such as
 * `$schema`, and objects of its own.
 */
export function isPaper(object: Readonly<Record<string, unknown>>, draft: Draft): boolean {
  const keys = Object.keys(object);
  if (keys.some((key) => isAbstract(key) && object[key] !== '')) return true;
  if (publishedOf(draft.published ?? '') !== null) return true;
  if (Object.keys(identifiersOf(draft, draft.url ?? null)).length > 0) return true;
  if (!keys.some((key) => fieldOf(key)?.field === 'title')) return false;
  if ((draft.authors ?? draft.editors ?? []).length > 0) return true;
  const objects = keys.filter((key) => fieldOf(key) === null && isObject(object[key]));
  return objects.length < OBJECTS_OF_DOCUMENT && !keys.some((key) => key.startsWith('$'));
}

/** Whether columns may be those of papers: a title, an abstract, or a description beside authors, a date or a DOI. */
export function nameAPaper(columns: readonly string[]): boolean {
  const fields = new Set(columns.map((column) => fieldOf(column)?.field));
  if (fields.has('title') || columns.some(isAbstract)) return true;
  return fields.has('abstract') && (['authors', 'published', 'doi'] as const).some((field) => fields.has(field));
}

function isAbstract(name: string): boolean {
  return fieldOf(name)?.field === 'abstract' && !DESCRIPTION.test(name);
}
