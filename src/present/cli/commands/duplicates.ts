import type { Corpus, Duplicates, PaperDifference } from '../../../index.js';
import { wire } from '../../wire.js';
import { progressBar } from '../progress.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { run as runAgainst } from './duplicates-against.js';
import { plain, print, printJson, styled, wrapped } from '../terminal.js';

interface Options extends CommonOptions {
  readonly threshold?: number;
  readonly borderline?: boolean;
  readonly diff?: boolean;
  readonly against?: readonly string[];
}

type Pair = Duplicates['groups'][number]['pairs'][number];

export const run: Run<Options> = async (_args, options, signal) => {
  if (options.against !== undefined) return runAgainst(options.against, options, signal);
  const bar = await progressBar('% compared');
  await withCorpus(options, { create: false }, async (corpus) => {
    const answer = await corpus.duplicates({
      signal,
      onProgress: (share) => bar.update(Math.round(share * 100), share),
      ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
    }).finally(() => bar.stop());
    if (options.json === true) {
      const { borderline, ...rest } = answer;
      return printJson(wire.duplicates.parse(options.borderline === true ? answer : rest));
    }
    print(options.borderline === true ? await describeBorderline(corpus, answer) : await describeGroups(corpus, answer, options.diff === true));
  });
};

async function describeGroups(corpus: Corpus, { groups }: Duplicates, withDifference: boolean): Promise<string> {
  if (groups.length === 0) return 'No near-duplicates.';
  const titles = await titlesOf(corpus);
  const parts: string[] = [];
  for (const { kept, papers, pairs, notLinked } of groups) {
    parts.push(papers.map((id) => `${id === kept ? styled('green', 'keep') : '    '}  ${styled('bold', plain(titles.get(id) ?? ''))}\n      ${styled('dim', id)}`).join('\n'));
    for (const pair of pairs) {
      parts.push(describePair(pair, papers.length > 2));
      if (withDifference) parts.push(describeDifference(await corpus.difference(pair.a, pair.b)));
    }
    for (const [a, b] of notLinked) parts.push(`      ${a} and ${b} are linked only through another`);
    parts.push('');
  }
  const extra = groups.reduce((sum, { papers }) => sum + papers.length - 1, 0);
  return [...parts, `${groups.length} ${groups.length === 1 ? 'group' : 'groups'}, ${extra} ${extra === 1 ? 'paper' : 'papers'} that could go. Nothing is removed unless you say \`paperkin duplicates merge KEEP OTHER…\`.`].join('\n');
}

async function describeBorderline(corpus: Corpus, { borderline }: Duplicates): Promise<string> {
  const titles = await titlesOf(corpus);
  const both = (pair: Pair) => `  ${plain(titles.get(pair.a) ?? '')}\n  ${plain(titles.get(pair.b) ?? '')}\n${describePair(pair, true)}`;
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

function describePair({ a, b, kind, score, evidence, heldApart }: Pair, named: boolean): string {
  if (heldApart !== null) return wrapped(`${styled('yellow', 'held apart')}: ${plain(heldApart)}`, '      ');
  return wrapped(`${styled('cyan', kind)}: ${plain(evidence)} (score ${score.toFixed(2)})${named ? styled('dim', `  ${a} ~ ${b}`) : ''}`, '      ');
}

/** Removed words in brackets with a minus, added ones with a plus; coloured besides, where there is colour. */
function describeDifference({ title, abstract }: PaperDifference): string {
  const shown = (segments: PaperDifference['title']) => segments.map(({ kind, text }) => {
    if (kind === 'same') return plain(text);
    const marked = kind === 'removed' ? `[-${plain(text.trim())}-]` : `{+${plain(text.trim())}+}`;
    return `${styled(kind === 'removed' ? 'red' : 'green', marked)} `;
  }).join('');
  return `\n${wrapped(shown(title), '        ')}\n${wrapped(shown(abstract), '        ')}\n`;
}

async function titlesOf(corpus: Corpus): Promise<Map<string, string>> {
  return new Map((await corpus.list()).map(({ id, title }) => [id, title]));
}
