/**
 * What a paper is: a title and an abstract, what is known about them, and their places in files.
 *
 * `ParsedPaper` is a paper as one file contains it; `Paper` joins all of them.
 * Imports nothing of ours. Identity and joining are in `identity.ts`.
 */

declare const paperId: unique symbol;
/** Short, readable, stable: words of the title and a few letters derived from the paper, or the id that a file gave. */
export type PaperId = string & { readonly [paperId]: true };

/** A source of a paper: a file, and the line of the paper's title in it, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  /** The title as this source writes it, and the keys that join it with others; older versions did not keep them. */
  readonly title?: string;
  readonly keys?: readonly string[];
}

/** Public identifiers, each in its normal form (DOI in lower case without a resolver, arXiv without its version). */
export interface Identifiers {
  readonly doi?: string;
  readonly arxiv?: string;
  readonly pubmed?: string;
  readonly openalex?: string;
  readonly s2?: string;
  /** The number by which Semantic Scholar's data sets know the paper that `s2` names. */
  readonly s2corpus?: string;
}

/** What a paper says of itself. `null` means that no file said. */
export interface PaperFields {
  readonly title: string;
  readonly abstract: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly published: string | null;
  /** The byline as a person reads it: "6 authors", an organisation, or names. */
  readonly by: string | null;
  readonly authors: readonly string[];
  readonly venue: string | null;
  readonly url: string | null;
  readonly comments: number | null;
  readonly identifiers: Identifiers;
}

/** One meeting of a paper in a file. `givenId` is an id that the file itself gives. */
export interface ParsedPaper extends PaperFields {
  readonly givenId: string | null;
  /** Tags that a person gave the paper, as an export of paperkin holds them. */
  readonly tags?: readonly string[];
  readonly place: Place;
}

export interface Paper extends PaperFields {
  readonly id: PaperId;
  /** In order of file, then line; no place twice. */
  readonly places: readonly Place[];
}

/** Number of papers in a ranked answer where none is given. */
export const DEFAULT_LIMIT = 10;

/** A date at its earliest and latest, in a form that compares as a string; no such day need exist. */
export const firstDay = (date: string): string => date.padEnd(10, '-00');
export const lastDay = (date: string): string => date.padEnd(10, '-99');

/** Whether a text is a day that there is, or a month or a year: what `published` may hold. */
export function isDay(text: string): boolean {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/u.exec(text) ?? [];
  const whole = `${year}-${month}-${day}`;
  const at = new Date(`${whole}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(whole);
}
