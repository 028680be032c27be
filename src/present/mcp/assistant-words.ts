/** Remedies name commands and options; an assistant has tools and parameters instead. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/Run `paperkin history`/g, 'Call collection_history'],
  [/`paperkin history`/g, 'collection_history'],
];

/** An option of which a tool has the parameter; within a command, it is for a person to type. */
const COMMAND_OR_FORMAT = /(`[^`]*`)|--format\b/g;

export function forAssistant(text: string): string {
  const inTools = WORDS.reduce((rest, [command, tool]) => rest.replace(command, tool), text);
  return inTools.replace(COMMAND_OR_FORMAT, (_, command?: string) => command ?? '`format`');
}
