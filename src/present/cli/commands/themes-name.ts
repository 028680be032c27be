/** `themes name`: a program of the user, such as a local language model, reads what a theme is about and names it. */
import { stripVTControlCharacters } from 'node:util';
import { CorpusError, exitCodeOf, type TitledTheme } from '../../../index.js';
import { askProgram } from '../ask-program.js';
import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { note, plain, print, printJson } from '../terminal.js';
import { titleOf } from './theme-lines.js';

interface Options extends CommonOptions {
  readonly with: string;
  readonly preview?: boolean;
}

/** Titles of a prompt: the most central papers say what a theme is about. */
const TITLES = 15;
/** Characters of a name. */
const LONGEST_NAME = 80;

export const run: Run<Options> = async (ids, { with: command, preview = false, ...options }, signal) => {
  const named: { theme: string; before: string; label: string }[] = [];
  const failed = await withCorpus(options, async (corpus) => {
    const { themes } = await corpus.themes({ titles: TITLES, signal });
    const labels = new Map(themes.map(({ id, label }) => [id, label]));
    let failures = 0;
    for (const theme of themesToName(themes, ids)) {
      const others = [...labels].flatMap(([id, label]) => (id === theme.id ? [] : [label]));
      const name = nameIn(await askProgram(command, promptFor(theme, others), signal));
      const problem = problemWith(name, others);
      if (problem !== undefined) {
        failures++;
        note(`${theme.id} keeps “${theme.label}”: ${problem}`);
        continue;
      }
      if (!preview && name !== theme.label)
        await corpus.decideThemes({ kind: 'rename', theme: theme.id, label: name }, { ...waiting(options), signal });
      labels.set(theme.id, name);
      named.push({ theme: theme.id, before: theme.label, label: name });
      if (options.json !== true) print(`${theme.id}  ${plain(theme.label)} → ${plain(name)}`);
    }
    return failures;
  });
  if (options.json === true) await printJson('themesNamed', { named, saved: !preview });
  else if (preview) note('This is a preview. Nothing was saved.');
  return failed === 0 ? 0 : exitCodeOf('FAILED');
};

/** Those listed; without a list, those that have no name of the user's own. @throws CorpusError THEME_UNKNOWN */
function themesToName(themes: readonly TitledTheme[], ids: readonly string[]): readonly TitledTheme[] {
  if (ids.length === 0) return themes.filter(({ renamed }) => !renamed);
  return ids.map((id) => {
    const theme = themes.find((one) => one.id === id);
    if (theme === undefined)
      throw new CorpusError('THEME_UNKNOWN', `there is no theme ${id}`, 'List the themes with `paperkin themes`.');
    return theme;
  });
}

function promptFor({ terms, papers }: TitledTheme, others: readonly string[]): string {
  return [
    'Name the research theme that most of these papers share.',
    '',
    `Terms: ${terms.join(', ')}`,
    'Titles, the most typical first:',
    ...papers.slice(0, TITLES).map((paper) => `- ${titleOf(paper)}`),
    '',
    ...(others.length === 0 ? [] : [`Names of other themes, which yours must differ from: ${others.join('; ')}`, '']),
    'Answer with the name alone, on one line: a noun phrase of one to six words, as in the heading of a survey.',
    '',
  ].join('\n');
}

/** The last line, as models that reason write their reasons first; without quotation marks and markup. */
function nameIn(output: string): string {
  const last = stripVTControlCharacters(output).trim().split('\n').at(-1)!;
  return last
    .replace(/^\s*(?:[-*#>]+\s+)?(?:\*\*)?(?:(?:theme|name)(?: name)?:\s*)?/iu, '')
    .replace(/^[\s"'“”‘’`*_]+|[\s"'“”‘’`*_.]+$/gu, '')
    .replace(/\s+/gu, ' ');
}

function problemWith(name: string, others: readonly string[]): string | undefined {
  if (name === '') return 'the program gave no name.';
  if (name.length > LONGEST_NAME) return `the program gave a text of ${name.length} characters, and not a name.`;
  if (others.some((other) => other.toLowerCase() === name.toLowerCase()))
    return `the program gave “${name}”, and another theme has that name.`;
  return undefined;
}
