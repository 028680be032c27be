/** How far each reader of the digest has read. A reader is a name that a person chose; there are no accounts. */
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { byCodeUnits } from '../maths/order.js';
import type { StoredValues } from '../store/index.js';

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
const DECISIONS = 'digest-readers';
const LONGEST_NAME = 60;

type Reading = Pick<StoredValues, 'decisions'>;

export async function readerPosition(view: Reading, name: string): Promise<ReaderPosition | undefined> {
  const reader = readerName(name);
  return (await readers(view)).find((one) => one.name === reader);
}

export async function writeReaderPosition({ store, view }: OpenView, position: ReaderPosition): Promise<void> {
  const others = (await readers(view)).filter(({ name }) => name !== position.name);
  const all = [...others, position].sort((a, b) => byCodeUnits(a.name, b.name));
  await store.writeDecisions(DECISIONS, { readers: all });
}

/** @throws CorpusError USAGE */
export function readerName(typed: string): string {
  const name = typed.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (name !== '' && name.length <= LONGEST_NAME) return name;
  throw new CorpusError('USAGE', 'a reader needs a name', `Use at most ${LONGEST_NAME} characters.`);
}

async function readers(view: Reading): Promise<readonly ReaderPosition[]> {
  return ((await view.decisions(DECISIONS)) as { readers?: ReaderPosition[] } | undefined)?.readers ?? [];
}
