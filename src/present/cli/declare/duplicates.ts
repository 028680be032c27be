/** `duplicates` and its subcommands. */
import { LEAST_SCORE } from '../../../limits.js';
import { duplicateThreshold } from './arguments.js';
import { type Declare, withExamples, withOwnOptions } from './command.js';
import { withReadingOptions } from './options.js';

export const declareDuplicates: Declare = (root, action) => {
  const decide = async () => import('../commands/duplicates-decide.js');
  const duplicates = withExamples(
    withOwnOptions(
      withReadingOptions(
        root
          .command('duplicates')
          .description('Find near-duplicates, with the evidence for each pair.')
          .option(
            '--threshold <score>',
            `minimum score of a near-duplicate, ${LEAST_SCORE} to 1 (default: 0.5)`,
            duplicateThreshold,
          )
          .option('--borderline', 'also show the weakest pairs accepted and the strongest rejected')
          .option('--diff', 'show the differences between the two abstracts')
          .option('--against <files...>', 'list papers of these files that the index already has; adds nothing'),
      ),
    ),
    [
      ['paperkin duplicates', 'all groups of near-duplicates'],
      ['paperkin duplicates --against new.bib', 'which papers of a file the index already has'],
      ['paperkin duplicates merge thrift-learning thrift-hsbjg', 'make two papers one'],
      ['paperkin duplicates merge --all --threshold 0.9', 'merge all groups of a score of 0.9 or more'],
    ],
  ).action(action(() => import('../commands/duplicates.js')));
  duplicates
    .command('merge')
    .description('Merge papers into one, or with --all every group into the paper suggested to keep.')
    .argument('[keep]', 'the paper that stays')
    .argument('[others...]', 'the papers merged into it')
    .option('--all', 'merge every group')
    .option('--threshold <score>', `with --all: minimum score, ${LEAST_SCORE} to 1 (default: 0.5)`, duplicateThreshold)
    .action(action(decide, 'merge'));
  duplicates
    .command('ignore <a> <b>')
    .description('Mark two papers as not duplicates.')
    .action(action(decide, 'ignore'));
};
