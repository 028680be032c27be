import type { ParsedPaper } from '../paper.js';

/** Every format that is read, by its name on the command line. */
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
  'inspire',
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
/** The name of a format that is read. */
export type FormatName = (typeof FORMATS)[number];

/** A line, counted from 1, that could not be read completely, with the reason as a clause for people. */
export interface Problem {
  /** Nothing of it is kept, or a paper is kept without a part. */
  readonly kind: 'rejected' | 'incomplete';
  readonly line: number;
  readonly reason: string;
}

export type ParseEvent =
  | { readonly kind: 'paper'; readonly paper: ParsedPaper }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Where the text comes from, and what the caller knows about it. */
export interface Source {
  readonly file: string;
  /** The year in which a page was saved; its dates without a year belong to it. */
  readonly year: number | null;
  /** Whether ids that are small numbers are valid beyond this file; otherwise they are row numbers. */
  readonly trustsNumbers: boolean;
  /** The write-ahead log beside a database that may be open in its program. */
  readonly log?: (() => Promise<Uint8Array | null>) | undefined;
}

/** The beginning of a file, from which its format is detected. */
export interface Beginning {
  readonly text: string;
}

/** Receives papers and problems in order of the file. */
export interface Sink {
  paper(paper: ParsedPaper): void;
  /** Nothing of it is kept. */
  reject(line: number, reason: string): void;
  /** A paper is kept without a part. */
  incomplete(line: number, reason: string): void;
}

/** The sink of a text within another, whose lines are those of the other. */
export function withLines(sink: Sink, lineOf: (line: number) => number): Sink {
  return {
    ...sink,
    reject: (line, reason) => sink.reject(lineOf(line), reason),
    incomplete: (line, reason) => sink.incomplete(lineOf(line), reason),
  };
}

/**
 * Receives text in pieces that may end anywhere; lines end in LF. Passes papers and problems to its sink.
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

/** A format that is not text. Its files are read into memory as a whole. */
export interface BinaryFormat {
  readonly name: FormatName;
  /** Checks the first bytes; files of other kinds may begin in the same way. */
  recognises(head: Uint8Array): boolean;
  /** The name of other files that begin in the same way, and what to do with them. */
  readonly other: readonly [what: string, remedy: string];
  /**
   * @returns whether the file is one of this format
   * @throws Error where it is damaged
   */
  read(bytes: Uint8Array, source: Source, sink: Sink): Promise<boolean>;
}
