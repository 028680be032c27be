/** Commands that check the index and measure the program. */
import { type Declare, withExamples, withNote } from './command.js';

const JUDGED_SETS = `
A judged set is a folder. Its files determine its kind:
  retrieval         corpus.jsonl (id, title, text), queries.jsonl (id, text), qrels.tsv (header; query, paper, grade)
  themes            docs.jsonl (id, title, text, label)
  near-duplicates   papers.jsonl (id, title, abstract), pairs.tsv (header; a, b, 1 same or 0 distinct, kind)`;

const REEMBED =
  'Questions are answered with the old model until all papers are embedded. After an interruption, run the same ' +
  'command again: it continues where it stopped.';

export const declareMaintenance: Declare = (root, action) => {
  root
    .command('status')
    .description('Show what the index contains.')
    .action(action(() => import('../commands/status.js')));
  root
    .command('doctor')
    .description('Check the model, the index and the installation, and report how to fix problems.')
    .option('--repair', 'keep all valid data, rebuild the rest, and list the papers to add again')
    .action(action(() => import('../commands/doctor.js')));
  withExamples(
    root
      .command('backup')
      .description(
        'Write the whole index to one file, and check the copy. Other processes can use the index meanwhile.',
      )
      .argument('<file>', 'file to write; an earlier backup is replaced, no other file'),
    [['paperkin backup papers-friday.sqlite', 'a copy to keep elsewhere']],
  ).action(action(() => import('../commands/backup.js')));
  withExamples(
    root
      .command('restore')
      .description('Replace the index with a backup. The previous index is kept next to it.')
      .argument('<file>', 'file that `paperkin backup` wrote'),
    [['paperkin restore papers-friday.sqlite', 'the index as it was on Friday']],
  ).action(action(() => import('../commands/restore.js')));
  root
    .command('compact')
    .description('Rewrite the index in the order of ids, without removed papers, and count its words again.')
    .option(
      '--graph',
      'also build an HNSW graph, above 20,000 texts: takes minutes and memory, and is no faster up to 200,000',
    )
    .action(action(() => import('../commands/compact.js')));
  withExamples(
    withNote(
      root
        .command('reembed')
        .description('Change the model of the index: embed every paper again, from its stored text.'),
      REEMBED,
    ),
    [
      ['paperkin reembed --model models/all-minilm-l6-v2', 'change to another model'],
      ['paperkin reembed', 'change back to the model that comes with paperkin'],
    ],
  ).action(action(() => import('../commands/reembed.js')));
  withExamples(
    root
      .command('eval')
      .description('Measure search, themes or near-duplicates on a judged set.')
      .argument('<folder>', 'folder of the judged set')
      .option('--compare <dir>', 'measure another model too, in the same table')
      .addHelpText('after', JUDGED_SETS),
    [
      ['paperkin eval judged/cisi', 'nDCG and recall on a retrieval set'],
      ['paperkin eval judged/cisi --compare models/all-minilm-l6-v2', 'two models side by side'],
    ],
  ).action(action(() => import('../commands/eval.js')));
};
