/**
 * What a paper is: a title and an abstract, what is known about them, and their places in files.
 *
 * `ParsedPaper` is a paper as one file contains it; `Paper` joins all of them.
 * Imports only types of publication. Which papers are one is in `identity.ts`, how they are joined in `joining.ts`.
 */

import type { PublicationType } from './publication-types.js';

declare const paperId: unique symbol;
/** Short, readable, stable: words of the title and a few letters derived from the paper, or the id that a file gave. */
export type PaperId = string & { readonly [paperId]: true };

/** A file, and the line of a paper's title in it, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A source of a paper: its place, its title as written there, and the keys that join it with other sources. */
export interface Source extends Place {
  readonly title: string;
  readonly keys: readonly string[];
}

/** Public identifiers, each in its normal form (DOI in lower case without a resolver, arXiv without its version). */
export interface Identifiers {
  readonly doi?: string;
  readonly arxiv?: string;
  readonly pubmed?: string;
  readonly openalex?: string;
  /** Of Semantic Scholar. */
  readonly s2?: string;
  /** The number of the paper `s2` in Semantic Scholar's data sets. */
  readonly s2corpus?: string;
}

/** The fields of a paper. `null` means that no source has the field. */
export interface PaperFields {
  readonly title: string;
  /** Empty if no source has one. */
  readonly abstract: string;
  /** Date of publication: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly published: string | null;
  /** The byline as a person reads it: "6 authors", an organisation, or names. */
  readonly by: string | null;
  /** Their names, given name first; empty if no source lists them. */
  readonly authors: readonly string[];
  /** The journal, conference or repository. */
  readonly venue: string | null;
  /** Its volume and issue; absent if no source has them. */
  readonly volume?: string;
  readonly issue?: string;
  /** The pages there, `45-67`, or the number of the article; absent as above. */
  readonly pages?: string;
  /** Absent as above. */
  readonly type?: PublicationType;
  /** The publisher; of a thesis the university, of a report the institution. Absent as above. */
  readonly publisher?: string;
  /** Of authors and of controlled vocabularies, in order, none twice. Absent as above. */
  readonly keywords?: readonly string[];
  readonly url: string | null;
  /** Number of comments on the paper, where a source counts them. */
  readonly comments: number | null;
  readonly identifiers: Identifiers;
}

/** A paper as one file contains it. `givenId` is the id that the file gives it. */
export interface ParsedPaper extends PaperFields {
  readonly givenId: string | null;
  /** Tags that a person gave the paper, from an export of paperkin. */
  readonly tags?: readonly string[];
  /** The note that a person wrote on it, from the same. */
  readonly note?: string;
  readonly place: Place;
}

/** A paper of the index: the fields of all its sources, joined. */
export interface Paper extends PaperFields {
  readonly id: PaperId;
  /** In order of file, then line; no place twice. */
  readonly places: readonly Source[];
}

/** Where a paper can be read: its own address, or that of an identifier. */
export function addressOf({ url, identifiers: { arxiv, doi, pubmed } }: PaperFields): string | null {
  if (url !== null) return url;
  if (arxiv !== undefined) return `https://arxiv.org/abs/${arxiv}`;
  if (doi !== undefined) return `https://doi.org/${encodeURI(doi.toWellFormed())}`;
  return pubmed === undefined ? null : `https://pubmed.ncbi.nlm.nih.gov/${pubmed}/`;
}

/** Volume and first page, or the number of the article; `null` if either is not known. */
export function volumeAndPage({ volume, pages }: Pick<PaperFields, 'volume' | 'pages'>): readonly string[] | null {
  return volume === undefined || pages === undefined ? null : [volume, pages.split('-')[0]!];
}

/** Default number of papers in a ranked answer. */
export const DEFAULT_LIMIT = 10;

/** Stands as the last of the authors where a source cuts the list. */
export const ET_AL = 'et al.';

/** The earliest and latest day of a date, comparable as strings; the day need not exist. */
export const firstDay = (date: string): string => date.padEnd(10, '-00');
export const lastDay = (date: string): string => date.padEnd(10, '-99');

/** Whether a text is an existing day, a month or a year, as in `published`. */
export function isDay(text: string): boolean {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/u.exec(text) ?? [];
  const whole = `${year}-${month}-${day}`;
  const at = new Date(`${whole}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(whole);
}
