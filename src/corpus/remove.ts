/** Removes papers. If a command is repeated after a crash, papers that are already removed are not an error. */
import { CorpusError } from '../errors.js';
import type { PaperId } from '../paper.js';
import type { Store, StoreView } from '../store/index.js';
import { VERSION } from '../version.js';
import { findPaper } from './find-paper.js';
import type { WithHistory } from './history.js';
import { keepEmbeddings } from './removed-embeddings.js';

const REMOVED = 'removed-papers';
/** Ids remembered as removed; the latest stay. */
const MOST_REMEMBERED = 10_000;

/**
 * @param also what is written in the same transaction
 * @returns the ids, also of those that were removed before, and how many papers are left
 * @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS before anything is removed
 */
export async function removePapers(
  store: Store,
  ids: readonly string[],
  also: Also,
): Promise<{ removed: PaperId[]; papers: number }> {
  const removed = await store.read((view) => removeFrom(store, view, ids, also));
  return { removed, papers: await store.read((view) => view.count()) };
}

type Also = (view: StoreView) => Promise<WithHistory>;

async function removeFrom(store: Store, view: StoreView, ids: readonly string[], also: Also): Promise<PaperId[]> {
  const before = new Set(((await view.derived(REMOVED))?.value ?? []) as PaperId[]);
  const present: PaperId[] = [];
  const gone: PaperId[] = [];
  for (const id of ids) {
    try {
      present.push((await findPaper(view, id)).id);
    } catch (error) {
      if (!(error instanceof CorpusError && error.code === 'PAPER_UNKNOWN' && before.has(id as PaperId))) throw error;
      gone.push(id as PaperId);
    }
  }
  if (present.length > 0) {
    const value = [...new Set([...before, ...present])].slice(-MOST_REMEMBERED);
    await keepEmbeddings(store, view, present);
    await store.saveDerived(REMOVED, { of: view.papersVersion, program: VERSION, value });
    await store.write({ remove: present, ...(await also(view)) });
  }
  return [...new Set([...present, ...gone])].sort();
}
