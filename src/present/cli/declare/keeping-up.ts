/** Commands about what is marked, what is recommended and what is new. */
import { type Command, Option } from 'commander';
import { DEFAULT_LIMIT } from '../../../paper.js';
import { date, positiveNumber } from './arguments.js';
import { type Action, type Declare, withExamples } from './command.js';

export const declareKeepingUp: Declare = (root, action) => {
  declareTags(root, action);
  declareMarks(root, action);
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
