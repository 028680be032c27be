/** Limits of what a person writes and asks for. Rooms and requests enforce them; the page offers nothing beyond. */

/** More papers than any index has, also with one more, which a page asks for; SQL takes no infinity. */
export const ALL = Number.MAX_SAFE_INTEGER - 1;

/** In characters, as the other longest texts. */
export const LONGEST_NOTE = 10_000;
/** Longer ones do not fit beside a title. */
export const LONGEST_TAG = 60;
/** Shown on the map and in lists, where longer ones do not fit. */
export const LONGEST_THEME_NAME = 120;
/** Of a saved search, a reader of digests or a followed address. */
export const LONGEST_NAME = 60;

/** A list of more themes than this says no more than the list of papers. */
export const MOST_THEMES = 500;
/** Parts of a theme that is split: a person can name and compare a dozen. */
export const LEAST_PARTS = 2;
export const MOST_PARTS = 12;
/** A theme of one paper would end when that paper is removed. */
export const PAPERS_OF_PART = 2;

/** Lower scores of near-duplicates are not stored, and no lower threshold makes sense. */
export const LEAST_SCORE = 0.05;
