/**
 * The stored run of themes: one for each version of the papers and of a person's decisions, continued from the one
 * before. Previews (of another number of themes, or of a time) are matched to it and not stored.
 */

import type { QuantizedEmbeddings } from '../embedding.js';
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { evenly } from '../maths/batches.js';
import { releaseRows } from '../maths/rows.js';
import type { Heading, StoreView } from '../store/index.js';
import { type FindOptions, farTextBelow, findThemes, type Theme, type Themes } from '../themes/index.js';
import { VERSION } from '../version.js';
import { fromMemory, keepInMemory } from './derived.js';
import { keepUndecided, recordFresh } from './earlier-runs.js';
import { type AllHeadings, allHeadings } from './embedded-papers.js';
import { withProgress } from './long-work.js';
import { embedQueries, subjectsOf } from './model.js';
import { isSameName } from './named-list.js';
import {
  BEFORE,
  type DatedRun,
  decisionsOf,
  digestOf,
  LAST,
  save,
  savedRun,
  type ThemeRun,
  timesFreshIn,
} from './stored-runs.js';

export type RunOptions = Pick<FindOptions, 'signal' | 'onProgress' | 'fresh'>;

export interface PreviewOptions extends RunOptions {
  readonly k?: number | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Papers whose sentences determine how dissimilar a short text may be. */
const PAPERS_FOR_TEXTS = 300;

/** The last run if nothing has changed since; otherwise a new one. */
export async function currentRun(
  index: OpenView,
  { signal, onProgress, fresh = false }: RunOptions = {},
): Promise<ThemeRun> {
  const { store, view } = index;
  const decisions = await decisionsOf(view);
  const times = await timesFreshIn(view);
  const of = view.papersVersion;
  const decidedNow = digestOf(decisions, times);
  const isCurrent = ({ version, decided }: ThemeRun) => version === VERSION && decided === decidedNow;
  // A question with an earlier snapshot does not find the run of this process in the store.
  const own = fromMemory<ThemeRun>(index, LAST);
  if (!fresh && own !== undefined && isCurrent(own)) return own;
  const last = await savedRun(view, LAST);
  if (!fresh && last?.of === of && isCurrent(last.run)) return last.run;
  const { headings, embeddings } = await allHeadings(view);
  const model = await view.model();
  const themes = await findFrom(index, { headings, embeddings }, last, {
    model: model?.sha256,
    decisions,
    fresh,
    signal,
    onProgress,
  });
  const run: ThemeRun = {
    version: VERSION,
    decided: fresh && store.writable ? digestOf(decisions, times + 1) : decidedNow,
    themes,
    farTextBelow: farTextBelow(await someSentences(view, headings), themes.state),
  };
  const isOfAnotherNumber = last?.run.themes.why.decided !== themes.why.decided;
  if (last !== undefined && (fresh || last.of !== of || isOfAnotherNumber)) await save(store, BEFORE, last);
  const canReturn = fresh && last?.of === of && isCurrent(last.run);
  if (canReturn) await keepUndecided(index, last.run);
  await save(store, LAST, { of, run });
  keepInMemory(store, LAST, { of, value: run });
  if (fresh && store.writable) await recordFresh(store, times + 1, canReturn);
  return run;
}

/**
 * Themes of another number, or of some papers, with the ids and names that they have in the last run; not stored.
 */
export async function previewThemes(index: OpenView, { since, until, ...options }: PreviewOptions): Promise<Themes> {
  const { view } = index;
  const last = await savedRun(view, LAST);
  return findFrom(index, await allHeadings(view, { since, until }), last, {
    ...options,
    preview: true,
    decisions: await decisionsOf(view),
  });
}

/** Themes that continue those of the last run. */
async function findFrom(
  index: OpenView,
  { headings, embeddings }: AllHeadings,
  last: DatedRun | undefined,
  { onProgress, ...options }: FindOptions,
): Promise<Themes> {
  const lastAdded = await index.view.latestDay();
  const themes = await withProgress(index, 'themes', onProgress, (report) =>
    findThemes(headings, embeddings, embedQueries(index), {
      ...options,
      read: (ids) => index.view.papers(ids),
      subjects: subjectsOf(index),
      lastAdded,
      onProgress: report,
      previous: last?.run.themes.state,
    }),
  );
  releaseRows(embeddings); // the answer is about to be serialised beside them
  return themes;
}

/** The theme of an id or a label. @throws CorpusError THEME_UNKNOWN */
export function themeNamed({ themes, state }: Themes, id: string): Theme {
  const theme = themes.find((one) => one.id === id) ?? themes.find(({ label }) => isSameName(label, id.trim()));
  if (theme !== undefined) return theme;
  const part = state.themes.find((one) => one.id === id && one.shownAs !== id);
  if (part !== undefined)
    throw new CorpusError(
      'THEME_UNKNOWN',
      `${id} is part of ${part.shownAs}, because you merged them`,
      `Name ${part.shownAs}, or undo the merge with \`paperkin themes unmerge ${id}\`.`,
    );
  throw new CorpusError('THEME_UNKNOWN', `no theme has the id or the name ${id}`, 'Run `paperkin themes` for the ids.');
}

/** Of papers evenly spread over the ids. */
async function someSentences(view: StoreView, papers: readonly Heading[]): Promise<QuantizedEmbeddings[]> {
  const ids = evenly(papers, PAPERS_FOR_TEXTS).map(({ id }) => id);
  return [...(await view.sentences(ids)).values()];
}
