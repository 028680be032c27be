/** Commands for an index in a database. */
import { positiveNumber } from './arguments.js';
import { type Declare, group, withExamples } from './command.js';

export const declareDatabase: Declare = (root, action) => {
  withExamples(
    root
      .command('copy')
      .description('Copy an index between folders and databases. To resume an interrupted copy, run it again.')
      .argument('<from>', 'folder or URL of an index')
      .argument('<to>', 'folder or URL without papers'),
    [
      ['paperkin copy ./index postgres://me@server/papers', 'a folder to a database'],
      ['paperkin copy postgres://me@server/papers ./copy', 'and back'],
    ],
  ).action(action(() => import('../commands/copy.js')));
  withExamples(
    root
      .command('work')
      .description('Embed papers that were added to a database with --embed-later, together with other workers.')
      .option('--stay', 'wait for more papers instead of exiting'),
    [['paperkin work --index postgres://me@server/papers', 'on as many machines as you like']],
  ).action(action(() => import('../commands/work.js')));
  const postgres = group(root, 'postgres').description('Prepare PostgreSQL servers for an index.');
  withExamples(
    postgres
      .command('plan')
      .description('Print the SQL that spreads a new index over servers. Review it and run it yourself.')
      .requiredOption(
        '--servers <list>',
        'postgres://USER@HOST:PORT/DATABASE, separated by commas; local is the coordinator',
      )
      .option('--schema <name>', 'schema of the index', 'paperkin')
      .option('--partitions <number>', 'number of partitions', positiveNumber, 8)
      .option('--dimension <number>', 'dimension of the embeddings', positiveNumber, 384)
      .option('--citus', 'for servers with Citus, instead of postgres_fdw'),
    [['paperkin postgres plan --servers local,postgres://me@b/papers,postgres://me@c/papers', 'three servers']],
  ).action(action(() => import('../commands/postgres-plan.js')));
};
