/** The two commands that rank papers by similarity. */
import { Option } from 'commander';
import { type Declare, withExamples } from './command.js';
import { withRankingOptions } from './options.js';

export const declareSearch: Declare = (root, action) => {
  withExamples(
    withRankingOptions(
      root
        .command('search')
        .description('Find papers similar to a text: a sentence, a keyword, an acronym or a whole abstract.')
        .argument('[text...]', 'the query, or - for standard input')
        .option('--file <file>', 'read the query from a file')
        .option('--save <name>', 'save the query with its filters; every digest runs it again'),
    ).addOption(
      new Option('--mode <mode>', 'rank by meaning and words (default), by meaning, or by words').choices([
        'hybrid',
        'dense',
        'lexical',
      ]),
    ),
    [
      ['paperkin search "latent reasoning"', 'papers about a subject'],
      ['paperkin search GRPO --mode lexical', 'papers that contain a word'],
      ['paperkin search "RLVR NOT robotics"', 'papers that use a word come last'],
      ['paperkin search --file abstract.txt -n 20', 'papers like an abstract in a file'],
      ['paperkin search "speech" --min-comments 5 --save speech', 'save a search for your digest'],
    ],
  ).action(action(() => import('../commands/search.js')));
  withExamples(
    withRankingOptions(
      root
        .command('similar')
        .description('Find papers similar to one or more papers of the index.')
        .argument('<ids...>', 'ids of papers; a unique prefix is enough, or a DOI'),
    ),
    [
      ['paperkin similar thrift-learning', 'papers like one paper'],
      ['paperkin similar thrift-learning --not gripsense', 'like one paper and unlike another'],
    ],
  ).action(action(() => import('../commands/similar.js')));
};
