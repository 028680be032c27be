/** What a person decides about themes. */
import type { PinnedMembers } from '../themes/index.js';

/**
 * It survives every later run. An empty name takes a name back, `unmerge` a merger, `unsplit` a split, `unpin` a pin.
 */
export type ThemeDecision =
  | { readonly kind: 'rename'; readonly theme: string; readonly name: string }
  | { readonly kind: 'merge'; readonly from: string; readonly into: string }
  | { readonly kind: 'unmerge'; readonly theme: string }
  | {
      readonly kind: 'split';
      readonly theme: string;
      /** How many themes it is to be, with the one that keeps the id; default: 2. */
      readonly parts?: number;
      /** The new themes and the papers that each takes; default: found by k-means. */
      readonly into?: readonly PinnedMembers[];
    }
  /** Names a part, or a theme whose parts all return to it. */
  | { readonly kind: 'unsplit'; readonly theme: string }
  | { readonly kind: 'pin'; readonly paper: string; readonly theme: string }
  | { readonly kind: 'unpin'; readonly paper: string };
