/**
 * "What is in this collection?"
 *
 * In: papers, their embeddings, a function that embeds short phrases, the state of the last run, and a person's
 * decisions. Out: themes with names, terms and members; outliers; areas; the curve that chose their number; and the
 * state by which the next run recognises them. The same papers give the same answer in any order.
 * Pure: reads and writes no file, prints nothing. Does not embed papers and does not decide what is a near-duplicate.
 */

export { type Belonging, belongsTo, farTextBelow } from './belongs.js';
export type { CurvePoint } from './clustering/choose-k.js';
export { type FindOptions, findThemes } from './find.js';
export type { ThemePeriod } from './periods.js';
export { findParts } from './split.js';
export type { Area, PinnedMembers, Theme, ThemeDecisions, Themes, Why } from './theme.js';
export { diffThemes, type IdleDecision, idleDecisions, type ThemeChange, type ThemesDiff } from './tracking/diff.js';
export { anchored } from './tracking/pinned-members.js';
export { withoutSplit } from './tracking/splits.js';
