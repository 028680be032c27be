/** The commands, in the order a person meets them; each is loaded when it is called. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { VERSION } from '../../version.js';
import { date, wholeNumber, withRankingOptions } from './ranked-papers.js';
import { withReadingOptions } from './reading-options.js';
import type { Run } from './run.js';

const EXAMPLES = `Examples:
  paperkin add saved-pages/*.txt          read saved pages into the index
  paperkin search "latent reasoning"      the papers nearest to a question
  paperkin similar thought-anchors        the papers nearest to a paper
  paperkin themes                         what the pile holds
  paperkin duplicates                     papers that say the same thing twice
`;

const EXIT_CODES = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 input unreadable or invalid, 4 model missing, 5 index damaged, 130 interrupted.
An id may be shortened to any beginning that only one paper has.`;

const JUDGED_SETS = `
A judged set is a folder; the files in it say of which kind it is:
  retrieval         corpus.jsonl (id, title, text), queries.jsonl (id, text), qrels.tsv (a header, then query, paper, grade)
  themes            docs.jsonl (id, title, text, label)
  near-duplicates   papers.jsonl (id, title, abstract), pairs.tsv (a header, then a, b, 1 same or 0 distinct, kind)`;

export interface Invocation {
  readonly argv: readonly string[];
  readonly signal: AbortSignal;
}

/** Runs one command line. @returns the exit code @throws CorpusError, CommanderError */
export async function program({ argv, signal }: Invocation): Promise<number> {
  const root = new Command('paperkin');
  let exitCode = 0;
  root
    .description(
      'Find your way in a pile of research abstracts: similar papers, themes, near-duplicates.\nEverything happens on this machine; nothing is sent anywhere.',
    )
    .version(VERSION, '--version')
    .addHelpText('beforeAll', EXAMPLES)
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(paperkin --help shows the commands)')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .addOption(new Option('--index <dir>', 'folder of the index').env('PAPERKIN_INDEX').default('./index'))
    .addOption(
      new Option('--model <dir>', 'folder of a sentence-transformer')
        .env('PAPERKIN_MODEL')
        .default(undefined, 'the one that came with paperkin'),
    )
    .option('--json', 'answer in JSON')
    .addOption(new Option('--wait <seconds>', 'how long to wait for another writer').argParser(wholeNumber).default(30))
    .option('--debug', 'show where an error comes from');

  const action =
    (load: () => Promise<{ run: Run }>) =>
    async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const { run } = await load();
      const options: Record<string, unknown> = { ...command.opts(), ...root.opts() };
      exitCode = (await run(command.args, options as never, signal)) ?? 0;
    };

  addWriting(root, action);
  addQuestions(root, action);
  addServers(root, action);
  addCare(root, action);
  await root.parseAsync([...argv]);
  return exitCode;
}

type Action = (load: () => Promise<{ run: Run }>) => (...given: unknown[]) => Promise<void>;

function addWriting(root: Command, action: Action): void {
  withReadingOptions(
    root
      .command('add')
      .description('read papers from files into the index (what is known already is not embedded again)')
      .argument('<files...>', 'saved pages, bibliographies, folders, globs, or - for standard input'),
  ).action(action(() => import('./commands/add.js')));
  root
    .command('remove')
    .description('remove papers from the index')
    .argument('<ids...>')
    .action(action(() => import('./commands/remove.js')));
}

function addQuestions(root: Command, action: Action): void {
  withRankingOptions(
    root
      .command('search')
      .description('the papers nearest to a text: a sentence, a keyword, an acronym, a whole abstract')
      .argument('[text...]', 'the query, or - to read it from standard input')
      .option('--file <file>', 'read the query from a file'),
  )
    .addOption(
      new Option('--mode <mode>', 'by meaning and words together, by meaning, or by words')
        .choices(['hybrid', 'dense', 'lexical'])
        .default('hybrid'),
    )
    .action(action(() => import('./commands/search.js')));
  withRankingOptions(
    root.command('similar').description('the papers nearest to a paper, or to several').argument('<ids...>'),
  ).action(action(() => import('./commands/similar.js')));
  addThemes(root, action);
  addDuplicates(root, action);
}

function addThemes(root: Command, action: Action): void {
  const themes = root
    .command('themes')
    .description('what the pile holds: its themes, each with a name, terms and papers')
    .addOption(
      new Option('--k <number>', 'a look at so many themes, instead of the number found').argParser(themeCount),
    )
    .addOption(
      new Option('--since <date>', 'a look at the papers published on or after: YYYY, YYYY-MM or YYYY-MM-DD').argParser(
        date,
      ),
    )
    .addOption(new Option('--until <date>', 'a look at the papers published on or before').argParser(date))
    .option('--why', 'show how the number of themes was chosen and what changed since the last run')
    .addOption(
      new Option('--fresh', 'find the themes anew and show the differences first').conflicts(['k', 'since', 'until']),
    )
    .hook('preSubcommand', (parent, sub) => {
      const [given] = Object.keys(parent.opts());
      if (given !== undefined) parent.error(`error: option '--${given}' means nothing to 'themes ${sub.name()}'`);
    })
    .action(action(() => import('./commands/themes.js')));
  themes
    .command('diff')
    .description(
      'what changed since the papers last changed: themes new, grown, shrunk, split, merged, gone, and decisions of yours that lie idle',
    )
    .action(action(() => import('./commands/themes-diff.js')));
  themes
    .command('of')
    .description('the themes that a new text, or a paper, belongs to; nothing is added')
    .argument('<text...>', 'a text, an id, or - for standard input')
    .action(action(() => import('./commands/themes-of.js')));
  addThemeDecisions(themes, action);
  root
    .command('theme')
    .description('one theme: its papers, its neighbours, the themes within it')
    .argument('<id>')
    .action(action(() => import('./commands/theme.js')));
}

function addThemeDecisions(themes: Command, action: Action): void {
  const decide = async () => import('./commands/themes-decide.js');
  themes
    .command('rename')
    .description('your own name for a theme; it survives every later run')
    .argument('<id>')
    .argument('[name...]')
    .option('--clear', 'take your name back; the theme has the name found again')
    .action(action(async () => ({ run: (await decide()).rename })));
  themes
    .command('merge')
    .description('make one theme part of another')
    .argument('<from>')
    .argument('<into>')
    .action(action(async () => ({ run: (await decide()).merge })));
  themes
    .command('unmerge')
    .description('make a merged theme one of its own again')
    .argument('<id>', 'the theme that was made part of another')
    .action(action(async () => ({ run: (await decide()).unmerge })));
  themes
    .command('pin')
    .description('say that a paper belongs to a theme')
    .argument('<paper>')
    .argument('<theme>')
    .action(action(async () => ({ run: (await decide()).pin })));
  themes
    .command('unpin')
    .description('let a pinned paper lie where it lies')
    .argument('<paper>')
    .action(action(async () => ({ run: (await decide()).unpin })));
}

function themeCount(text: string): number {
  const count = wholeNumber(text);
  if (count === 0) throw new InvalidArgumentError('It must be 1 or more.');
  return count;
}

function addDuplicates(root: Command, action: Action): void {
  const duplicates = withReadingOptions(
    root
      .command('duplicates')
      .description('papers that say the same thing twice, with the evidence')
      .addOption(
        new Option('--threshold <score>', 'least score of a near-duplicate, 0.05 to 1 (0.5 where not given)').argParser(
          share,
        ),
      )
      .option('--borderline', 'the weakest pairs accepted and the strongest refused')
      .option('--diff', 'what differs between the two abstracts, word by word')
      .option(
        '--against <files...>',
        'which papers of new files the index holds already, without adding them (read as --format, --year and --strict say)',
      ),
  ).action(action(() => import('./commands/duplicates.js')));
  duplicates
    .command('merge')
    .description('make several papers one')
    .argument('<keep>', 'the paper that stays')
    .argument('<others...>', 'the papers that go into it')
    .action(action(() => import('./commands/duplicates-merge.js')));
  duplicates
    .command('ignore')
    .description('remember that two papers are two')
    .argument('<a>')
    .argument('<b>')
    .action(action(() => import('./commands/duplicates-ignore.js')));
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0.05 && value <= 1))
    throw new InvalidArgumentError('It must be a number from 0.05 to 1.');
  return value;
}

function addServers(root: Command, action: Action): void {
  root
    .command('serve')
    .description('a page to see, ask and weed the pile, and the same answers over HTTP')
    .addOption(
      new Option('--host <address>', "address to listen on; any but this machine's own needs a token").default(
        '127.0.0.1',
      ),
    )
    .addOption(
      new Option('--port <number>', 'port to listen on; 0 takes a free one').argParser(wholeNumber).default(7878),
    )
    .addOption(new Option('--token <secret>', 'what every request must carry').env('PAPERKIN_TOKEN'))
    .option('--open', 'show the page in a browser')
    .action(action(() => import('./commands/serve.js')));
  root
    .command('mcp')
    .description('the same answers for an assistant, over the Model Context Protocol on stdio')
    .action(action(() => import('./commands/mcp.js')));
}

function addCare(root: Command, action: Action): void {
  root
    .command('show')
    .description('one paper whole')
    .argument('<id>')
    .action(action(() => import('./commands/show.js')));
  root
    .command('list')
    .description('all papers')
    .action(action(() => import('./commands/list.js')));
  root
    .command('export')
    .description(
      'write papers for other programs, to standard output: their data, their ids, their embeddings (npy, in the order of ids), or all of it for embedding-atlas',
    )
    .addOption(
      new Option('--format <name>', 'what to write')
        .choices(['json', 'jsonl', 'csv', 'bibtex', 'ris', 'markdown', 'ids', 'npy', 'atlas'])
        .default('jsonl'),
    )
    .option('--theme <id>', 'the papers of one theme')
    .option('--search <text>', 'the papers nearest to a text')
    .addOption(new Option('-n, --limit <number>', 'how many of them').argParser(wholeNumber).default(10))
    .option('--duplicates', 'the papers that have near-duplicates')
    .action(action(() => import('./commands/export.js')));
  root
    .command('status')
    .description('how much the index holds')
    .action(action(() => import('./commands/status.js')));
  root
    .command('eval')
    .description('measure paperkin on a judged set')
    .argument('<folder>', 'where the set is')
    .addHelpText('after', JUDGED_SETS)
    .action(action(() => import('./commands/eval.js')));
  root
    .command('doctor')
    .description('check model, index and versions, and say how to mend them')
    .action(action(() => import('./commands/doctor.js')));
}
