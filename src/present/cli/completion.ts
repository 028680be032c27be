/** Scripts that complete commands, options and their values in a shell; names of files are left to the shell. */
import type { Command, Option } from 'commander';
import { shellWord } from './shell-word.js';

export type Shell = 'bash' | 'zsh' | 'fish';

/** A command, or `''` for the program, and what may follow it. */
interface Place {
  readonly path: string;
  readonly commands: readonly Command[];
  /** Of its arguments. */
  readonly values: readonly string[];
  /** Without those that every command takes. */
  readonly options: readonly Option[];
}

export function completionScript(root: Command, shell: Shell): string {
  const common = root.createHelp().visibleOptions(root);
  const places = placesOf(root, '');
  const head = `# Completion of ${root.name()} for ${shell}, as \`${root.name()} completion ${shell}\` writes it.\n`;
  if (shell === 'fish') return `${head}${fishLines(root.name(), places, common).join('\n')}\n`;
  const bash = bashFunction(root.name(), places, common);
  // zsh runs the same function in its emulation of bash.
  return shell === 'bash' ? head + bash : `${head}autoload -U compinit bashcompinit\ncompinit\nbashcompinit\n${bash}`;
}

function placesOf(command: Command, path: string): Place[] {
  const commands = command.createHelp().visibleCommands(command);
  const options = path === '' ? [] : command.options.filter(({ hidden }) => !hidden);
  const under = commands.flatMap((one) => placesOf(one, path === '' ? one.name() : `${path} ${one.name()}`));
  const values = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
  return [{ path, commands, values, options }, ...under];
}

function bashFunction(name: string, places: readonly Place[], common: readonly Option[]): string {
  const words = (list: readonly string[]) => `words=${shellWord(list.join(' '))}`;
  const paths = places.map(({ path }) => shellWord(path)).slice(1);
  const valued = [
    ...places.flatMap(({ path, options }) =>
      options.map((option) => ({ option, at: shellWord(`${path} ${option.long}`) })),
    ),
    ...common.map((option) => ({ option, at: `*${shellWord(` ${option.long}`)}` })),
  ].filter(({ option }) => takesValue(option));
  const choices = valued.flatMap(({ option, at }) =>
    option.argChoices ? [`${at}) ${words(option.argChoices)} ;;`] : [],
  );
  const free = valued.filter(({ option }) => option.argChoices === undefined).map(({ at }) => at);
  const next = places.map(({ path, commands, values, options }) => {
    const names = [...commands.map((one) => one.name()), ...values];
    return `${shellWord(path)}) ${words(names)} options=${shellWord(options.map(({ long }) => long).join(' '))} ;;`;
  });
  return `_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command= words= options= word i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${command:+$command }\${COMP_WORDS[i]}"
    case "$word" in
      ${paths.join('|')}) command=$word ;;
    esac
  done
  case "$command $before" in
    ${choices.join('\n    ')}
    ${free.join('|')}) return ;;
    *)
      case "$command" in
        ${next.join('\n        ')}
      esac
      [[ $current == -* ]] && words="$options ${common.map(({ long }) => long).join(' ')}" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`;
}

function fishLines(name: string, places: readonly Place[], common: readonly Option[]): string[] {
  const line = (condition: string, what: string, about: string) =>
    `complete -c ${name} -n ${shellWord(condition)} ${what} -d ${shellWord(firstSentence(about))}`;
  const optionLine = (condition: string, option: Option) => {
    let value = takesValue(option) ? ' -r' : '';
    if (option.argChoices) value = ` -x -a ${shellWord(option.argChoices.join(' '))}`;
    return line(condition, `-l ${option.long!.slice(2)}${value}`, option.description);
  };
  return [
    ...common.map((option) => optionLine('true', option)),
    ...places.flatMap(({ path, commands, values, options }) => {
      const seen = path.split(' ').map((one) => `__fish_seen_subcommand_from ${one}`);
      const after = path === '' ? [] : seen;
      const free = [...after, `not __fish_seen_subcommand_from ${commands.map((one) => one.name()).join(' ')}`];
      return [
        ...commands.map((one) => line(free.join('; and '), `-a ${one.name()}`, one.description())),
        ...values.map((value) => line(after.join('; and '), `-a ${value}`, '')),
        ...options.map((option) => optionLine(after.join('; and '), option)),
      ];
    }),
  ];
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function firstSentence(text: string): string {
  return text
    .split(/(?<=\.)\s/)[0]!
    .replace(/\.$/, '')
    .replace(/\s+/g, ' ');
}
