/** What commands that read files let a person say of them. Loaded for every `--help`, so it names the formats itself. */
import { type Command, Option } from 'commander';
import type { FormatName } from '../../index.js';
import { wholeNumber } from './ranked-papers.js';

export interface ReadingOptions {
  readonly format?: FormatName;
  readonly year?: number;
  readonly strict?: boolean;
}

/** All of `FORMATS`, in the order of the alphabet; a test holds the two together. */
export const FORMAT_NAMES: readonly FormatName[] = [
  'arxiv-atom',
  'arxiv-oai',
  'arxiv-snapshot',
  'bibtex',
  'csv',
  'hf-api',
  'hf-page',
  'json',
  'jsonl',
  'nbib',
  'openalex',
  'pubmed-xml',
  'ris',
  'semantic-scholar',
  'tsv',
];

export function withReadingOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <name>', 'the format of the files, where it is in doubt').choices(FORMAT_NAMES))
    .addOption(
      new Option('--year <year>', 'the year a page was saved in, for dates without one').argParser(wholeNumber),
    )
    .option('--strict', 'stop at the first part of a file that cannot be read');
}
