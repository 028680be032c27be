/** How far each reader of the digest has read. A reader is a name that a person chose; there are no accounts. */
import { namedList, nameFrom, type Reading } from './named-list.js';

export interface ReaderPosition {
  readonly name: string;
  /** The version of the papers up to which they were read. */
  readonly papersVersion: string;
  /** The latest day of which papers were read. */
  readonly day: string | null;
  /** Ids of the themes at that time. */
  readonly themes: readonly string[];
}

export const DEFAULT_READER = 'default';

const readers = namedList<ReaderPosition>('digest-readers', 'readers');

export async function readerPosition(view: Reading, name: string): Promise<ReaderPosition | undefined> {
  return (await readers.all(view)).find((one) => one.name === name);
}

export const writeReaderPosition = readers.put;

/** @throws CorpusError USAGE */
export function readerName(typed: string): string {
  return nameFrom(typed, 'a reader');
}
