/** Changes that can be undone, and how they are undone. */
import { counted } from '../counted.js';
import { CorpusError } from '../errors.js';
import { embedPapers, type OpenIndex, type OpenView } from '../ingest/index.js';
import type { Paper, PaperId } from '../paper.js';
import type { PaperReader, StoredPaper, StoreView } from '../store/index.js';
import type { ThemeDecisions } from '../themes/index.js';
import { withoutUndefined } from '../without-undefined.js';
import type { Ask, Interruptible } from './access.js';
import { decideThemes } from './decide-themes.js';
import { ignoreDuplicate, mergeDuplicates, unignoreDuplicate } from './duplicates.js';
import { continueFrom, keepUndecided, lastRunOf, returnToUndecided, undecided } from './earlier-runs.js';
import { findIfOne, findPaper, requireList, storedPapers } from './find-paper.js';
import {
  changeToUndo,
  type HistoryEntry,
  historyWith,
  historyWithUndone,
  type TagsBack,
  type WayBack,
} from './history.js';
import { removePapers } from './remove.js';
import { removedEmbeddings } from './removed-embeddings.js';
import { renameTagInSearches } from './saved-searches.js';
import { decisionsOf, digestOf, FROM_SCRATCH, storedDecisions, timesFreshIn } from './stored-runs.js';
import { giveTagsBack } from './tags-back.js';
import type { ThemeDecision } from './theme-decision.js';
import { currentRun } from './theme-run.js';

type PapersBack = Extract<WayBack, { kind: 'papers' }>;
type DecisionsBack = Extract<WayBack, { kind: 'themes' }>;

/** Titles in a sentence of the history are cut at this length. */
const LONGEST_TITLE = 80;

export async function removeUndoably({ store }: OpenIndex, ask: Ask, typed: readonly string[]) {
  const back = await ask(({ view }) => papersAsTheyAre(view, typed));
  const { papers } = back;
  const what = papers.length === 1 ? titled(papers[0]!.paper) : `${papers.length} papers`;
  return removePapers(store, typed, (view) => historyWith(view, { kind: 'remove', summary: `Removed ${what}.`, back }));
}

export async function mergeUndoably(ask: Ask, typed: readonly string[]) {
  return ask(async (index) => {
    const back = await papersAsTheyAre(index.view, typed);
    return mergeDuplicates(index, typed, (into) => {
      const [other, ...more] = back.papers.filter(({ paper }) => paper.id !== into.id);
      const what = other === undefined || more.length > 0 ? `${more.length + 1} papers` : titledWithId(other.paper);
      const summary = `Merged ${what} into ${titledWithId(into)}.`;
      return historyWith(index.view, { kind: 'merge', summary, back: { ...back, into } });
    });
  });
}

export async function ignoreUndoably(ask: Ask, a: string, b: string) {
  return ask((index) =>
    ignoreDuplicate(index, a, b, async (pair) => {
      const [first, second] = [await findPaper(index.view, pair[0]), await findPaper(index.view, pair[1])];
      const summary = `Marked ${titledWithId(first)} and ${titledWithId(second)} as not duplicates.`;
      return historyWith(index.view, { kind: 'ignore', summary, back: { kind: 'ignored', pair } });
    }),
  );
}

export async function decideUndoably(
  ask: Ask,
  requested: ThemeDecision,
  options: Interruptible,
): Promise<ThemeDecision> {
  return ask(async (index) => {
    const { store, view } = index;
    const run = await currentRun(index, options);
    const labels = new Map(run.themes.themes.map(({ id, label }) => [id, label]));
    const { decision, decisions } = await decideThemes(index, requested, run.themes);
    const back = wayBackOf(await decisionsOf(view), decisions);
    const summary = await summaryOf(decision, (id) => `“${labels.get(id) ?? id}”`, view);
    const change = { kind: 'themes', summary, back: { kind: 'themes', decisions: back } } as const;
    const history = back.length === 0 ? [] : (await historyWith(view, change)).decisions;
    if (back.length > 0) await keepUndecided(index, run);
    await store.writeDecisions(new Map<string, unknown>([storedDecisions(decisions), ...history]));
    return decision;
  });
}

/** @throws CorpusError USAGE if there is nothing to undo, or if what was changed has changed again since */
export async function undo(
  index: OpenIndex,
  ask: Ask,
  id: string | undefined,
): Promise<{ readonly undone: HistoryEntry }> {
  const { back, ...entry } = await ask(({ view }) => changeToUndo(view, id));
  if (back.kind === 'papers') await bringBack(index, ask, back, entry.id);
  else if (back.kind === 'tags') await undoTags(ask, back, entry.id);
  else if (back.kind === 'ignored')
    await ask(async (one) => unignoreDuplicate(one, back.pair, await historyWithUndone(one.view, entry.id)));
  else await decideBack(ask, back, entry.id);
  return { undone: { ...entry, undone: true } };
}

/** @param id of the change */
async function undoTags(ask: Ask, back: TagsBack, id: string): Promise<void> {
  await ask(async (index) => giveTagsBack(index, back, (await historyWithUndone(index.view, id)).decisions));
  const { isNew, into, name } = back;
  if (isNew && into !== null) await ask((index) => renameTagInSearches(index, into, name));
}

/**
 * The themes before the change, if it is the last one. Otherwise what it decided is decided back: each decision needs
 * the themes after the one before, and the change is undone with the last.
 * @param id of the change
 */
async function decideBack(ask: Ask, back: DecisionsBack, id: string): Promise<void> {
  if (await ask((index) => restoreUndecided(index, back, id))) return;
  if (back.times !== undefined)
    throw new CorpusError(
      'USAGE',
      'the papers or your decisions about themes have changed since',
      'Run `paperkin history`: other changes can be undone by their ids.',
    );
  for (const decision of back.decisions)
    await ask(async (index) => {
      const { themes } = await currentRun(index);
      const { decisions } = await decideThemes(index, decision, themes);
      const history = decision === back.decisions.at(-1) ? (await historyWithUndone(index.view, id)).decisions : [];
      await index.store.writeDecisions(new Map<string, unknown>([storedDecisions(decisions), ...history]));
    });
}

/** @returns false if something else was decided since, or the papers have changed */
async function restoreUndecided(index: OpenView, back: DecisionsBack, id: string): Promise<boolean> {
  const { store, view } = index;
  const now = await timesFreshIn(view);
  const before = await undecided(view, back.times ?? now);
  if (before === undefined) return false;
  const steps = wayBackOf(before, await decisionsOf(view));
  if (JSON.stringify(steps) !== JSON.stringify(back.decisions)) return false;
  const times = back.times === undefined ? now : now + 1;
  const { decisions: history } = await historyWithUndone(view, id);
  await store.writeDecisions(
    new Map<string, unknown>([storedDecisions(before), [FROM_SCRATCH, { times }], ...history]),
  );
  await returnToUndecided(index, digestOf(before, times));
  return true;
}

/** @param id of the change that is undone */
async function bringBack(index: OpenIndex, ask: Ask, back: PapersBack, id: string): Promise<void> {
  const { papers, into } = back;
  const survivor = into?.id;
  await ask(async ({ view }) => {
    if (into !== null && JSON.stringify((await view.papers([into.id]))[0]) !== JSON.stringify(into))
      throw new CorpusError(
        'USAGE',
        `${titled(into)} has changed since`,
        'Add the other papers again from their files.',
      );
    const holderOf = async (kind: 'text:' | 'id:') => {
      const keys = papers.flatMap((one) => one.keys.filter((key) => key.startsWith(kind)));
      const holders = (await view.withKeys(keys)).filter(({ paper }) => paper.id !== survivor);
      return holders.find((holder) => papers.some((one) => isOne(one, holder, kind)))?.paper;
    };
    const same = await holderOf('text:');
    if (same !== undefined)
      throw new CorpusError('USAGE', `${titled(same)} is in the collection again`, 'There is nothing to restore.');
    const other = await holderOf('id:');
    if (other !== undefined)
      throw new CorpusError('USAGE', `${titled(other)} now has the id of a paper to restore`, 'Remove it first.');
  });
  const known = await ask(({ view }) => removedEmbeddings(view, papers));
  await index.store.write({
    ...(await embedPapers(index, papers, { known })),
    addedOn: new Map(Object.entries(back.addedOn) as [PaperId, string][]),
    ...(survivor === undefined ? {} : { remove: [survivor] }),
    ...(await ask(({ view }) => historyWithUndone(view, id))),
  });
  await ask((now) => continueFrom(now, back.themesOf));
}

type Keyed = Pick<StoredPaper, 'paper' | 'given' | 'keys'>;

/** Whether a key of the kind makes two papers one: files may give each of two papers of one text an id of its own. */
function isOne(a: Keyed, b: Keyed, kind: 'text:' | 'id:'): boolean {
  if (!a.keys.some((key) => key.startsWith(kind) && b.keys.includes(key))) return false;
  return a.paper.id === b.paper.id || !(a.given && b.given);
}

/** Papers by id with everything needed to write them again; unknown ids are left out. */
async function papersAsTheyAre(view: StoreView, typed: readonly string[]): Promise<PapersBack> {
  requireList(typed);
  const ids = new Set<PaperId>();
  for (const one of typed) {
    const paper = await findIfOne(view, one);
    if (paper !== undefined) ids.add(paper.id);
  }
  const stored = await storedPapers(view, [...ids]);
  const addedOn = Object.fromEntries((await view.arrivals([...ids])).map((one) => [one.id, one.addedOn]));
  const themesOf = await lastRunOf(view);
  return { kind: 'papers', papers: stored, addedOn, into: null, ...withoutUndefined({ themesOf }) };
}

/** The decisions that restore the previous state. */
function wayBackOf(before: ThemeDecisions, now: ThemeDecisions): ThemeDecision[] {
  return [
    ...(before.k === now.k ? [] : [{ kind: 'number', k: before.k ?? null } as const]),
    ...splitsBack(before, now),
    ...differences(before.names, now.names, 'theme', 'name').map(
      ([theme, name]): ThemeDecision => ({ kind: 'rename', theme, label: name ?? '' }),
    ),
    ...differences(before.merges, now.merges, 'from', 'into').map(
      ([from, into]): ThemeDecision =>
        into === undefined ? { kind: 'unmerge', theme: from } : { kind: 'merge', from, into },
    ),
    ...differences(before.pins, now.pins, 'paper', 'theme').map(
      ([paper, theme]): ThemeDecision =>
        theme === undefined ? { kind: 'unpin', paper } : { kind: 'pin', paper, theme },
    ),
  ];
}

/** One decision for each theme that was split or unsplit. */
function splitsBack(before: ThemeDecisions, now: ThemeDecisions): ThemeDecision[] {
  const missing = (from: ThemeDecisions, to: ThemeDecisions) => {
    const there = new Set(to.splits?.map(({ part }) => part));
    const parts = new Map<string, string[]>();
    for (const { part, from: whole } of from.splits ?? [])
      if (!there.has(part)) parts.set(whole, [...(parts.get(whole) ?? []), part]);
    return [...parts];
  };
  const all = (theme: string) => (now.splits ?? []).filter(({ from }) => from === theme).length;
  return [
    ...missing(now, before).flatMap(([theme, parts]): ThemeDecision[] =>
      parts.length === all(theme)
        ? [{ kind: 'unsplit', theme }]
        : parts.map((part) => ({ kind: 'unsplit', theme: part })),
    ),
    ...missing(before, now).map(([theme, parts]): ThemeDecision => {
      const into = (before.anchors ?? []).filter((anchor) => parts.includes(anchor.theme));
      return { kind: 'split', theme, into };
    }),
  ];
}

/** The changed entries of a list with their previous values; undefined for a new entry. */
function differences<K extends string, V extends string>(
  before: readonly Readonly<Record<K | V, string>>[] = [],
  now: readonly Readonly<Record<K | V, string>>[] = [],
  key: K,
  value: V,
): [string, string | undefined][] {
  const [was, is] = [before, now].map((list) => new Map(list.map((one) => [one[key], one[value]] as const)));
  return [...new Set([...was!.keys(), ...is!.keys()])]
    .filter((one) => was!.get(one) !== is!.get(one))
    .map((one) => [one, was!.get(one)]);
}

async function summaryOf(
  decision: ThemeDecision,
  labelOf: (theme: string) => string,
  view: PaperReader,
): Promise<string> {
  switch (decision.kind) {
    case 'number':
      return decision.k === null
        ? 'Let the number of themes be chosen from the data.'
        : `Chose ${counted(decision.k, 'theme')}.`;
    case 'rename':
      return decision.label === ''
        ? `Gave the theme ${labelOf(decision.theme)} its automatic name back.`
        : `Renamed the theme ${labelOf(decision.theme)} to “${decision.label}”.`;
    case 'merge':
      return `Merged the theme ${labelOf(decision.from)} into ${labelOf(decision.into)}.`;
    case 'unmerge':
      return `Made the theme ${decision.theme} a theme of its own again.`;
    case 'split':
      return `Split the theme ${labelOf(decision.theme)} into ${(decision.into?.length ?? 1) + 1}.`;
    case 'unsplit':
      return `Undid the split of the theme ${labelOf(decision.theme)}.`;
    case 'pin':
      return `Moved ${await nameOf(view, decision.paper)} to the theme ${labelOf(decision.theme)}.`;
    case 'unpin':
      return `Let ${await nameOf(view, decision.paper)} go to the theme that it is nearest to.`;
  }
}

/** Of a paper that was removed, which may be unpinned, its id. */
async function nameOf(view: PaperReader, typed: string): Promise<string> {
  const paper = await findIfOne(view, typed);
  return paper === undefined ? typed : titled(paper);
}

/** Near-duplicates often have the same title. */
function titledWithId(paper: Paper): string {
  return paper.title === '' ? titled(paper) : `${titled(paper)} (${paper.id})`;
}

function titled({ id, title }: Paper): string {
  const name = title === '' ? id : title;
  return `“${name.length > LONGEST_TITLE ? `${name.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : name}”`;
}
