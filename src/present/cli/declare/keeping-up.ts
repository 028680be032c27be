/** Commands for tags, recommendations, the digest and followed addresses. */
import { type Command, Option } from 'commander';
import { DEFAULT_LIMIT } from '../../../paper.js';
import { date, positiveNumber } from './arguments.js';
import { type Action, type Declare, group, withExamples } from './command.js';
import { PAPER_IDS, withParseOptions } from './options.js';

/** Papers listed in each section of a digest. */
const PAPERS_LISTED = 5;
/** Days that count as recent. */
const TREND_DAYS = 30;

export const declareKeepingUp: Declare = (root, action) => {
  declareDigest(root, action);
  declareTags(root, action);
  declareMarks(root, action);
  declareFollowing(root, action);
  withExamples(
    root
      .command('recommend')
      .description('Recommend papers like those of a tag, with the most important phrases and the nearest sentence.')
      .option('--tag <name>', 'papers like those with this tag')
      .option('--like <ids...>', 'papers like these')
      .option('--unlike <ids...>', 'papers unlike these')
      .option('--unlike-tag <name>', 'papers unlike those with this tag')
      .option('-n, --limit <number>', 'number of papers', positiveNumber, DEFAULT_LIMIT)
      .option('--added-since <date>', 'only papers added to the index on or after this day, in UTC', date)
      .option('--with-read', 'also papers that you marked as read'),
    [
      ['paperkin recommend --tag robots', 'papers like those that you tagged'],
      ['paperkin recommend --like thrift-learning --unlike gripsense', 'without a tag'],
    ],
  ).action(action(() => import('../commands/recommend.js')));
};

function declareDigest(root: Command, action: Action): void {
  withExamples(
    root
      .command('digest')
      .description('Show what is new since your last digest: by tag, saved search and theme.')
      .option('--since <date>', 'since a date, YYYY-MM-DD in UTC, or `last`: since your last digest', 'last')
      .option('--reader <name>', 'name of the reader; each reader has a separate last digest')
      .addOption(
        new Option('--format <name>', 'output format (default: text)').choices([
          'text',
          'markdown',
          'html',
          'atom',
          'json',
        ]),
      )
      .option('-n, --limit <number>', 'papers listed for each tag, search and theme', positiveNumber, PAPERS_LISTED)
      .option('--preview', 'do not remember this digest as your last one'),
    [
      ['paperkin digest', 'what is new since your last digest'],
      ['paperkin digest --since 2026-03-01 --preview', 'what came since the first of March'],
      ['paperkin digest --reader ada --format html > digest.html', 'a page to mail to Ada'],
    ],
  ).action(action(() => import('../commands/digest.js')));
  root
    .command('trending')
    .description('Show the most discussed recent papers, and themes whose share grows.')
    .option('--days <number>', 'number of days, up to the date of the latest paper', positiveNumber, TREND_DAYS)
    .addOption(
      new Option('--by <figure>', 'papers by comments, or by comments per day (recency)')
        .choices(['comments', 'recency'])
        .default('comments'),
    )
    .option('-n, --limit <number>', 'papers and themes', positiveNumber, DEFAULT_LIMIT)
    .action(action(() => import('../commands/trending.js')));
  const load = async () => import('../commands/searches.js');
  const searches = root
    .command('searches')
    .description('List the searches that you saved with `search --save`. Every digest runs them again.')
    .action(action(load));
  searches.command('list').description('List the searches that you saved.').action(action(load));
  searches.command('remove <name...>').description('Remove a saved search.').action(action(load, 'remove'));
}

function declareTags(root: Command, action: Action): void {
  const load = async () => import('../commands/tag.js');
  const tag = withExamples(
    group(root, 'tag').description('Tag papers, and list tags. Tags survive merging, removing and adding again.'),
    [
      ['paperkin tag add robots gripsense words-waypoints', 'tag two papers'],
      ['paperkin tag list', 'all tags'],
      ['paperkin recommend --tag robots', 'more papers like them'],
    ],
  );
  const name = ['<name>', 'name of the tag'] as const;
  tag
    .command('add')
    .description('Tag papers.')
    .argument(...name)
    .argument(...PAPER_IDS)
    .action(action(load, 'add'));
  tag
    .command('remove')
    .description('Remove a tag from papers.')
    .argument(...name)
    .argument(...PAPER_IDS)
    .action(action(load, 'remove'));
  tag
    .command('rename <name> <to>')
    .description('Rename a tag. If the new name exists, the two tags are merged; `paperkin undo` separates them.')
    .action(action(load, 'rename'));
  tag.command('list').description('List all tags with the number of their papers.').action(action(load, 'list'));
  tag.command('show <name>').description('List the papers of a tag.').action(action(load, 'show'));
}

function declareFollowing(root: Command, action: Action): void {
  const load = async () => import('../commands/follow.js');
  const follow = withExamples(
    group(root, 'follow').description('Follow web addresses that list papers: feeds and API queries.'),
    [
      ['paperkin follow add hf https://huggingface.co/api/daily_papers', 'follow Hugging Face Papers'],
      ['paperkin update && paperkin digest', 'fetch all addresses, then show what is new'],
    ],
  );
  follow
    .command('add <name> <url>')
    .description('Follow an address. Nothing is fetched until `paperkin update`.')
    .action(action(load, 'add'));
  follow.command('list').description('List the addresses that you follow.').action(action(load, 'list'));
  follow
    .command('remove <name>')
    .description('Stop following an address. Its papers stay.')
    .action(action(load, 'remove'));
  root
    .command('update')
    .description('Fetch the addresses that you follow and add new papers. A failure does not stop the other addresses.')
    .argument('[names...]', 'only these addresses')
    .action(action(() => import('../commands/update.js')));
  withParseOptions(
    root
      .command('watch <folders...>')
      .description('Add the files of folders, and new and changed ones as they are saved, until you stop it.'),
  ).action(action(() => import('../commands/watch.js')));
}

function declareMarks(root: Command, action: Action): void {
  const load = async () => import('../commands/marks.js');
  root
    .command('read')
    .description('Mark papers as read. They are no longer recommended.')
    .argument(...PAPER_IDS)
    .action(action(load, 'read'));
  root
    .command('unread')
    .description('Mark papers as unread.')
    .argument(...PAPER_IDS)
    .action(action(load, 'unread'));
  root
    .command('note')
    .description('Write a note on a paper; it replaces the previous note. Without a text, show the note.')
    .argument('<id>', 'id of the paper')
    .argument('[text...]', 'the note, or - for standard input')
    .option('--clear', 'remove the note')
    .action(action(load, 'note'));
}
