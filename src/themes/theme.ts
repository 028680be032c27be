/** What the answers of this room are made of: plain data, in and out. */
import type { PaperId } from '../paper.js';
import type { CurvePoint } from './clustering/choose-k.js';

export interface ThemeMember {
  readonly id: PaperId;
  /** Cosine to the theme's centroid. */
  readonly similarity: number;
  /** A second theme that the paper lies nearly as near to, or nearer. */
  readonly also?: { readonly theme: string; readonly similarity: number };
}

export interface Theme {
  /** `t1`, `t2` …; kept as the collection grows, and never given to another theme. */
  readonly id: string;
  readonly label: string;
  /** Whether a person gave the label. */
  readonly renamed: boolean;
  /** Whether no phrase describes most of its papers: what was left over by other themes. */
  readonly mixed: boolean;
  readonly terms: readonly string[];
  readonly size: number;
  /** Mean cosine of the papers to the theme's centroid. */
  readonly tightness: number;
  /** Most central first. */
  readonly papers: readonly ThemeMember[];
  /** From the most central abstract. */
  readonly sentence: { readonly paper: PaperId; readonly text: string };
  /** The area that the theme belongs to; null where the collection is too small for areas. */
  readonly area: string | null;
  /** The nearest other themes, nearest first. */
  readonly near: readonly { readonly theme: string; readonly similarity: number }[];
  /** The theme's share of the papers of each month of `Themes.months`, 0 … 1. */
  readonly shares: readonly number[];
  readonly rising: boolean;
}

/** A handful of themes that lie together. */
export interface Area {
  readonly id: string;
  readonly label: string;
  readonly themes: readonly string[];
  readonly size: number;
}

export interface Outlier {
  readonly id: PaperId;
  readonly similarity: number;
  readonly nearest: string;
}

export interface Themes {
  /** Largest first. */
  readonly themes: readonly Theme[];
  readonly areas: readonly Area[];
  /** Papers that lie far from every theme. */
  readonly outliers: readonly Outlier[];
  /** `YYYY-MM`, one after the other, to the month of the latest paper. */
  readonly months: readonly string[];
  readonly why: Why;
  /** What the next run needs to know this one again; JSON, to be stored as it is. */
  readonly state: ThemesState;
}

/** How the themes came about. */
export interface Why {
  /** How many groups were found. */
  readonly k: number;
  readonly criterion: string;
  /** Empty where a person gave k. */
  readonly curve: readonly CurvePoint[];
  /**
   * Groups of the highest point of the curve that held together no better than with their neighbours: `k` is without
   * them.
   */
  readonly givenUp: number;
  /** A paper is an outlier when its similarity to every theme is below this. */
  readonly outlierBelow: number;
  /** Themes born or ended since the last run, one sentence each; none where the themes were found anew. */
  readonly changes: readonly string[];
}

export interface ThemesState {
  readonly version: 1;
  /** The number of the next new theme. */
  readonly next: number;
  readonly outlierBelow: number;
  /** As found, before a person's merges and pins. */
  readonly themes: readonly KnownTheme[];
  /** What the next run starts from; without it, that run finds the themes anew and only recognises them. */
  readonly basis?: ThemeBasis;
  /** How the themes were last named; without it, they are named on the next run. */
  readonly naming?: Naming;
}

/** Names as they were last found, of the themes as they are shown. */
export interface Naming {
  readonly themes: readonly {
    readonly id: string;
    readonly label: string;
    readonly terms: readonly string[];
    readonly mixed: boolean;
    /** Its papers when it was named, and how many have come or gone since. */
    readonly size: number;
    readonly changed: number;
  }[];
  readonly areas: readonly Area[];
  /** A person's decisions on which papers belong to which theme at that time, as JSON. */
  readonly decided: string;
}

/** How the themes were last found from nothing, and what came since. */
export interface ThemeBasis {
  readonly criterion: string;
  readonly curve: readonly CurvePoint[];
  readonly givenUp: number;
  /** Papers that came since the themes were found, in order of id. */
  readonly arrived: readonly PaperId[];
  /** Papers without a theme, in order of id. */
  readonly unassigned: readonly PaperId[];
}

export interface KnownTheme {
  readonly id: string;
  readonly label: string;
  /** The theme that it is shown as: another one where a person has merged them. */
  readonly shownAs: string;
  /** Unit length, six decimals. */
  readonly centroid: readonly number[];
  readonly papers: readonly PaperId[];
  /** The theme that a person split it from, and the label that theme had before. */
  readonly partOf?: { readonly theme: string; readonly label: string };
}

/**
 * The papers of a theme, as found, when a person last decided something about it: by them the decision finds its
 * theme.
 */
export interface PinnedMembers {
  readonly theme: string;
  readonly papers: readonly PaperId[];
}

/** By theme, those of its papers that are in the collection; a theme without any is left out. */
export type Anchors = ReadonlyMap<string, ReadonlySet<PaperId>>;

/** What a person has decided; kept by whoever keeps the state, and applied on every run. */
export interface ThemeDecisions {
  readonly names?: readonly { readonly theme: string; readonly name: string }[];
  /** The papers of `from` belong to `into`. */
  readonly merges?: readonly { readonly from: string; readonly into: string }[];
  /** Papers of `from` are a theme of their own: those that the anchor of `part` names. */
  readonly splits?: readonly { readonly part: string; readonly from: string }[];
  /** The paper belongs to the theme, wherever it lies. */
  readonly pins?: readonly { readonly paper: PaperId; readonly theme: string }[];
  /** One a theme that any of these speak of, in the order of deciding. */
  readonly anchors?: readonly PinnedMembers[];
}
