/**
 * "What is in this pile?"
 *
 * In: papers, their embeddings, a function that embeds short phrases, and what the last run and a person have said.
 * Out: themes with names, terms and members; outliers; areas; the curve that chose their number; and the state by
 * which the next run knows them again. The same papers give the same answer, whatever order they come in.
 * Pure: reads and writes no file, prints nothing. Does not embed papers and does not decide what is a near-duplicate.
 */
export { belongsTo, type Belonging } from './belongs.js';
export type { CurvePoint } from './choose.js';
export { diffThemes, type ThemeChange, type ThemesDiff } from './diff.js';
export { findThemes, type FindOptions } from './find.js';
export type { EmbedPhrases } from './label.js';
export type { Area, KnownTheme, Outlier, Theme, ThemeDecisions, ThemeMember, Themes, ThemesState, Why } from './theme.js';
