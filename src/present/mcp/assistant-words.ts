/** Remedies name commands and options; an assistant has tools and parameters instead. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/Run `paperkin history`/g, 'Call collection_history'],
  [/`paperkin history`/g, 'collection_history'],
  [/--format\b/g, '`format`'],
];

export function forAssistant(text: string): string {
  return WORDS.reduce((rest, [command, tool]) => rest.replace(command, tool), text);
}
