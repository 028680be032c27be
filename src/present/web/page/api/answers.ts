/** Types of the answers, from the shared shapes; zod is not bundled. */
import type { z } from 'zod';
import type { wire } from '../../../wire.js';

/** `next` is the cursor of the next page; `null` at the end. */
export interface Paged {
  readonly next: string | null;
}

export type Ranked = z.infer<typeof wire.search> & Paged;
export type RankedPaper = Ranked['papers'][number];
export type Paper = z.infer<typeof wire.shown>['paper'];
export type Listed = z.infer<typeof wire.list> & Paged;
export type Timeline = z.infer<typeof wire.timeline>;
export type Themes = z.infer<typeof wire.themesBrief>;
export type Theme = Themes['themes'][number];
export type ThemePapers = z.infer<typeof wire.themePapers> & Paged;
export type ThemeAlone = z.infer<typeof wire.theme>;
export type SplitPreview = z.infer<typeof wire.splitPreview>;
export type Duplicates = z.infer<typeof wire.duplicates> & Paged & { readonly total: number };
export type DuplicateGroup = Duplicates['groups'][number];
export type DuplicatePair = DuplicateGroup['pairs'][number];
export type Against = z.infer<typeof wire.against>;
export type Added = z.infer<typeof wire.added>;
export type Status = z.infer<typeof wire.status>;
export type Span = { readonly start: number; readonly end: number };

export type PaperMap = z.infer<typeof wire.map>;
export type MapPoint = PaperMap['points'][number];

export type Difference = z.infer<typeof wire.difference>;
export type DifferenceSegment = Difference['title'][number];

export type Marks = z.infer<typeof wire.marks>;
export type PaperMarks = Marks['marks'][number];
export type Tags = z.infer<typeof wire.tags>;
export type Tag = z.infer<typeof wire.tag>;
export type Recommended = z.infer<typeof wire.recommend>;
export type History = z.infer<typeof wire.history>;
export type Digest = z.infer<typeof wire.digest>;
export type SavedSearches = z.infer<typeof wire.savedSearches>;
