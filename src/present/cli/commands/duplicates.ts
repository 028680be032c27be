import { type Corpus, CorpusError, type Duplicates, type PaperDifference } from '../../../index.js';
import type { ReadingOptions } from '../declare/options.js';
import { progressBar } from '../progress.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { counted, plain, print, printJson, styled, wrapped } from '../terminal.js';
import { run as runAgainst } from './duplicates-against.js';

interface Options extends CommonOptions, ReadingOptions {
  readonly threshold?: number;
  readonly borderline?: boolean;
  readonly diff?: boolean;
  readonly against?: readonly string[];
}

type Group = Duplicates['groups'][number];
type Pair = Group['pairs'][number];
type ShownPair = Pair & { readonly difference?: PaperDifference };
interface Shown {
  readonly groups: readonly (Omit<Group, 'pairs'> & { readonly pairs: readonly ShownPair[] })[];
  readonly borderline: Readonly<Record<keyof Duplicates['borderline'], readonly ShownPair[]>>;
}

export const run: Run<Options> = async (_args, options, signal) => {
  if (options.against !== undefined) {
    refuseBeside(options);
    return runAgainst(options.against, options, signal);
  }
  const bar = await progressBar('compared');
  await withCorpus(options, { create: false }, async (corpus) => {
    const answer = await corpus
      .duplicates({
        signal,
        onProgress: (share) => bar.update(share),
        ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
      })
      .finally(() => bar.stop());
    const shown = options.diff === true ? await withDifferences(corpus, answer) : answer;
    if (options.json === true) {
      const { borderline, ...rest } = shown;
      return printJson('duplicates', options.borderline === true ? shown : rest);
    }
    print(options.borderline === true ? await describeBorderline(corpus, shown) : await describeGroups(corpus, shown));
  });
};

function refuseBeside({ diff, borderline }: Options): void {
  const other = diff === true ? '--diff' : borderline === true ? '--borderline' : undefined;
  if (other !== undefined)
    throw new CorpusError(
      'USAGE',
      `${other} cannot stand beside --against`,
      `Leave ${other} away; it speaks of pairs within the index.`,
    );
}

/** Every pair that is shown, with what differs. */
async function withDifferences(corpus: Corpus, { groups, borderline }: Duplicates): Promise<Shown> {
  const all = async (pairs: readonly Pair[]): Promise<ShownPair[]> => {
    const shown: ShownPair[] = [];
    for (const pair of pairs) shown.push({ ...pair, difference: await corpus.difference(pair.a, pair.b) });
    return shown;
  };
  const told: Shown['groups'][number][] = [];
  for (const group of groups) told.push({ ...group, pairs: await all(group.pairs) });
  const { accepted, refused, heldApart } = borderline;
  return {
    groups: told,
    borderline: { accepted: await all(accepted), refused: await all(refused), heldApart: await all(heldApart) },
  };
}

async function describeGroups(corpus: Corpus, { groups }: Shown): Promise<string> {
  if (groups.length === 0) return 'No near-duplicates.';
  const titles = await titlesOf(corpus);
  const parts: string[] = [];
  for (const { kept, papers, pairs, notLinked } of groups) {
    for (const id of papers) {
      const [first, ...rest] = wrapped(plain(titles.get(id) ?? ''), '      ')
        .split('\n')
        .map((line) => line.trim());
      parts.push(
        [
          `${id === kept ? styled('green', 'keep') : '    '}  ${styled('bold', first!)}`,
          ...rest.map((line) => `      ${styled('bold', line)}`),
        ].join('\n'),
      );
      parts.push(styled('dim', wrapped(id, '      ')));
    }
    for (const pair of pairs) parts.push(describePair(pair, papers.length > 2));
    for (const [a, b] of notLinked) parts.push(wrapped(`${a} and ${b} are linked only through another`, '      '));
    parts.push('');
  }
  const extra = groups.reduce((sum, { papers }) => sum + papers.length - 1, 0);
  const sum = `${counted(groups.length, 'group')}, ${counted(extra, 'paper')} that could go. Nothing is removed unless you say \`paperkin duplicates merge KEEP OTHER…\`.`;
  return [...parts, wrapped(sum, '')].join('\n');
}

async function describeBorderline(corpus: Corpus, { borderline }: Shown): Promise<string> {
  const titles = await titlesOf(corpus);
  const both = (pair: ShownPair) =>
    `${wrapped(plain(titles.get(pair.a) ?? ''), '  ')}\n${wrapped(plain(titles.get(pair.b) ?? ''), '  ')}\n${describePair(pair, true)}`;
  return [
    styled('bold', 'Weakest pairs accepted'),
    ...(borderline.accepted.length === 0 ? ['  none'] : borderline.accepted.map(both)),
    '',
    styled('bold', 'Strongest pairs refused'),
    ...(borderline.refused.length === 0 ? ['  none'] : borderline.refused.map(both)),
    '',
    styled('bold', 'Alike in words, held apart'),
    ...(borderline.heldApart.length === 0 ? ['  none'] : borderline.heldApart.map(both)),
  ].join('\n');
}

function describePair({ a, b, kind, score, evidence, heldApart, difference }: ShownPair, named: boolean): string {
  const said =
    heldApart === null
      ? wrapped(
          `${styled('cyan', kind)}: ${plain(evidence)} (score ${score.toFixed(2)})${named ? styled('dim', `  ${a} ~ ${b}`) : ''}`,
          '      ',
        )
      : wrapped(
          `${styled('yellow', 'held apart')}: ${plain(heldApart)}${named ? styled('dim', `  ${a} ~ ${b}`) : ''}`,
          '      ',
        );
  return difference === undefined ? said : `${said}\n${describeDifference(difference)}`;
}

/** Removed words in brackets with a minus, added ones with a plus; coloured besides, where there is colour. */
function describeDifference({ title, abstract }: PaperDifference): string {
  const shown = (segments: PaperDifference['title']) =>
    segments
      .map(({ kind, text }) => {
        if (kind === 'same') return plain(text);
        const marked = kind === 'removed' ? `[-${plain(text.trim())}-]` : `{+${plain(text.trim())}+}`;
        return `${styled(kind === 'removed' ? 'red' : 'green', marked)} `;
      })
      .join('');
  return `\n${wrapped(shown(title), '        ')}\n${wrapped(shown(abstract), '        ')}\n`;
}

async function titlesOf(corpus: Corpus): Promise<Map<string, string>> {
  return new Map((await corpus.list()).map(({ id, title }) => [id, title]));
}
