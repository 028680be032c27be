import type { ParsedPaper } from '../paper.js';

/** Every format read, by what it is called on the command line. */
export const FORMATS = [
  'hf-page',
  'hf-api',
  'hf-html',
  'jsonl',
  'json',
  'arxiv-atom',
  'arxiv-oai',
  'arxiv-snapshot',
  'arxiv-html',
  'arxiv-mail',
  'openalex',
  'semantic-scholar',
  'europe-pmc',
  'biorxiv',
  'openreview',
  'datacite',
  'doaj',
  'zbmath',
  'dblp',
  'zotero',
  'zotero-rdf',
  'csl-json',
  'bibtex',
  'ris',
  'nbib',
  'pubmed-text',
  'wos',
  'endnote',
  'refworks',
  'endnote-xml',
  'pubmed-xml',
  'jats',
  'mods',
  'marcxml',
  'rss',
  'csv',
  'tsv',
  'xlsx',
  'zotero-sqlite',
] as const;
export type FormatName = (typeof FORMATS)[number];

/** A line, counted from 1, that could not be read whole, and why, as a clause a person understands. */
export interface Rejection {
  readonly line: number;
  readonly reason: string;
}

export type ParseEvent =
  | { readonly kind: 'paper'; readonly sighting: ParsedPaper }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };

/** Where the text comes from, and what the caller knows of it. */
export interface Source {
  readonly file: string;
  /** The year in which a page was saved; its dates without a year belong to it. */
  readonly year: number | null;
  /** Whether small numbers are ids that hold beyond this file; otherwise they are its rows. */
  readonly trustsNumbers: boolean;
  /** The write-ahead log beside a database that may be open in its program. */
  readonly log?: (() => Promise<Uint8Array | null>) | undefined;
}

/** The beginning of a file, by which its format is told. */
export interface Beginning {
  readonly text: string;
}

/** Where a reader puts what it finds, in order of the file. */
export interface Sink {
  paper(sighting: ParsedPaper): void;
  reject(line: number, reason: string): void;
}

/**
 * Takes text piece by piece, cut anywhere, its lines ending in LF alone. What it finds goes to the sink that it was
 * made with.
 */
export interface Reader {
  push(text: string): void;
  end(): void;
}

export interface Format {
  readonly name: FormatName;
  recognises(beginning: Beginning): boolean;
  open(source: Source, sink: Sink): Reader;
}

/** A format that is no text; its files are held as a whole, for what belongs together lies anywhere in them. */
export interface BinaryFormat {
  readonly name: FormatName;
  /** Told by the first bytes; other files may begin so too. */
  recognises(head: Uint8Array): boolean;
  /** What a file that begins so and is another is called, and what to do with it. */
  readonly other: readonly [what: string, remedy: string];
  /**
   * @returns whether the file is one of this format
   * @throws Error where it is damaged
   */
  read(bytes: Uint8Array, source: Source, sink: Sink): Promise<boolean>;
}
