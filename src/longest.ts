/** Characters of the longest texts that a person writes; the page limits its fields to them. */
export const LONGEST_NOTE = 10_000;
/** Longer ones do not fit beside a title. */
export const LONGEST_TAG = 60;
/** Shown on the map and in lists, where longer ones do not fit. */
export const LONGEST_THEME_NAME = 120;
/** Of a saved search, a reader of digests or a followed address. */
export const LONGEST_NAME = 60;
