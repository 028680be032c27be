/** `themes`, its subcommands, and `theme`. */
import { type Command, Option } from 'commander';
import { date, numberOrAutomatic, positiveNumber } from './arguments.js';
import { type Action, type Declare, withExamples, withOwnOptions } from './command.js';

/** Papers of one theme that are listed; a theme of a large collection has thousands. */
const PAPERS_OF_THEME = 50;

export const declareThemes: Declare = (root, action) => {
  const themes = withExamples(
    withOwnOptions(
      root
        .command('themes')
        .description('Show the themes of the collection, each with its name, terms and papers.')
        .option('--k <number>', 'preview this number of themes; `themes number` keeps one', positiveNumber)
        .option('--since <date>', 'preview papers published on or after this date; nothing is saved', date)
        .option('--until <date>', 'preview papers published on or before this date; nothing is saved', date)
        .option('--why', 'show how the number of themes was chosen and what changed since the last run')
        .addOption(
          new Option(
            '--fresh',
            'find all themes again and show the differences first; `paperkin undo` goes back',
          ).conflicts(['k', 'since', 'until']),
        ),
    ),
    [
      ['paperkin themes', 'all themes'],
      ['paperkin themes --since 2025-06', 'preview the themes of recent papers'],
      ['paperkin themes of "RLVR"', 'the themes closest to a text'],
      ['paperkin themes rename t3 "Test-time scaling"', 'your own name for a theme'],
    ],
  ).action(action(() => import('../commands/themes.js')));
  themes
    .command('diff')
    .description(
      'Show what changed in the themes since the last change of papers, and your decisions that have no effect.',
    )
    .action(action(() => import('../commands/themes-diff.js')));
  themes
    .command('of')
    .description('Show the themes closest to a text or a paper. Adds nothing.')
    .argument('<text...>', 'a text, an id, or - for standard input')
    .action(action(() => import('../commands/themes-of.js')));
  declareDecisions(themes, action);
  root
    .command('theme')
    .description('Show one theme: its neighbours, the themes within it, and its papers.')
    .argument('<id>', 'id or name of the theme')
    .option('-n, --limit <number>', 'number of papers; --json has all', positiveNumber, PAPERS_OF_THEME)
    .action(action(() => import('../commands/theme.js')));
};

function declareDecisions(themes: Command, action: Action): void {
  const decide = async () => import('../commands/themes-decide.js');
  themes
    .command('rename <id> [name...]')
    .description('Give a theme your own name. Later runs keep it.')
    .option('--clear', 'remove your name; the automatic name returns')
    .action(action(decide, 'rename'));
  withExamples(
    themes
      .command('name')
      .description(
        'Let a program of yours, such as a local language model, name the themes. It gets a prompt with terms and ' +
          'titles on standard input; the last line that it prints is the name. Later runs keep it, and ' +
          '`paperkin undo` takes it back.',
      )
      .argument('[id...]', 'themes to name (default: all without a name of your own)')
      .addOption(new Option('--with <command>', 'a shell command').makeOptionMandatory())
      .option('--preview', 'only show the names'),
    [
      ['paperkin themes name --with "ollama run llama3.2"', 'names by a local model'],
      ['paperkin themes name t3 --with "llm" --preview', 'one theme; nothing is saved'],
    ],
  ).action(action(() => import('../commands/themes-name.js')));
  withExamples(
    themes
      .command('number')
      .description('Choose the number of themes. All papers are grouped again, and later runs keep the number.')
      .argument('<number>', 'a number, or auto: chosen from the data', numberOrAutomatic),
    [
      ['paperkin themes number 15', 'fifteen themes from now on'],
      ['paperkin themes number auto', 'as many as the data suggest'],
    ],
  ).action(action(decide, 'number'));
  themes.command('merge <from> <into>').description('Merge one theme into another.').action(action(decide, 'merge'));
  themes
    .command('unmerge')
    .description('Undo a merge.')
    .argument('<id>', 'the theme that was merged into another')
    .action(action(decide, 'unmerge'));
  themes
    .command('split')
    .description('Split a theme into two or more. The largest part keeps the id. Later runs keep the split.')
    .argument('<id>', 'id or name of the theme')
    .option('--into <number>', 'number of themes (default: 2)', positiveNumber)
    .option('--preview', 'only show which papers each part would have')
    .action(action(decide, 'split'));
  themes
    .command('unsplit')
    .description('Undo a split.')
    .argument('<id>', 'the theme that was split, or one of its parts')
    .action(action(decide, 'unsplit'));
  themes
    .command('pin <paper> <theme>')
    .description('Assign a paper to a theme. Later runs keep it there.')
    .action(action(decide, 'pin'));
  themes.command('unpin <paper>').description('Remove a pin.').action(action(decide, 'unpin'));
}
