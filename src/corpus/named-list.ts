/** A list of a person's decisions, each under a name of its own, in order of name. */
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { LONGEST_NAME } from '../limits.js';
import { byCodeUnits } from '../maths/order.js';
import type { StoredValues } from '../store/index.js';

export type Reading = Pick<StoredValues, 'decisions'>;
export type Writing = Pick<OpenView, 'store' | 'view'>;

export interface NamedList<T> {
  all(view: Reading): Promise<readonly T[]>;
  /** In place of another of that name. */
  put(index: Writing, one: T): Promise<void>;
  remove(index: Writing, name: string): Promise<void>;
  /** Changes all of them, but not their names. */
  edit(index: Writing, edit: (one: T) => T): Promise<void>;
}

/** @param key of the decisions @param field that holds the list in them */
export function namedList<T extends { readonly name: string }>(key: string, field: string): NamedList<T> {
  const all = async (view: Reading): Promise<readonly T[]> =>
    ((await view.decisions(key)) as { readonly [field: string]: T[] } | undefined)?.[field] ?? [];
  const write = ({ store }: Writing, list: readonly T[]) => store.writeDecisions(new Map([[key, { [field]: list }]]));
  const replace = async (index: Writing, name: string, by: readonly T[]): Promise<void> => {
    const others = (await all(index.view)).filter((one) => one.name !== name);
    await write(
      index,
      [...others, ...by].sort((a, b) => byCodeUnits(a.name, b.name)),
    );
  };
  return {
    all,
    put: (index, one) => replace(index, one.name, [one]),
    remove: (index, name) => replace(index, name, []),
    edit: async (index, edit) => write(index, (await all(index.view)).map(edit)),
  };
}

/** A name as a person typed it, on one line. @param of what it names, as in: a reader @throws CorpusError USAGE */
export function nameFrom(typed: string, of: string): string {
  const name = onOneLine(typed);
  if (name !== '' && name.length <= LONGEST_NAME) return name;
  const fault = name === '' ? `${of} needs a name` : `the name of ${of} is too long`;
  throw new CorpusError('USAGE', fault, `Use 1 to ${LONGEST_NAME} characters.`);
}

/** Without control characters and other invisible ones; composed, as keyboards and file names differ in that. */
export function onOneLine(typed: string): string {
  return typed
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** Whether two names differ in case, or in composed and combining letters, alone. */
export function isSameName(a: string, b: string): boolean {
  const folded = (name: string) => name.normalize('NFC').toLowerCase();
  return folded(a) === folded(b);
}
