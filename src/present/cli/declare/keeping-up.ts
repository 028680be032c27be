/** Commands about what is marked, what is recommended and what is new. */
import { type Command, Option } from 'commander';
import { DEFAULT_LIMIT } from '../../../paper.js';
import { date, positiveNumber } from './arguments.js';
import { type Action, type Declare, withExamples } from './command.js';
import { withReadingOptions } from './options.js';

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
      .description('Recommend papers like those of a tag, with the words and the sentence that decided.')
      .option('--tag <name>', 'papers like those with this tag')
      .option('--like <ids...>', 'papers like these')
      .option('--unlike <ids...>', 'papers unlike these')
      .option('--unlike-tag <name>', 'papers unlike those with this tag')
      .addOption(
        new Option('-n, --limit <number>', 'number of papers').argParser(positiveNumber).default(DEFAULT_LIMIT),
      )
      .addOption(
        new Option('--added-since <date>', 'only papers added to the index on or after this day').argParser(date),
      )
      .option('--with-read', 'also papers that you marked as read'),
    [
      ['paperkin recommend --tag robots', 'papers like those that you tagged'],
      ['paperkin recommend --like thought-anchors --unlike latent-pause', 'without a tag'],
    ],
  ).action(action(() => import('../commands/recommend.js')));
};

function declareDigest(root: Command, action: Action): void {
  withExamples(
    root
      .command('digest')
      .description('Show what is new since your last digest: by tag, saved search and theme.')
      .addOption(new Option('--since <date>', 'since a day, YYYY-MM-DD, or since your last digest').default('last'))
      .option('--reader <name>', 'whose digest; each reader has a last digest of their own')
      .addOption(
        new Option('--format <name>', 'output format')
          .choices(['text', 'markdown', 'html', 'atom', 'json'])
          .default('text'),
      )
      .addOption(
        new Option('-n, --limit <number>', 'papers listed for each tag, search and theme')
          .argParser(positiveNumber)
          .default(PAPERS_LISTED),
      )
      .option('--preview', 'do not remember this digest as your last one'),
    [
      ['paperkin digest', 'what is new since you last asked'],
      ['paperkin digest --since 2026-03-01 --preview', 'what came in March'],
      ['paperkin digest --reader ada --format html > digest.html', 'a page to mail to Ada'],
    ],
  ).action(action(() => import('../commands/digest.js')));
  root
    .command('trending')
    .description('Show recent papers that are discussed, and themes whose share grows.')
    .addOption(
      new Option('--days <number>', 'days up to that of the latest paper')
        .argParser(positiveNumber)
        .default(TREND_DAYS),
    )
    .addOption(
      new Option('--by <figure>', 'papers by comments, or by comments per day (recency)')
        .choices(['comments', 'recency'])
        .default('comments'),
    )
    .addOption(new Option('-n, --limit <number>', 'papers and themes').argParser(positiveNumber).default(DEFAULT_LIMIT))
    .action(action(() => import('../commands/trending.js')));
  const load = async () => import('../commands/searches.js');
  const searches = root
    .command('searches')
    .description('List the searches that you saved with `search --save`. Every digest asks them again.')
    .action(action(load));
  searches
    .command('remove')
    .description('Remove a saved search.')
    .argument('<name...>')
    .action(action(async () => ({ run: (await load()).remove })));
}

function declareTags(root: Command, action: Action): void {
  const load = async () => import('../commands/tag.js');
  const tag = withExamples(
    root.command('tag').description('Tag papers, and list what is tagged. Tags survive merges and re-adding.'),
    [
      ['paperkin tag add robots echoatlas thrift-learning', 'tag two papers'],
      ['paperkin tag list', 'all tags'],
      ['paperkin recommend --tag robots', 'more papers like them'],
    ],
  );
  tag
    .command('add')
    .description('Tag papers.')
    .argument('<name>')
    .argument('<ids...>')
    .action(action(async () => ({ run: (await load()).add })));
  tag
    .command('remove')
    .description('Remove a tag from papers.')
    .argument('<name>')
    .argument('<ids...>')
    .action(action(async () => ({ run: (await load()).remove })));
  tag
    .command('rename')
    .description('Rename a tag; a name that is taken merges the two.')
    .argument('<name>')
    .argument('<to>')
    .action(action(async () => ({ run: (await load()).rename })));
  tag
    .command('list')
    .description('List all tags with the number of their papers.')
    .action(action(async () => ({ run: (await load()).list })));
  tag
    .command('show')
    .description('List the papers of a tag.')
    .argument('<name>')
    .action(action(async () => ({ run: (await load()).show })));
}

function declareFollowing(root: Command, action: Action): void {
  const load = async () => import('../commands/follow.js');
  const follow = withExamples(
    root.command('follow').description('Keep a list of web addresses of papers: feeds, and results of an API.'),
    [
      ['paperkin follow add hf https://huggingface.co/api/daily_papers', 'follow Hugging Face Papers'],
      ['paperkin update && paperkin digest', 'fetch all addresses, then show what is new'],
    ],
  );
  follow
    .command('add')
    .description('Follow an address. Nothing is fetched until `paperkin update`.')
    .argument('<name>')
    .argument('<url>')
    .action(action(async () => ({ run: (await load()).add })));
  follow
    .command('list')
    .description('List the addresses that are followed.')
    .action(action(async () => ({ run: (await load()).list })));
  follow
    .command('remove')
    .description('Stop following an address. Its papers stay.')
    .argument('<name>')
    .action(action(async () => ({ run: (await load()).remove })));
  root
    .command('update')
    .description('Fetch the addresses that you follow and add what is new. One that fails does not stop the others.')
    .argument('[names...]', 'only these addresses')
    .action(action(() => import('../commands/update.js')));
  withReadingOptions(
    root
      .command('watch')
      .description('Add the files of folders, and new and changed ones as they are saved, until it is stopped.')
      .argument('<folders...>'),
  ).action(action(() => import('../commands/watch.js')));
}

function declareMarks(root: Command, action: Action): void {
  const load = async () => import('../commands/marks.js');
  root
    .command('read')
    .description('Mark papers as read. They are not recommended any more.')
    .argument('<ids...>')
    .action(action(async () => ({ run: (await load()).read })));
  root
    .command('unread')
    .description('Mark papers as unread.')
    .argument('<ids...>')
    .action(action(async () => ({ run: (await load()).unread })));
  root
    .command('note')
    .description('Write a note on a paper, in place of the note that is there. Without a text, show the note.')
    .argument('<id>')
    .argument('[text...]', 'the note, or - for standard input')
    .option('--clear', 'remove the note')
    .action(action(async () => ({ run: (await load()).note })));
}
