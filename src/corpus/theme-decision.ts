/** What a person decides about themes. */
import type { PinnedMembers, ThemeDecisions } from '../themes/index.js';

/**
 * It survives every later run. An empty label removes one, `unmerge` a merge, `unsplit` a split, `unpin` a pin.
 */
export type ThemeDecision =
  /** The number of themes; null: chosen from the data. All papers are grouped again, starting from the themes. */
  | { readonly kind: 'number'; readonly k: number | null }
  | { readonly kind: 'rename'; readonly theme: string; readonly label: string }
  | { readonly kind: 'merge'; readonly from: string; readonly into: string }
  | { readonly kind: 'unmerge'; readonly theme: string }
  | {
      readonly kind: 'split';
      readonly theme: string;
      /** Number of themes afterwards, with the one that keeps the id; default: 2. */
      readonly parts?: number | undefined;
      /** The new themes and the papers that each takes; default: found by k-means. */
      readonly into?: readonly PinnedMembers[] | undefined;
    }
  /** A part that returns to its theme, or a theme to which all its parts return. */
  | { readonly kind: 'unsplit'; readonly theme: string }
  | { readonly kind: 'pin'; readonly paper: string; readonly theme: string }
  | { readonly kind: 'unpin'; readonly paper: string };

/** What a decision changes; nothing is stored yet. */
export interface Decided {
  /** The decision as it was taken: of a split with the new themes. */
  readonly decision: ThemeDecision;
  /** All decisions with it. */
  readonly decisions: ThemeDecisions;
}
