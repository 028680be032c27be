import { counted } from '../../../counted.js';
import type { ThemesAnswer, TitledTheme } from '../../../index.js';
import { periodKind } from '../../period-kind.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { sparkline } from '../sparkline.js';
import { note, plain, print, printJson, styled, table, wrapped } from '../terminal.js';
import { describeUnassigned, quoted, similarTitle, UNASSIGNED_SHOWN } from './theme-lines.js';
import { describeDiff } from './themes-diff.js';

interface Options extends CommonOptions {
  readonly k?: number;
  readonly since?: string;
  readonly until?: string;
  readonly why?: boolean;
  readonly fresh?: boolean;
}

/** Papers listed under each theme; `paperkin theme ID` lists more. */
const CENTRAL = 3;
/** Of more themes, papers and sentences are not listed. */
const THEMES_WITH_PAPERS = 40;

export const run: Run<Options> = async (_args, options, signal) => {
  const { k, since, until, fresh } = options;
  const [answer, diff] = await withCorpus(options, async (corpus) => {
    const titles = options.json === true ? undefined : UNASSIGNED_SHOWN;
    const themes = await corpus.themes({ k, since, until, fresh, titles, signal });
    return [themes, fresh === true ? await corpus.themesDiff({ signal }) : undefined] as const;
  });
  if (options.json === true) return printJson('themes', answer);
  if (diff !== undefined) print(`Compared with the last run:\n${describeDiff(diff)}\n`);
  print(options.why === true ? await describeWhy(answer) : describe(answer, options));
  if (answer.themes.length > 0 && options.why !== true) note(legendOf(answer.themes));
  if (isPreview(options)) note(wrapped(previewNote(options), ''));
};

function isPreview(options: Options): boolean {
  return options.k !== undefined || isOfPeriod(options);
}

function isOfPeriod({ since, until }: Options): boolean {
  return since !== undefined || until !== undefined;
}

function previewNote(options: Options): string {
  const { k } = options;
  const note =
    'This is a preview. Nothing was saved; other commands use the themes of `paperkin themes` without options.';
  return k === undefined || isOfPeriod(options) ? note : `${note} \`paperkin themes number ${k}\` keeps the number.`;
}

function describe({ themes, outliers, areas, why }: ThemesAnswer, options: Options): string {
  if (themes.length === 0) return `No themes: the index has no papers${isOfPeriod(options) ? ' of this period' : ''}.`;
  const papers = themes.reduce((sum, { size }) => sum + size, outliers.length);
  const lines = (listed: readonly TitledTheme[]) =>
    isLong(themes) ? [...listed.map(describeBriefly), ''] : listed.map(describeTheme);
  const section = (label: string, listed: readonly TitledTheme[]) => {
    const size = listed.reduce((sum, theme) => sum + theme.size, 0);
    const head = styled(['bold', 'underline'], plain(label)) + styled('dim', `  ${counted(size, 'paper')}`);
    return [head, '', ...lines(listed)];
  };
  const alone = themes.filter(({ area }) => area === null);
  const parts =
    areas.length === 0
      ? lines(themes)
      : [
          ...areas.flatMap(({ id, label }) =>
            section(
              label,
              themes.filter(({ area }) => area === id),
            ),
          ),
          ...(alone.length === 0 ? [] : section('Other themes', alone)),
        ];
  const share = Math.round((100 * outliers.length) / papers);
  const unassigned = `${outliers.length} unassigned (${share} %)${outliers.length === 0 ? '.' : ':'}`;
  parts.push(`${counted(themes.length, 'theme')} over ${counted(papers, 'paper')}; ${unassigned}`);
  parts.push(...describeUnassigned(outliers, isPreview(options)));
  parts.push(...changesOf(why));
  return parts.join('\n');
}

function isLong(themes: readonly TitledTheme[]): boolean {
  return themes.length > THEMES_WITH_PAPERS;
}

function describeTheme(theme: TitledTheme): string {
  return [
    describeBriefly(theme),
    ...theme.papers.slice(0, CENTRAL).map((paper) => similarTitle(paper, '    ')),
    ...quoted(theme.sentence),
    '',
  ].join('\n');
}

function describeBriefly({ id, label, mixed, terms, size, cohesion, periods, rising }: TitledTheme): string {
  const line = sparkline(periods.map(({ share }) => share));
  const facts = [id, counted(size, 'paper'), `cohesion ${cohesion.toFixed(2)}`];
  if (mixed) facts.push('mixed');
  if (line !== '' || rising) facts.push(`${line}${rising ? ' rising' : ''}`.trim());
  return [
    `${styled('bold', plain(label))}  ${styled('dim', facts.join(' · '))}`,
    wrapped(plain(terms.join(', ')), '    '),
  ].join('\n');
}

/** How many papers the bars are of, where they are fewer than half: others are older, or have no date. */
function partInPeriods(themes: readonly TitledTheme[]): string {
  const papers = themes.reduce((sum, { size }) => sum + size, 0);
  const inPeriods = themes.flatMap(({ periods }) => periods).reduce((sum, period) => sum + period.papers, 0);
  return inPeriods * 2 >= papers ? '' : ` (${inPeriods} of ${papers} papers)`;
}

/** What the figures beside a theme's name mean. */
function legendOf(themes: readonly TitledTheme[]): string {
  const { periods } = themes[0]!;
  const meanings = ['Cohesion: mean similarity of the papers to the middle of their theme.'];
  const [first, last] = [periods[0], periods.at(-1)];
  if (first !== last) {
    const kind = periodKind(first!.period);
    const range = `${first!.period} to ${last!.period}`;
    meanings.push(`Bars: share of the papers of each ${kind}, ${range}${partInPeriods(themes)}.`);
  }
  if (themes.some(({ rising }) => rising)) meanings.push('Rising: more recent papers than its earlier share predicts.');
  if (themes.some(({ mixed }) => mixed)) meanings.push('Mixed: probably several subjects.');
  if (isLong(themes))
    meanings.push(
      `Of more than ${THEMES_WITH_PAPERS} themes, papers are not listed: \`paperkin theme ID\` shows them.`,
    );
  return wrapped(meanings.join(' '), '');
}

function changesOf({ changes }: ThemesAnswer['why']): string[] {
  return changes.map((change) => wrapped(`Since the last run, ${plain(change)}.`, ''));
}

async function describeWhy({ why, themes, outliers }: ThemesAnswer): Promise<string> {
  const papers = themes.reduce((sum, { size }) => sum + size, outliers.length);
  const edge =
    why.outlierBelow <= -1
      ? 'With so few papers, every paper is assigned to a theme.'
      : `A paper is unassigned if its similarity to every theme is below ${why.outlierBelow.toFixed(3)}: ` +
        `${outliers.length} of ${papers}.`;
  const head = wrapped([`${counted(why.k, 'theme')}: ${why.criterion}.`, edge, ...changesOf(why)].join(' '), '');
  if (why.curve.length === 0) return head;
  const columns = Object.keys(why.curve[0]!);
  const rows = why.curve.map((point) => [
    point.k === why.k + why.dissolved ? '→' : '',
    ...Object.values(point).map((value) => (Number.isInteger(value) ? String(value) : value.toFixed(4))),
  ]);
  const figures = columns.map((name) => ({ head: name, width: 12, right: true }));
  return `${head}\n\n${await table([{ head: '', width: 1 }, ...figures], rows)}`;
}
