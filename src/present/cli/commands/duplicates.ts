import { counted } from '../../../counted.js';
import type { Corpus, Duplicates, PaperDifference } from '../../../index.js';
import { titlesOf } from '../../titles-of.js';
import type { ReadingOptions } from '../declare/options.js';
import { refuseOptions } from '../refuse-options.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, plainTitle, print, printJson, styled, wrapped } from '../terminal.js';
import { compareFiles } from './duplicates-against.js';

interface Options extends CommonOptions, ReadingOptions {
  readonly threshold?: number;
  readonly borderline?: boolean;
  readonly diff?: boolean;
  readonly against?: readonly string[];
}

type Group = Duplicates['groups'][number];
type Pair = Group['pairs'][number];
type DescribedPair = Pair & { readonly difference?: PaperDifference };
interface Described {
  readonly groups: readonly (Omit<Group, 'pairs'> & { readonly pairs: readonly DescribedPair[] })[];
  readonly borderline: Readonly<Record<keyof Duplicates['borderline'], readonly DescribedPair[]>>;
}

export const run: Run<Options> = async (_args, options, signal) => {
  refuseWithoutEffect(options);
  if (options.against !== undefined) return compareFiles(options.against, options, signal);
  await compareIndex(options, signal);
  return undefined;
};

async function compareIndex(options: Options, signal: AbortSignal): Promise<void> {
  await withCorpus(options, async (corpus) => {
    const { threshold } = options;
    const answer = await corpus.duplicates({ threshold, signal });
    const described = options.diff === true ? await withDifferences(corpus, answer) : answer;
    if (options.json === true) {
      const { borderline, ...rest } = described;
      await printJson('duplicates', options.borderline === true ? described : rest);
    } else
      print(
        options.borderline === true
          ? await describeBorderline(corpus, described)
          : await describeGroups(corpus, described),
      );
  });
}

/** @throws CorpusError USAGE for an option that has no effect with, or without, `--against` */
function refuseWithoutEffect(options: Options): void {
  if (options.against === undefined)
    refuseOptions(
      ['strict', 'format', 'year'],
      options,
      'needs --against',
      (option) => `Omit ${option}; it applies to files that are read.`,
    );
  else
    refuseOptions(
      ['diff', 'borderline'],
      options,
      'and --against cannot be combined',
      (option) => `Omit ${option}; it applies to pairs within the index.`,
    );
}

/** Every pair that is shown, with what differs. */
async function withDifferences(corpus: Corpus, { groups, borderline }: Duplicates): Promise<Described> {
  const all = async (pairs: readonly Pair[]): Promise<DescribedPair[]> => {
    const compared: DescribedPair[] = [];
    for (const pair of pairs) compared.push({ ...pair, difference: await corpus.difference(pair.a, pair.b) });
    return compared;
  };
  const compared: Described['groups'][number][] = [];
  for (const group of groups) compared.push({ ...group, pairs: await all(group.pairs) });
  const { accepted, refused, vetoed } = borderline;
  return {
    groups: compared,
    borderline: { accepted: await all(accepted), refused: await all(refused), vetoed: await all(vetoed) },
  };
}

async function describeGroups(corpus: Corpus, { groups }: Described): Promise<string> {
  if (groups.length === 0) return 'No near-duplicates.';
  const titles = await titlesOf(
    corpus,
    groups.flatMap(({ papers }) => papers),
  );
  const parts: string[] = [];
  for (const { representative, papers, pairs, notLinked } of groups) {
    for (const id of papers) {
      const [first, ...rest] = wrapped(plainTitle(titles.get(id) ?? ''), '      ')
        .split('\n')
        .map((line) => line.trim());
      parts.push(
        [
          `${id === representative ? styled('green', 'keep') : '    '}  ${styled('bold', first!)}`,
          ...rest.map((line) => `      ${styled('bold', line)}`),
        ].join('\n'),
      );
      parts.push(styled('dim', wrapped(id, '      ')));
    }
    for (const pair of pairs) parts.push(describePair(pair, papers.length > 2));
    for (const [a, b] of notLinked)
      parts.push(wrapped(`${a} and ${b} are linked only through other papers of the group`, '      '));
    parts.push('');
  }
  const extra = groups.reduce((sum, { papers }) => sum + papers.length - 1, 0);
  const sum =
    `${counted(groups.length, 'group')}, ${counted(extra, 'redundant paper')}. Nothing is removed. ` +
    'To merge: `paperkin duplicates merge KEEP OTHER…`, or `--all`.';
  return [...parts, wrapped(sum, '')].join('\n');
}

async function describeBorderline(corpus: Corpus, { borderline }: Described): Promise<string> {
  const pairs = Object.values(borderline).flat();
  const titles = await titlesOf(
    corpus,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  const titleOf = (id: string) => wrapped(plainTitle(titles.get(id) ?? ''), '  ');
  const both = (pair: DescribedPair) => [titleOf(pair.a), titleOf(pair.b), describePair(pair, true)].join('\n');
  const part = (title: string, pairs: readonly DescribedPair[]) =>
    [styled('bold', title), ...(pairs.length === 0 ? ['  none'] : pairs.map(both))].join('\n');
  return [
    part('Weakest pairs accepted', borderline.accepted),
    part('Strongest pairs rejected', borderline.refused),
    part('Similar wording, judged distinct', borderline.vetoed),
  ].join('\n\n');
}

function describePair(
  { a, b, kind, score, evidence, vetoReason, difference }: DescribedPair,
  withIds: boolean,
): string {
  const verdict =
    vetoReason === null
      ? wrapped(`${styled('cyan', kind)}: ${plain(evidence)} (score ${score.toFixed(2)})`, '      ')
      : wrapped(`${styled('yellow', 'distinct')}: ${plain(vetoReason)}`, '      ');
  const ids = withIds ? [wrapped(styled('dim', `${a} ~ ${b}`), '      ')] : [];
  return [verdict, ...ids, ...(difference === undefined ? [] : [describeDifference(difference)])].join('\n');
}

/** Removed words as [-word-] and added ones as {+word+}, in colour on a terminal. */
function describeDifference({ title, abstract }: PaperDifference): string {
  const marked = (segments: PaperDifference['title']) =>
    segments
      .map(({ kind, text }) => {
        if (kind === 'same') return plain(text);
        const span = kind === 'removed' ? `[-${plain(text.trim())}-]` : `{+${plain(text.trim())}+}`;
        return `${styled(kind === 'removed' ? 'red' : 'green', span)} `;
      })
      .join('');
  return `\n${wrapped(marked(title), '        ')}\n${wrapped(marked(abstract), '        ')}\n`;
}
