/** The command that writes papers for other programs. */
import { Option } from 'commander';
import { positiveNumber } from './arguments.js';
import { type Declare, withExamples } from './command.js';
import { orderOption, withFilters } from './options.js';

const FORMATS = (
  'json jsonl csv bibtex ris csl-json endnote-xml zotero-rdf markdown ids ' + 'npy parquet atlas html'
).split(' ');

export const declareExport: Declare = (root, action) => {
  withExamples(
    withFilters(
      root
        .command('export')
        .description('Write papers to standard output for use in other programs.')
        .addOption(
          new Option(
            '--format <name>',
            'output format (default: jsonl); npy: embeddings by id; parquet: also fields, themes and map; html: report',
          ).choices(FORMATS),
        )
        .option('--search <text>', 'only the papers most similar to this text')
        .option('-n, --limit <number>', 'number of papers (default: 10 with --search, else all)', positiveNumber)
        .option('--duplicates', 'only papers that have near-duplicates')
        .option('--notes', 'also your notes; not in markdown, ids, npy, parquet, atlas and html')
        .option('--exact', 'CSV: do not escape cells that a spreadsheet would run as formulas'),
    ).addOption(orderOption()),
    [
      ['paperkin export --format bibtex > papers.bib', 'every paper as BibTeX'],
      ['paperkin export --search "latent reasoning" --format csv', 'the ten most similar papers as CSV'],
      ['paperkin export --since 2026-03 --format ris', 'papers since March for Zotero'],
      ['paperkin export --format html > themes.html', 'a report to send to a colleague'],
      ['paperkin export --format parquet > papers.parquet', 'papers, themes, map and embeddings for pandas'],
      ['paperkin export --format atlas > atlas.jsonl', 'papers, themes and map for embedding-atlas'],
    ],
  ).action(action(() => import('../commands/export.js')));
};
