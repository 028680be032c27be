/** Commands that change or list the collection. */
import { Option } from 'commander';
import { positiveNumber } from './arguments.js';
import { type Declare, withExamples } from './command.js';
import { orderOption, withFilters, withReadingOptions } from './options.js';

export const declareCollection: Declare = (root, action) => {
  withExamples(
    withReadingOptions(
      root
        .command('add')
        .description('Add papers from files. Papers already in the index are updated, not embedded again.')
        .argument('<files...>', 'saved pages, bibliographies, folders, globs, web addresses, or - for standard input')
        .option('--embed-later', 'in a database: leave embedding the papers to `paperkin work`'),
    ),
    [
      ['paperkin add saved-pages/', 'all files of a folder that paperkin can read'],
      ['paperkin add library.bib scopus.csv', 'files of different formats'],
      ['paperkin add --year 2025 page.txt', 'a page whose dates have no year'],
    ],
  ).action(action(() => import('../commands/add.js')));
  root
    .command('remove')
    .description('Remove papers from the index.')
    .argument('<ids...>')
    .action(action(() => import('../commands/remove.js')));
  root
    .command('history')
    .description('List what was removed, merged, ignored, renamed or moved, latest first.')
    .action(action(() => import('../commands/history.js')));
  withExamples(
    root
      .command('undo')
      .description('Take back the latest change, or the one of an id that `paperkin history` lists.')
      .argument('[id]', 'such as h3'),
    [
      ['paperkin undo', 'bring back the papers that were just removed'],
      ['paperkin undo h3', 'take back one change and leave later ones'],
    ],
  ).action(action(() => import('../commands/undo.js')));
  root
    .command('show')
    .description('Show one paper in full.')
    .argument('<id>')
    .action(action(() => import('../commands/show.js')));
  withExamples(
    withFilters(
      root
        .command('list')
        .description('List papers: all of them by id, or those that pass the filters.')
        .addOption(new Option('-n, --limit <number>', 'number of papers; all by default').argParser(positiveNumber)),
    ).addOption(orderOption()),
    [
      ['paperkin list --since 2026-03 --order published', 'papers since March, newest first'],
      ['paperkin list --by "Example Lab" --order comments -n 5', 'the five most discussed of a lab'],
    ],
  ).action(action(() => import('../commands/list.js')));
  withExamples(
    withFilters(
      root
        .command('export')
        .description('Write papers to standard output for use in other programs.')
        .addOption(
          new Option(
            '--format <name>',
            'output format; npy holds the embeddings in order of id, html is a report of all themes and the map',
          )
            .choices([
              'json',
              'jsonl',
              'csv',
              'bibtex',
              'ris',
              'csl-json',
              'endnote-xml',
              'markdown',
              'ids',
              'npy',
              'atlas',
              'html',
            ])
            .default('jsonl'),
        )
        .option('--search <text>', 'only the papers most similar to this text')
        .addOption(
          new Option('-n, --limit <number>', 'number of papers (default: 10 with --search, else all)').argParser(
            positiveNumber,
          ),
        )
        .option('--duplicates', 'only papers that have near-duplicates')
        .option('--exact', 'CSV: leave cells that a spreadsheet would run as formulas as they are'),
    ).addOption(orderOption()),
    [
      ['paperkin export --format bibtex > papers.bib', 'every paper as BibTeX'],
      ['paperkin export --search "latent reasoning" --format csv', 'the ten most similar papers as CSV'],
      ['paperkin export --since 2026-03 --format ris', 'papers since March for Zotero'],
      ['paperkin export --format html > themes.html', 'a report to send to a colleague'],
      ['paperkin export --format atlas > atlas.jsonl', 'papers, themes and map for embedding-atlas'],
    ],
  ).action(action(() => import('../commands/export.js')));
};
