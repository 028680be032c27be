/** Commands that change or list the collection. */
import { Option } from 'commander';
import { DEFAULT_LIMIT } from '../../../paper.js';
import { positiveNumber } from './arguments.js';
import { type Declare, withExamples } from './command.js';
import { withReadingOptions } from './options.js';

export const declareCollection: Declare = (root, action) => {
  withExamples(
    withReadingOptions(
      root
        .command('add')
        .description('Add papers from files. Papers already in the index are updated, not embedded again.')
        .argument('<files...>', 'saved pages, bibliographies, folders, globs, or - for standard input'),
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
    .command('show')
    .description('Show one paper in full.')
    .argument('<id>')
    .action(action(() => import('../commands/show.js')));
  root
    .command('list')
    .description('List all papers.')
    .action(action(() => import('../commands/list.js')));
  withExamples(
    root
      .command('export')
      .description('Write papers to standard output for use in other programs.')
      .addOption(
        new Option('--format <name>', 'output format; npy holds the embeddings in order of id')
          .choices(['json', 'jsonl', 'csv', 'bibtex', 'ris', 'markdown', 'ids', 'npy', 'atlas'])
          .default('jsonl'),
      )
      .option('--theme <id>', 'only papers of this theme')
      .option('--search <text>', 'only the papers most similar to this text')
      .addOption(
        new Option('-n, --limit <number>', 'number of papers, with --search')
          .argParser(positiveNumber)
          .default(DEFAULT_LIMIT),
      )
      .option('--duplicates', 'only papers that have near-duplicates'),
    [
      ['paperkin export --format bibtex > papers.bib', 'every paper as BibTeX'],
      ['paperkin export --search "latent reasoning" --format csv', 'the ten most similar papers as CSV'],
      ['paperkin export --format atlas > atlas.jsonl', 'papers, themes and map for embedding-atlas'],
    ],
  ).action(action(() => import('../commands/export.js')));
};
