/** The command line: options of every command, and the commands in groups. Each command is loaded when it is called. */
import { Command, Help, Option } from 'commander';
import { VERSION } from '../../version.js';
import { plain } from '../plain-text.js';
import { notEmpty, wholeNumber, withVariable } from './declare/arguments.js';
import { declareCollection } from './declare/collection.js';
import { type Action, type Declare, pointToHelp, withExamples, withNote } from './declare/command.js';
import { declareDatabase } from './declare/database.js';
import { declareDuplicates } from './declare/duplicates.js';
import { declareExport } from './declare/export.js';
import { declareKeepingUp } from './declare/keeping-up.js';
import { declareMaintenance } from './declare/maintenance.js';
import { declareSearch } from './declare/search.js';
import { declareServers } from './declare/servers.js';
import { declareShell } from './declare/shell.js';
import { declareThemes } from './declare/themes.js';
import { withPartial } from './partial-index.js';
import type { Run } from './run.js';
import { fitted, knownWidth } from './terminal.js';

const EXIT_CODES =
  'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 input unreadable or invalid, 4 model missing, 5 index damaged, ' +
  '130 interrupted.';

/** Columns of help that is not written to a terminal. */
const HELP_WIDTH = 80;
/** Columns of a description beside its option; with fewer it stands below. */
const LEAST_DESCRIPTION = 24;

/** In the order in which a new user needs them. */
const GROUPS: readonly (readonly [heading: string, declarations: readonly Declare[]])[] = [
  ['Collection:', [declareCollection, declareExport]],
  ['Questions:', [declareSearch, declareThemes, declareDuplicates]],
  ['Keeping up:', [declareKeepingUp]],
  ['Servers:', [declareServers]],
  ['Databases:', [declareDatabase]],
  ['Maintenance:', [declareMaintenance, declareShell]],
];

export interface Invocation {
  readonly argv: readonly string[];
  readonly signal: AbortSignal;
}

/** Runs one command line. @returns the exit code @throws CorpusError, CommanderError */
export async function program({ argv, signal }: Invocation): Promise<number> {
  const root: Command = rootCommand();
  const json = argv.includes('--json'); // then errors of usage are reported as JSON
  root.configureOutput({
    getOutHelpWidth: () => knownWidth(process.stdout) ?? HELP_WIDTH,
    getErrHelpWidth: () => knownWidth(process.stderr) ?? HELP_WIDTH,
    writeOut: (text) => process.stdout.write(fitted(text, process.stdout)),
    outputError: (text, write) => write(text.replace(/^error: /, 'paperkin: ')),
    writeErr: (text) => json || process.stderr.write(fitted(plain(text), process.stderr)),
  });
  let exitCode = 0;
  const action: Action =
    (load: () => Promise<Readonly<Record<string, Run>>>, name = 'run') =>
    async (...values: unknown[]) => {
      const command = values.at(-1) as Command;
      const { wait, ...common } = withPartial(root.opts());
      const options = { ...command.optsWithGlobals(), ...common, waitMs: wait * 1000 };
      const code: unknown = await (await load())[name]!(command.args, options as never, signal);
      exitCode = typeof code === 'number' ? code : 0;
    };
  for (const [heading, declarations] of GROUPS) {
    root.commandsGroup(heading);
    for (const declare of declarations) declare(root, action);
  }
  pointToHelp(root, root.name());
  refuseUnknownHelp(root, argv.slice(2));
  await root.parseAsync([...argv]);
  return exitCode;
}

/** Commander would answer with the help of the whole program, and not say why. */
function refuseUnknownHelp(root: Command, [word, topic]: readonly string[]): void {
  if (word !== 'help' || topic === undefined || topic.startsWith('-')) return;
  const names = root.commands.map((command) => command.name());
  if (![...names, word].includes(topic)) root.error(`error: unknown command '${topic}'`);
}

function rootCommand(): Command {
  const root: Command = new Command('paperkin')
    .description(
      'Search a collection of research abstracts, find its themes and its near-duplicates.\n' +
        'Everything runs on this machine; nothing is sent anywhere.',
    )
    .version(VERSION, '--version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .addHelpCommand(
      new Command('help').argument('[command]').description('Show help for a command.').helpGroup('Maintenance:'),
    )
    .exitOverride()
    .configureHelp({
      showGlobalOptions: true,
      formatItem: itemOfHelp,
      // Those of `duplicates` are none of `duplicates merge`.
      visibleGlobalOptions: (command) => (command === root ? [] : root.options.filter(({ hidden }) => !hidden)),
    })
    .addOption(
      withVariable(
        new Option('--index <dir>', 'folder of the index, or postgres://…').argParser(notEmpty).default('./index'),
        'PAPERKIN_INDEX',
      ),
    )
    .addOption(
      withVariable(
        new Option('--read-from <url>', 'replica of the database of the index, to read from').argParser(notEmpty),
        'PAPERKIN_READ_FROM',
      ),
    )
    .option('--partial', 'answer without servers of the database that are down')
    .addOption(
      withVariable(
        new Option('--model <dir>', 'folder of a sentence-transformer').argParser(notEmpty),
        'PAPERKIN_MODEL',
      ),
    )
    .option('--json', 'write the answer as JSON')
    .addOption(
      new Option('--wait <seconds>', 'seconds to wait while another process writes').argParser(wholeNumber).default(30),
    )
    .option('--debug', 'show stack traces');
  const examples = withExamples(root, [
    ['paperkin add saved-pages/', 'read saved pages into the index'],
    ['paperkin search "latent reasoning"', 'find papers about a subject'],
    ['paperkin similar thrift-learning', 'find papers like a paper'],
    ['paperkin themes', 'see what the collection is about'],
    ['paperkin duplicates', 'find near-duplicates'],
  ]);
  return withNote(examples, EXIT_CODES).addHelpText(
    'after',
    'Ids: a unique prefix is enough, and so is the DOI, arXiv or PubMed id of a paper.',
  );
}

function itemOfHelp(term: string, termWidth: number, description: string, helper: Help): string {
  const beside = (helper.helpWidth ?? HELP_WIDTH) - termWidth >= LEAST_DESCRIPTION;
  if (beside || description === '') return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
  return `  ${term}\n      ${description}`;
}
