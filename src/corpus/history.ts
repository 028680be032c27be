/**
 * The history of changes, each with what is needed to undo it: papers removed or merged, pairs marked as not
 * duplicates, themes renamed, merged, split and pinned, tags renamed or removed from several papers. Stored with the
 * other decisions. Adding papers is not part of it: `remove` reverts that.
 */
import { CorpusError } from '../errors.js';
import type { Paper, PaperId } from '../paper.js';
import type { StoreChange, StoredPaper, StoreView } from '../store/index.js';
import type { ThemeDecision } from './theme-decision.js';

/** Papers removed or merged, a pair marked as not duplicates, decisions about themes, tags renamed or removed. */
export type ChangeKind = 'remove' | 'merge' | 'ignore' | 'themes' | 'tags';

/** A change that a person made. */
export interface HistoryEntry {
  /** `h1`, `h2`, … in the order of the changes. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly kind: ChangeKind;
  /** The change in one sentence. */
  readonly summary: string;
  /** Whether it has been undone. */
  readonly undone: boolean;
}

/** A tag that papers lost, and the one that some of them got instead. */
export interface TagsBack {
  readonly kind: 'tags';
  readonly name: string;
  /** The papers that lost it, also those that are no longer in the index. */
  readonly papers: readonly PaperId[];
  readonly into: string | null;
  /** Those of them that did not have `into` before. */
  readonly gained: readonly PaperId[];
  /** Whether no paper had `into` before: then saved searches follow the old name again. */
  readonly isNew: boolean;
}

/** How a change is undone. */
export type WayBack =
  | {
      readonly kind: 'papers';
      /** The papers before the change. */
      readonly papers: readonly StoredPaper[];
      /** When each was added. */
      readonly addedOn: Readonly<Record<PaperId, string>>;
      /** The version of the papers that the themes were found in. */
      readonly themesOf?: string;
      /** The paper that they were merged into, before the merge; null if they were removed. */
      readonly into: Paper | null;
    }
  | TagsBack
  | { readonly kind: 'ignored'; readonly pair: readonly [PaperId, PaperId] }
  | {
      readonly kind: 'themes';
      readonly decisions: readonly ThemeDecision[];
      /** Set where all themes were found from scratch: how often they had been before. */
      readonly times?: number;
    };

export interface Change {
  readonly kind: ChangeKind;
  readonly summary: string;
  readonly back: WayBack;
}

interface StoredEntry extends HistoryEntry {
  readonly back: WayBack;
}

const DECISIONS = 'history';
/** The latest entries and complete papers that are stored: about 5 MB at most. */
const MOST_ENTRIES = 200;
const MOST_PAPERS = 2_000;

/** Latest first. */
export async function historyOf(view: Pick<StoreView, 'decisions'>): Promise<HistoryEntry[]> {
  return (await entriesOf(view)).map(({ back: _, ...entry }) => entry).reverse();
}

/** What is written together with a change: after a crash, there are both or none. */
export type WithHistory = Required<Pick<StoreChange, 'decisions'>>;

/** The history with one more change. */
export async function historyWith(view: Pick<StoreView, 'decisions'>, change: Change): Promise<WithHistory> {
  const entries = await entriesOf(view);
  const number = Number(entries.at(-1)?.id.slice(1) ?? 0) + 1;
  const entry: StoredEntry = { id: `h${number}`, at: new Date().toISOString(), undone: false, ...change };
  return withEntries(latest([...entries, entry]));
}

/** The history in which a change is undone. */
export async function historyWithUndone(view: Pick<StoreView, 'decisions'>, id: string): Promise<WithHistory> {
  const entries = await entriesOf(view);
  return withEntries(entries.map((entry) => (entry.id === id ? { ...entry, undone: true, back: NOTHING } : entry)));
}

function withEntries(entries: readonly StoredEntry[]): WithHistory {
  return { decisions: new Map([[DECISIONS, { entries }]]) };
}

/**
 * The change to undo: the one with the id, or the latest that is not undone.
 * @throws CorpusError USAGE if there is none, NAME_UNKNOWN if none has the id
 */
export async function changeToUndo(
  view: Pick<StoreView, 'decisions'>,
  id: string | undefined,
): Promise<HistoryEntry & { readonly back: WayBack }> {
  const entries = await entriesOf(view);
  const entry = id === undefined ? entries.findLast(({ undone }) => !undone) : entries.find((one) => one.id === id);
  if (entry === undefined)
    throw id === undefined
      ? new CorpusError('USAGE', 'there is nothing to undo', entries.length === 0 ? NO_CHANGES : CHANGES)
      : new CorpusError('NAME_UNKNOWN', `no change has the id ${id}`, 'Run `paperkin history` for the ids.');
  if (entry.undone) throw new CorpusError('USAGE', `${entry.id} is undone already`, CHANGES);
  return entry;
}

const CHANGES = 'Run `paperkin history` for what was changed.';
const NO_CHANGES =
  'Adding is not part of the history: `paperkin export --format ids --source FILE | paperkin remove -` removes what ' +
  'a file added.';

/** An undone change needs no copy of its papers. */
const NOTHING: WayBack = { kind: 'themes', decisions: [] };

async function entriesOf(view: Pick<StoreView, 'decisions'>): Promise<readonly StoredEntry[]> {
  return ((await view.decisions(DECISIONS)) as { entries?: StoredEntry[] } | undefined)?.entries ?? [];
}

function latest(entries: readonly StoredEntry[]): readonly StoredEntry[] {
  let papers = 0;
  let from = entries.length;
  while (from > 0 && entries.length - from < MOST_ENTRIES) {
    const { back } = entries[from - 1]!;
    papers += back.kind === 'papers' ? back.papers.length : 0;
    if (papers > MOST_PAPERS && from < entries.length) break;
    from--;
  }
  return entries.slice(from);
}
