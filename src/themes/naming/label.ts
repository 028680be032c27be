/**
 * Names for themes and areas, from phrases of the papers.
 *
 * In a large collection a fixed sample of the papers is read for phrases. Groups are named by their papers in it.
 */

import { pickRows, type Rows } from '../../maths/rows.js';
import { relativeCohesions } from '../clustering/cohesion.js';
import { centre, centredCentroids } from '../clustering/smooth.js';
import { rowKeys, sampleByKey } from '../clustering/subsets.js';
import { readOnce } from '../clustering/versions.js';
import { type Groups, type Labelled, numberedAreas, placesByGroup, sizesOf } from '../describe.js';
import type { ReadTexts } from '../paper-words.js';
import type { Area, ListedPaper } from '../theme.js';
import { areasOf } from './names/areas.js';
import type { NamingSpace } from './names/candidate-lists.js';
import { fieldsOf } from './names/fields.js';
import type { PreviousLabel } from './names/name-parts.js';
import { type Name, type NamingOptions, nameGroups } from './names/names.js';
import type { Group } from './phrases/candidates.js';
import type { Phrase } from './phrases/phrase.js';
import { phrasesOf } from './phrases/phrases.js';
import { type ShownLabel, shownLabels } from './phrases/wording.js';

/**
 * Maximum number of papers read for phrases: they take about 200 MB. Which ones depends on their embeddings, so nearly
 * the same ones are read after papers were added.
 */
const PAPERS_READ = 5000;
/** In a collection of fewer papers, a phrase of one paper may name a theme. */
const SMALL_COLLECTION = 20;
/** Maximum number of phrases of a name. Three for an area would be a list of its themes. */
const [PHRASES_OF_A_THEME, PHRASES_OF_AN_AREA] = [3, 2];
/**
 * A theme with less than this share of the cohesion of the median theme is mixed. Of 38 themes marked so, 33 had no
 * subject or several; at 0.85, 18 of 21 (`test/bench/theme-names.md`).
 */
const MIXED_BELOW = 0.9;

/** Input of naming. */
export interface Library {
  /** Places of the papers read, ascending, and their embeddings; of versions of one paper, only the fullest. */
  readonly places: Int32Array;
  readonly rows: Rows;
  readonly phrases: readonly Phrase[];
  readonly space: NamingSpace;
}

export async function readLibrary(rows: Rows, readings: ReadTexts, space: NamingSpace): Promise<Library> {
  const sample = sampleByKey(rowKeys(rows), PAPERS_READ);
  const once = readOnce(await readings(sample));
  const places = sample.filter((_, i) => once[i] !== null);
  const phrases = phrasesOf(
    once.filter((one) => one !== null),
    rows.count < SMALL_COLLECTION ? 1 : 2,
    space.subjects?.names.flat(),
  );
  return { places, rows: places.length < rows.count ? pickRows(rows, places) : rows, phrases, space };
}

export type ThemeLabel = Labelled & ShownLabel;

/**
 * @param previous the label that a theme had, by id
 * @param ownNames the name that a person gave a theme, by id
 */
export async function labelThemes(
  papers: readonly ListedPaper[],
  library: Library,
  groups: Groups,
  {
    previous,
    ownNames,
  }: { readonly previous: ReadonlyMap<string, PreviousLabel>; readonly ownNames: ReadonlyMap<string, string> },
): Promise<ThemeLabel[]> {
  const titles = placesByGroup(groups).map(
    (places) => places.map((place) => papers[place]!.title).find((title) => title !== '') ?? '',
  );
  const names = await nameIn(library, groups.labels, titles, {
    most: PHRASES_OF_A_THEME,
    previous: groups.ids.map((id) => previous.get(id)),
  });
  const labels = library.places.map((place) => groups.labels[place]!);
  const cohesions = relativeCohesions(centre(library.rows), labels, groups.ids.length);
  const automatic = names.map(({ label }) => label);
  return shownLabels(groups.ids, automatic, ownNames).map((label, c) => ({
    ...label,
    terms: names[c]!.terms,
    mixed: cohesions[c]! < MIXED_BELOW,
  }));
}

/** Areas, largest first, each with its themes in the order they are shown; themes unlike all others have none. */
export async function gatherAreas(
  library: Library,
  rows: Rows,
  groups: Groups,
  labelled: readonly Labelled[],
): Promise<Area[]> {
  const members = areasOf(centredCentroids(rows, groups.labels, groups.ids.length), sizesOf(groups));
  if (members.length === 0) return [];
  const areaOf = new Int32Array(groups.ids.length).fill(-1);
  members.forEach((themes, a) => themes.forEach((theme) => (areaOf[theme] = a)));
  const areaByPlace = groups.labels.map((label) => (label < 0 ? -1 : areaOf[label]!));
  const titles = members.map((themes) => labelled[themes[0]!]!.label);
  const names = await nameIn(library, areaByPlace, titles, { most: PHRASES_OF_AN_AREA });
  const areasRead = Int32Array.from(library.places, (place) => areaByPlace[place]!);
  const fields = fieldsOf(library.phrases, areasRead, members.length);
  return numberedAreas(
    members.map((themes, a) => ({ label: fields[a] ?? names[a]!.label, themes })),
    groups,
  );
}

/** @param labels the group of every paper of the collection, or negative; `titles` one a group */
function nameIn(
  library: Library,
  labels: Int32Array,
  titles: readonly string[],
  options: Omit<NamingOptions, 'space'>,
): Promise<Name[]> {
  const papers: number[][] = titles.map(() => []);
  library.places.forEach((place, i) => labels[place]! >= 0 && papers[labels[place]!]!.push(i));
  const groups = titles.map((title, c): Group => ({ papers: papers[c]!, title }));
  return nameGroups(groups, library.rows, library.phrases, { space: library.space, ...options });
}
