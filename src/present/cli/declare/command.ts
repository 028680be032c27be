/** What every declaration of a command uses: how it runs, and its examples. */
import type { Command } from 'commander';
import type { Run } from '../run.js';
import { terminalWidth, wrapped } from '../terminal.js';

/** Of paragraphs, as of the descriptions that commander wraps. */
const HELP_WIDTH = 80;

type Handler = (...values: unknown[]) => Promise<void>;

/** Makes commander's action of `run`, or another export, of a module that is loaded when the command is called. */
export interface Action {
  (load: () => Promise<{ readonly run: Run }>): Handler;
  <Name extends string>(load: () => Promise<{ readonly [name in NoInfer<Name>]: Run }>, name: Name): Handler;
}

/** Adds commands to the program, or to a command that has subcommands. */
export type Declare = (parent: Command, action: Action) => void;

/** A command that only has subcommands. */
export function group(root: Command, name: string): Command {
  return root.command(name).helpCommand(false);
}

/**
 * For a command with options and subcommands: refuses its options before a subcommand that does not have them, and a
 * word that is none of them.
 */
export function withOwnOptions(command: Command): Command {
  command.allowExcessArguments().hook('preAction', (_, called) => {
    if (called === command && command.args.length > 0) command.error(`error: unknown command '${command.args[0]}'`);
  });
  return command.hook('preSubcommand', (parent, sub) => {
    const shared = new Set(sub.options.map((option) => option.attributeName()));
    const option = parent.options.find(
      (one) => parent.getOptionValueSource(one.attributeName()) === 'cli' && !shared.has(one.attributeName()),
    );
    if (option !== undefined)
      parent.error(`error: option '${option.long}' does not apply to '${parent.name()} ${sub.name()}'`);
  });
}

/** After a wrong command line, names the help of the command that was meant. */
export function pointToHelp(command: Command, path: string): void {
  const hasOptions = command.parent !== null && command.options.length > 0;
  let shows = command.commands.length > 0 ? 'lists the commands' : 'shows the options';
  // `themes` and `duplicates` have both.
  if (hasOptions && command.commands.length > 0) shows = 'shows the options and the commands';
  command.showHelpAfterError(`(${path} --help ${shows})`);
  for (const one of command.commands) pointToHelp(one, `${path} ${one.name()}`);
}

/** Shows a paragraph behind the options in a command's help. */
export function withNote(command: Command, text: string): Command {
  return command.addHelpText('after', () => `\n${wrapped(text, '', Math.min(HELP_WIDTH, terminalWidth()))}`);
}

/** Shows examples at the end of a command's help: each a command line and what it does. */
export function withExamples(command: Command, examples: readonly (readonly [line: string, does: string])[]): Command {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, does]) => `  ${line.padEnd(width)}   ${does}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
