/** Options that several commands share. Loaded for every `--help`, so the formats are named here and not imported. */
import { type Command, Option } from 'commander';
import type { FormatName } from '../../../index.js';
import { DEFAULT_LIMIT } from '../../../paper.js';
import { date, positiveNumber, wholeNumber, year } from './arguments.js';

/** The argument of commands that change papers. */
export const PAPER_IDS = ['<ids...>', 'ids of papers, or - for standard input'] as const;

/** Options of `search` and `similar`. */
export function withRankingOptions(command: Command): Command {
  return withFilters(command.option('-n, --limit <number>', 'number of papers', positiveNumber, DEFAULT_LIMIT))
    .option('--not <ids...>', 'leave these papers out and rank similar ones lower')
    .option('--explain', 'show the rank and score in each ranking');
}

/** Which papers: options of every command that lists papers. */
export function withFilters(command: Command): Command {
  return command
    .option('--since <date>', 'published on or after: YYYY, YYYY-MM or YYYY-MM-DD', date)
    .option('--until <date>', 'published on or before', date)
    .option('--by <name>', 'author or organisation contains this')
    .option('--source <name>', 'path of a source file contains this')
    .option('--min-comments <number>', 'minimum number of comments', wholeNumber)
    .option('--added-since <date>', 'added to the index on or after, in UTC', date)
    .option('--theme <id>', 'only papers of this theme; none: papers in no theme')
    .option('--tag <name>', 'only papers with this tag')
    .addOption(new Option('--reading <state>', 'only papers that you have read, or not').choices(['read', 'unread']))
    .option('--in-note <text>', 'your note on the paper contains this; "": any note');
}

export function orderOption(): Option {
  return new Option('--order <order>', 'sort by date, comments or time of adding (highest first), or by id').choices([
    'published',
    'comments',
    'added',
    'id',
  ]);
}

/** All of `FORMATS`, in alphabetical order; a test compares the two. */
export const FORMAT_NAMES = (
  'arxiv-atom arxiv-html arxiv-mail arxiv-oai arxiv-snapshot bibtex biorxiv csl-json csv datacite dblp ' +
  'doaj endnote endnote-xml europe-pmc hf-api hf-html hf-page inspire jats json jsonl marcxml mods nbib ' +
  'openalex openreview pubmed-text pubmed-xml refworks ris rss semantic-scholar tsv wos xlsx zbmath ' +
  'zotero zotero-rdf zotero-sqlite'
).split(' ') as readonly FormatName[];

export interface ParseOptions {
  readonly format?: FormatName;
  readonly year?: number;
}

export interface ReadingOptions extends ParseOptions {
  readonly strict?: boolean;
}

/** Options of commands that read files. */
export function withParseOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <name>', 'format of the files, if detection fails').choices(FORMAT_NAMES))
    .option('--year <year>', 'year in which a page was saved, for dates without a year', year);
}

/** Options of commands that read files, and may stop at one. */
export function withReadingOptions(command: Command): Command {
  return withParseOptions(command).option('--strict', 'stop at the first part of a file that cannot be read');
}
