/** Commands that change or list the collection. */
import { positiveNumber } from './arguments.js';
import { type Declare, withExamples } from './command.js';
import { orderOption, PAPER_IDS, withFilters, withReadingOptions } from './options.js';

export const declareCollection: Declare = (root, action) => {
  const changes = async () => import('../commands/changes.js');
  withExamples(
    withReadingOptions(
      root
        .command('add')
        .description('Add papers from files. Papers already in the index are updated, not embedded again.')
        .argument('<files...>', 'saved pages, bibliographies, folders, globs, web addresses, or - for standard input')
        .option('--embed-later', 'for a database: let `paperkin work` embed the papers'),
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
    .argument(...PAPER_IDS)
    .action(action(changes, 'remove'));
  root
    .command('history')
    .description(
      'List what you removed, merged, ignored, renamed or moved, latest first. Of tags: those renamed, or removed ' +
        'from several papers. Notes and reading state are not part of it.',
    )
    .action(action(changes, 'history'));
  withExamples(
    root
      .command('undo')
      .description(
        'Undo the latest change that `paperkin history` lists, or the one with an id from there. Adding papers is ' +
          'not among them.',
      )
      .argument('[id]', 'such as h3'),
    [
      ['paperkin undo', 'restore the papers that were just removed'],
      ['paperkin undo h3', 'undo one change and keep later ones'],
    ],
  ).action(action(changes, 'undo'));
  root
    .command('show <id>')
    .description('Show one paper in full.')
    .option('--sources', 'show its sources instead, and which identifier or text joins them')
    .action(action(() => import('../commands/show.js')));
  withExamples(
    withFilters(
      root
        .command('list')
        .description('List papers: all of them by id, or those that pass the filters.')
        .option('-n, --limit <number>', 'number of papers; all by default', positiveNumber),
    ).addOption(orderOption()),
    [
      ['paperkin list --since 2026-03 --order published', 'papers since March, newest first'],
      ['paperkin list --by "Example Lab" --order comments -n 5', 'the five most discussed of a lab'],
    ],
  ).action(action(() => import('../commands/list.js')));
};
