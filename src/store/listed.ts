/** The columns of a paper and what filters compare with them, the same in every store. */
import { firstDay, lastDay, type Paper, type PaperId } from '../paper.js';
import { fold } from '../text/words.js';
import type { Where } from './shapes.js';

/** As JSON without the id, which has a column of its own. */
export function fieldsOf({ id: _, ...fields }: Paper): string {
  return JSON.stringify(fields);
}

export function paperOf(id: PaperId, fields: string): Paper {
  return { id, ...(JSON.parse(fields) as Omit<Paper, 'id'>) };
}

/** Between them is the day of publication; null if it is not known. */
export function firstAndLastDay({ published }: Paper): readonly [string | null, string | null] {
  return published === null ? [null, null] : [firstDay(published), lastDay(published)];
}

/** The byline and the authors, folded, a line each. */
export function namesOf({ by, authors }: Paper): string {
  return [...(by === null ? [] : [by]), ...authors].map(fold).join('\n');
}

/** Letters that have no accent to take off, and the ones they are typed as without such a keyboard. */
const PLAIN_LETTERS = Object.entries({ ı: 'i', ø: 'o', ł: 'l', đ: 'd' });

/** A part of a name as it is compared with `plainNames`. */
function plainName(name: string): string {
  return PLAIN_LETTERS.reduce((text, [letter, plain]) => text.replaceAll(letter, plain), fold(name));
}

/** In SQL: folded names with plain letters. Names are stored folded only, so that older indexes stay as they are. */
export function plainNames(column: string): string {
  const plainly = PLAIN_LETTERS.reduce((sql, [letter, plain]) => `replace(${sql}, '${letter}', '${plain}')`, column);
  return `CASE WHEN octet_length(${column}) = length(${column}) THEN ${column} ELSE ${plainly} END`; // most are ASCII
}

/** Papers of one batch of a scan: some 1 MB with their abstracts. */
export const PAPERS_AT_ONCE = 500;

/** The files that contain a paper, each once. */
export function sourceFiles({ places }: Paper): string[] {
  return [...new Set(places.map(({ file }) => file))];
}

type Value<Part extends keyof Where> = NonNullable<Where[Part]>;

/** A condition for each part of a filter, as a store writes it. */
export type Conditions<T> = { readonly [Part in keyof Where]-?: (value: Value<Part>) => T };

/** The form of a value that is compared with the columns, if people type another one. */
const COMPARED: { readonly [Part in keyof Where]?: (value: Value<Part>) => Value<Part> } = {
  since: firstDay,
  until: lastDay,
  by: plainName,
  source: fold,
};

/** The conditions of the parts that are set. */
export function conditionsOf<T>(where: Where = {}, conditions: Conditions<T>): T[] {
  const parts = (Object.keys(where) as (keyof Where)[]).filter((part) => where[part] !== undefined);
  return parts.map((part) => conditions[part]((COMPARED[part]?.(where[part] as never) ?? where[part]) as never));
}

export function isFilter(where: Where | undefined): where is Where {
  return Object.values(where ?? {}).some((value) => value !== undefined);
}
