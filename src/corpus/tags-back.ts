/** Tags that were renamed, or removed from several papers, in the history, and how papers get them back. */
import { counted } from '../counted.js';
import type { OpenView } from '../ingest/index.js';
import type { PaperId } from '../paper.js';
import type { StoreView } from '../store/index.js';
import { historyWith, type TagsBack, type WithHistory } from './history.js';
import { keysOfPapers, type Marks, readMarks, type StoredMark, sortedTags, writeMarks } from './marks.js';

type Decisions = WithHistory['decisions'];

export async function historyWithRemoved(
  view: Pick<StoreView, 'decisions'>,
  name: string,
  papers: readonly PaperId[],
): Promise<Decisions> {
  const summary = `Removed the tag “${name}” from ${counted(papers.length, 'paper')}.`;
  const back: TagsBack = { kind: 'tags', name, papers, into: null, gained: [], isNew: false };
  return (await historyWith(view, { kind: 'tags', summary, back })).decisions;
}

/** @param marks before the change */
export async function historyWithRenamed(
  view: Pick<StoreView, 'decisions'>,
  { present, waiting }: Marks,
  { name, into, isNew }: { readonly name: string; readonly into: string; readonly isNew: boolean },
): Promise<Decisions> {
  const tagged = [...present, ...waiting].filter(({ tags }) => tags.includes(name));
  const papers = tagged.map(({ paper }) => paper);
  const gained = tagged.filter(({ tags }) => !tags.includes(into)).map(({ paper }) => paper);
  const summary = isNew ? `Renamed the tag “${name}” to “${into}”.` : `Merged the tag “${name}” into “${into}”.`;
  const back: TagsBack = { kind: 'tags', name, papers, into, gained, isNew };
  return (await historyWith(view, { kind: 'tags', summary, back })).decisions;
}

/** Later changes of the same papers stay. @param besides decisions that are written in the same transaction */
export async function giveTagsBack(
  { store, view }: Pick<OpenView, 'store' | 'view'>,
  { name, papers, into, gained }: TagsBack,
  besides: Decisions,
): Promise<void> {
  const { present, waiting } = await readMarks(view);
  const [lost, changed] = [new Set(papers), new Set(gained)];
  const restored = (one: StoredMark): StoredMark => {
    const tags = one.tags.filter((tag) => tag !== into || !changed.has(one.paper));
    return { ...one, tags: lost.has(one.paper) ? sortedTags([...tags, name]) : tags };
  };
  const marked = new Set([...present, ...waiting].map(({ paper }) => paper));
  const keys = await keysOfPapers(
    view,
    papers.filter((id) => !marked.has(id)),
  );
  const unmarked = [...keys].map(([paper, its]) => ({ paper, tags: [name], read: false, note: null, keys: its }));
  await writeMarks(
    store,
    { present: [...present.map(restored), ...unmarked], waiting: waiting.map(restored) },
    besides,
  );
}
