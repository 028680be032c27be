/**
 * All steps from papers to themes: group the papers, separate outliers, recognise the last run's themes, apply a
 * person's decisions, name the themes, group them into areas.
 */
import type { Subjects } from '../embed/index.js';
import type { Embedding } from '../embedding.js';
import { yieldToEventLoop } from '../errors.js';
import type { LongWork } from '../maths/progress.js';
import { pickRows, type Rows, rowAt, rowsOf } from '../maths/rows.js';
import type { Paper, PaperId } from '../paper.js';
import { centroidsOf, type Membership, similaritiesTo } from './clustering/membership.js';
import { describeOutliers, describeThemes, type Groups } from './describe.js';
import { CRITERION, type Grouping, groupingOf, largestFirst } from './grouping.js';
import { gatherAreas, type Library, labelThemes, readLibrary, type ThemeLabel } from './naming/label.js';
import type { EmbedPhrases } from './naming/names/candidate-lists.js';
import type { PreviousLabel } from './naming/names/name-parts.js';
import { type PaperText, paperTextOf, type ReadTexts } from './paper-words.js';
import { keptNaming, type NamedThemes, newNaming } from './reuse-names.js';
import type { Area, KnownTheme, ListedPaper, ThemeDecisions, Themes, ThemesState, Why } from './theme.js';
import { nextNumber, ownNames, pinnedTo, shownAs } from './tracking/decisions.js';
import { type Identity, identify, type NewGroup } from './tracking/identity.js';
import { keepDecided, pinnedMembersAmong } from './tracking/pinned-members.js';
import { namedAnew, rejoined, withOrigin } from './tracking/splits.js';

export interface FindOptions extends LongWork {
  /** Number of themes; default: chosen from the data. */
  readonly k?: number | undefined;
  /** The state that the last run returned; the themes continue from it. */
  readonly previous?: ThemesState | undefined;
  /** Identifies the model of the embeddings; after a change of model, all papers are regrouped. */
  readonly model?: string | undefined;
  /** Regroups all papers; the themes of the last run are only matched. */
  readonly fresh?: boolean | undefined;
  readonly decisions?: ThemeDecisions;
  /** Previews the groups as found: of a person's decisions only names apply, and no theme is added to the groups. */
  readonly preview?: boolean;
  /** Reads papers whose abstracts are needed; by default `papers` have them. */
  readonly read?: ReadPapers;
  /** Subjects in the space of the embeddings, which themes may be named like. */
  readonly subjects?: () => Promise<Subjects | undefined>;
  /** The day on which papers were last added, `YYYY-MM-DD`: later dates of papers add no months or years. */
  readonly lastAdded?: string | null | undefined;
}

/** Shares of the time in a large collection, at which groups are refined, all papers are grouped, and themes named. */
const [STARTED, GROUPED, NAMED] = [0.3, 0.65, 0.9];

/** Papers by id, in any order. */
export type ReadPapers = (ids: readonly PaperId[]) => Promise<readonly Pick<Paper, 'id' | 'title' | 'abstract'>[]>;

/**
 * The themes of a collection of papers; the same for any order of the papers.
 * @param embeddings one a paper, in the same order; as rows they are not copied where the papers are in order of id
 * @param embedPhrases embeds short texts, in order: phrases of the papers and names of subjects, some 150 a
 *   theme or area
 * @throws CorpusError INTERRUPTED when aborted
 */
export async function findThemes(
  papers: readonly (ListedPaper & Partial<Pick<Paper, 'abstract'>>)[],
  embeddings: readonly Embedding[] | Rows,
  embedPhrases: EmbedPhrases,
  options: FindOptions = {},
): Promise<Themes> {
  const { preview = false } = options;
  const previous = rejoined(options.previous, options.decisions);
  const decisions = preview ? namesOnly(options.decisions) : (options.decisions ?? {});
  const step = stepsOf(options);
  const { sorted, rows } = inOrderOfId(papers, embeddings);
  if (rows.count === 0) return noThemes(previous);
  const readings = readingsOf(sorted, options.read);

  await step(0);
  const run = { ...options, previous, decided: decisions.k };
  let passes = 0; // how many there will be is not known
  const pause = () => yieldToEventLoop(options.signal);
  const afterPass = () => step(GROUPED - (GROUPED - STARTED) * 0.9 ** passes++);
  const grouping = await groupingOf(sorted, rows, readings, { ...run, afterPass, pause });
  const known = knownAgain(sorted, rows, grouping, run);
  const shownIds = shownAs(
    known.identities.map(({ id }) => id),
    decisions,
  );
  const groups = groupsShown(sorted, rows, known, { shown: shownIds, decisions });

  await step(GROUPED);
  const mayKeep = previous !== undefined && !preview && options.fresh !== true;
  const { labelled, areas, naming } =
    (mayKeep ? keptNaming(sorted, groups, previous, decisions) : undefined) ??
    (await named(sorted, rows, groups, {
      library: await readLibrary(rows, readings, { embedPhrases, subjects: await options.subjects?.() }),
      labels: labelsKept(known, options),
      decisions,
      beforeAreas: () => step(NAMED),
    }));
  await step(1);
  const described = { labelled, areas: areaOfEach(groups, areas), lastAdded: options.lastAdded ?? null };
  return {
    themes: await describeThemes(sorted, groups, described, async (places) =>
      (await readings(places)).map(({ abstract }) => abstract.text),
    ),
    areas,
    outliers: describeOutliers(sorted, groups),
    why: whyOf(grouping, known, groups.ids.length),
    state: {
      next: known.next,
      outlierBelow: grouping.outlierBelow,
      themes: knownThemes(known, shownIds, groups, labelled).map((theme) => withOrigin(theme, decisions, previous)),
      basis: grouping.basis,
      naming,
    },
  };
}

/** Names and areas from the text of the papers. */
async function named(
  papers: readonly ListedPaper[],
  rows: Rows,
  groups: Groups,
  { library, labels, decisions, beforeAreas }: NamingOptions,
): Promise<NamedThemes> {
  const ownLabels = ownNames(decisions);
  const labelled = await labelThemes(papers, library, groups, { previous: labels, ownNames: ownLabels });
  await beforeAreas();
  return newNaming(groups, labelled, await gatherAreas(library, rows, groups, labelled), decisions);
}

interface NamingOptions {
  readonly library: Library;
  /** The label that a theme had, by id. */
  readonly labels: ReadonlyMap<string, PreviousLabel>;
  readonly decisions: ThemeDecisions;
  readonly beforeAreas: () => Promise<void>;
}

/** The labels of the last run. After a full run, themes get new names; a person's names stay. */
function labelsKept({ identities }: KnownGroups, { fresh = false }: FindOptions): Map<string, PreviousLabel> {
  return new Map(fresh ? [] : identities.map(({ id, label, settled }) => [id, { label, settled }] as const));
}

function areaOfEach({ ids }: Groups, areas: readonly Area[]): (string | null)[] {
  const areaOf = new Map(areas.flatMap((area) => area.themes.map((theme) => [theme, area.id] as const)));
  return ids.map((id) => areaOf.get(id) ?? null);
}

/** @param count the number of themes after a person's decisions */
function whyOf({ k, criterion, basis, outlierBelow, changes }: Grouping, { kept, groups }: KnownGroups, count: number) {
  const added = kept === 0 ? '' : `; and ${kept} that a person has decided about`;
  const less = groups.length === count ? '' : `; ${count} after a person joined some of them`;
  const { curve, dissolved, decided = null } = basis;
  return { k, criterion: criterion + added + less, curve, dissolved, outlierBelow, decided, changes } satisfies Why;
}

/** Reports the share done, unless aborted; yields to the event loop. */
function stepsOf({ signal, onProgress }: FindOptions): (share: number) => Promise<void> {
  return async (share) => {
    onProgress?.(share);
    await yieldToEventLoop(signal);
  };
}

function noThemes(previous: ThemesState | undefined): Themes {
  return {
    themes: [],
    areas: [],
    outliers: [],
    why: {
      k: 0,
      criterion: CRITERION,
      curve: [],
      dissolved: 0,
      outlierBelow: -1,
      decided: null,
      changes: [],
    },
    state: { next: previous?.next ?? 1, outlierBelow: -1, themes: [] },
  };
}

function inOrderOfId<P extends ListedPaper>(
  papers: readonly P[],
  embeddings: readonly Embedding[] | Rows,
): { sorted: readonly P[]; rows: Rows } {
  const order = papers.map((_, i) => i).sort((a, b) => (papers[a]!.id < papers[b]!.id ? -1 : 1));
  const inOrder = order.every((place, i) => place === i);
  const sorted = inOrder ? papers : order.map((i) => papers[i]!);
  if (!('data' in embeddings)) return { sorted, rows: rowsOf(order.map((i) => embeddings[i]!)) };
  return { sorted, rows: inOrder ? embeddings : pickRows(embeddings, order) };
}

/** The words of papers by their places, read and split when first asked for. */
function readingsOf(
  papers: readonly (ListedPaper & Partial<Pick<Paper, 'abstract'>>)[],
  read: ReadPapers | undefined,
): ReadTexts {
  const readings = new Map<number, PaperText>();
  return async (places) => {
    const missing = Array.from(places).filter((place) => !readings.has(place));
    const papersRead = missing.length === 0 ? [] : await read?.(missing.map((place) => papers[place]!.id));
    const texts = new Map(papersRead?.map((paper) => [paper.id, paper]));
    for (const place of missing) {
      const { title, abstract = '' } = texts.get(papers[place]!.id) ?? papers[place]!;
      readings.set(place, paperTextOf({ title, abstract }));
    }
    return Array.from(places, (place) => readings.get(place)!);
  };
}

/** Names, and the anchors that identify their themes. */
function namesOnly({ names = [], anchors = [] }: ThemeDecisions = {}): ThemeDecisions {
  return { names, anchors };
}

/** Groups that have their ids. */
interface KnownGroups {
  readonly labels: Int32Array;
  readonly groups: readonly NewGroup[];
  readonly identities: readonly Identity[];
  readonly next: number;
  /** How many exist only because of a person's decisions. */
  readonly kept: number;
}

function knownAgain(
  papers: readonly ListedPaper[],
  rows: Rows,
  membership: Membership,
  { previous, decisions = {}, preview = false }: FindOptions,
): KnownGroups {
  const anchors = pinnedMembersAmong(papers, decisions);
  const groups = groupsOf(papers, membership.labels, membership.centroids);
  const { identities, next } = identify(groups, previous, anchors, nextNumber(decisions, previous));
  const asFound = { labels: membership.labels, groups, identities, next, kept: 0 };
  if (preview) return asFound;
  const pinned = keepDecided(papers, membership.labels, identities, { anchors, previous });
  return pinned.kept === 0
    ? asFound
    : {
        ...pinned,
        identities: namedAnew(pinned.identities, decisions, previous),
        next,
        groups: groupsOf(papers, pinned.labels, centroidsOf(rows, pinned.labels, pinned.identities.length)),
      };
}

function groupsOf(papers: readonly ListedPaper[], labels: Int32Array, centroids: Rows): NewGroup[] {
  const members = Array.from({ length: centroids.count }, (): PaperId[] => []);
  labels.forEach((label, i) => label >= 0 && members[label]!.push(papers[i]!.id));
  return members.map((ids, c) => ({ papers: ids, centroid: rowAt(centroids, c) }));
}

/** The groups with a person's merges and pins applied, largest first. A theme left without papers is not shown. */
function groupsShown(
  papers: readonly ListedPaper[],
  rows: Rows,
  { labels: known, identities }: KnownGroups,
  { shown, decisions }: { readonly shown: ReadonlyMap<string, string>; readonly decisions: ThemeDecisions },
): Groups {
  const pins = pinnedTo(decisions, shown);
  const number = new Map<string, number>();
  const labels = Int32Array.from(papers, (paper, i) => {
    const group = known[i]!;
    const id = pins.get(paper.id) ?? (group < 0 ? undefined : shown.get(identities[group]!.id));
    if (id === undefined) return -1;
    if (!number.has(id)) number.set(id, number.size);
    return number.get(id)!;
  });
  const ordered = largestFirst(labels, number.size);
  const ids: string[] = [];
  ordered.forEach((label, i) => label >= 0 && (ids[label] ??= [...number.keys()][labels[i]!]!));
  const centroids = centroidsOf(rows, ordered, ids.length);
  return { ids, labels: ordered, centroids, similarities: similaritiesTo(centroids, rows, ordered) };
}

/** The state for the next run: the groups as found, each with its own label even if it is shown as part of another. */
function knownThemes(
  known: KnownGroups,
  shownIds: ReadonlyMap<string, string>,
  groups: Groups,
  labelled: readonly ThemeLabel[],
): KnownTheme[] {
  const labels = new Map(groups.ids.map((id, c) => [id, labelled[c]!.found]));
  return known.groups.map(({ papers, centroid }, c): KnownTheme => {
    const { id, label } = known.identities[c]!;
    const as = shownIds.get(id)!;
    return {
      id,
      label: labels.get(id) ?? label ?? labels.get(as) ?? '',
      shownAs: as,
      centroid: Array.from(centroid, (x) => Math.round(x * 1e6) / 1e6),
      papers,
    };
  });
}
