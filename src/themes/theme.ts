/** Types of the theme results: plain data, in and out. */
import type { Paper, PaperId } from '../paper.js';
import type { CurvePoint } from './clustering/choose-k.js';
import type { ThemePeriod } from './periods.js';

/** What is needed of every paper; abstracts are read of some. */
export type ListedPaper = Pick<Paper, 'id' | 'title' | 'published'>;

export interface ThemeMember {
  readonly id: PaperId;
  /** Cosine to the theme's centroid. */
  readonly similarity: number;
  /** A second theme to which the paper is nearly as similar, or more similar. */
  readonly also?: { readonly theme: string; readonly similarity: number };
}

export interface Theme {
  /** `t1`, `t2` …; stable as the collection grows, and never reused. */
  readonly id: string;
  readonly label: string;
  /** Whether a person gave the label. */
  readonly renamed: boolean;
  /** Whether its papers are less similar to one another than those of most themes, as in a group of leftovers. */
  readonly mixed: boolean;
  /** Characteristic terms, the most characteristic first. */
  readonly terms: readonly string[];
  /** Number of papers. */
  readonly size: number;
  /** Mean cosine of the papers to the theme's centroid. */
  readonly cohesion: number;
  /** Most central first. */
  readonly papers: readonly ThemeMember[];
  /** From the most central abstract. */
  readonly sentence: { readonly paper: PaperId; readonly text: string };
  /** The area that the theme belongs to; null if it is unlike all others, or the collection is too small for areas. */
  readonly area: string | null;
  /** The nearest other themes, nearest first. */
  readonly near: readonly { readonly theme: string; readonly similarity: number }[];
  /**
   * Consecutive months, or years where months would show few of the papers of the collection, up to the latest one of
   * a paper; the same for all themes.
   */
  readonly periods: readonly ThemePeriod[];
  /** Whether it has more of the recent papers than its share of the earlier ones explains: `periods.ts`. */
  readonly rising: boolean;
}

/** Two or more similar themes. */
export interface Area {
  readonly id: string;
  readonly label: string;
  /** Ids. */
  readonly themes: readonly string[];
  /** Number of papers. */
  readonly size: number;
}

/** A paper in no theme. */
export interface Outlier {
  readonly id: PaperId;
  /** Cosine to the centroid of the nearest theme, and the id of that theme. */
  readonly similarity: number;
  readonly nearest: string;
}

export interface Themes {
  /** Largest first. */
  readonly themes: readonly Theme[];
  readonly areas: readonly Area[];
  /** Papers that are far from every theme. */
  readonly outliers: readonly Outlier[];
  readonly why: Why;
  /** State that the next run needs to recognise these themes; JSON, to be stored unchanged. */
  readonly state: ThemesState;
}

/** How the themes were found. */
export interface Why {
  /** How many groups were found. */
  readonly k: number;
  /** How that number was chosen, as a clause. */
  readonly criterion: string;
  /** Empty where a person gave k. */
  readonly curve: readonly CurvePoint[];
  /**
   * Groups at the maximum of the curve that were dissolved because they were no more cohesive than with their
   * neighbours; `k` excludes them.
   */
  readonly dissolved: number;
  /** A paper is an outlier when its similarity to every theme is below this. */
  readonly outlierBelow: number;
  /** The number of themes that a person chose for every run; null where it is chosen from the data. */
  readonly decided: number | null;
  /**
   * Themes that began or ended since the last run, or why all papers were grouped again, one sentence each; none on a
   * first or fresh run.
   */
  readonly changes: readonly string[];
}

export interface ThemesState {
  /** The number of the next new theme. */
  readonly next: number;
  readonly outlierBelow: number;
  /** As found, before a person's merges and pins. */
  readonly themes: readonly KnownTheme[];
  /** What the next run starts from; without it, that run regroups all papers and only matches the themes. */
  readonly basis?: ThemeBasis;
  /** How the themes were last named; without it, they are named on the next run. */
  readonly naming?: Naming;
}

/** The last names found, for the themes as shown. */
export interface Naming {
  readonly themes: readonly {
    readonly id: string;
    readonly label: string;
    readonly terms: readonly string[];
    readonly mixed: boolean;
    /** Its papers when it was named, and how many were added or removed since. */
    readonly size: number;
    readonly changed: number;
  }[];
  readonly areas: readonly Area[];
  /** A person's decisions on which papers belong to which theme at that time, as JSON. */
  readonly decided: string;
}

/** The last full run, and what was added since. */
export interface ThemeBasis {
  readonly criterion: string;
  readonly curve: readonly CurvePoint[];
  readonly dissolved: number;
  /** The number of themes that a person had chosen. */
  readonly decided?: number;
  /** How many papers it grouped. */
  readonly papers: number;
  /** The model of their embeddings, if it was given. */
  readonly model?: string;
  /** Papers added since the themes were found, in order of id. */
  readonly arrived: readonly PaperId[];
  /** Papers without a theme, in order of id. */
  readonly unassigned: readonly PaperId[];
}

export interface KnownTheme {
  readonly id: string;
  readonly label: string;
  /** The theme that it is shown as; another one if a person has merged them. */
  readonly shownAs: string;
  /** Unit length, six decimals. */
  readonly centroid: readonly number[];
  readonly papers: readonly PaperId[];
  /** The theme that a person split it from, and the label that theme had before. */
  readonly partOf?: { readonly theme: string; readonly label: string };
}

/** The papers of a theme when a person last made a decision about it. They identify the theme of the decision. */
export interface PinnedMembers {
  readonly theme: string;
  readonly papers: readonly PaperId[];
}

/** By theme, those of its papers that are in the collection; a theme without any is left out. */
export type Anchors = ReadonlyMap<string, ReadonlySet<PaperId>>;

/** A person's decisions; stored by the caller together with the state, and applied on every run. */
export interface ThemeDecisions {
  /** The number of themes; left out where it is chosen from the data. */
  readonly k?: number;
  readonly names?: readonly { readonly theme: string; readonly name: string }[];
  /** The papers of `from` belong to `into`. */
  readonly merges?: readonly { readonly from: string; readonly into: string }[];
  /** Papers of `from` are a theme of their own: those that the anchor of `part` names. */
  readonly splits?: readonly { readonly part: string; readonly from: string }[];
  /** The paper belongs to the theme, whatever its embedding. */
  readonly pins?: readonly { readonly paper: PaperId; readonly theme: string }[];
  /** One for each theme that a decision refers to, in order of decision. */
  readonly anchors?: readonly PinnedMembers[];
}
