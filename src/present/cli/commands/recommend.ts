import { counted } from '../../../counted.js';
import { CorpusError, type RecommendAnswer, type RecommendedPaper } from '../../../index.js';
import { withoutLatex } from '../../plain-text.js';
import { answering, type CommonOptions } from '../run.js';
import { plain, plainTitle, styled, wrapped } from '../terminal.js';

interface Options extends CommonOptions {
  readonly tag?: string;
  readonly like?: readonly string[];
  readonly unlike?: readonly string[];
  readonly unlikeTag?: string;
  readonly limit: number;
  readonly addedSince?: string;
  readonly withRead?: boolean;
}

const INDENT = ' '.repeat(5);
/** Up to this many ranks are listed one by one; beyond that, the median and the worst. */
const RANKS_LISTED = 8;

export const run = answering(
  'recommend',
  (corpus, _args, { tag, like, unlike, unlikeTag, limit, addedSince, withRead }: Options, signal) => {
    if (tag === undefined && like === undefined)
      throw new CorpusError('USAGE', 'no liked papers are given', 'Name a tag with --tag, or papers with --like.');
    return corpus.recommend({ tag, like, unlike, unlikeTag, limit, addedSince, withRead, signal });
  },
  describe,
);

function describe(answer: RecommendAnswer): string {
  const { papers, liked, disliked, words, candidates } = answer;
  const learnt = [counted(liked, 'liked paper'), ...(disliked === 0 ? [] : [counted(disliked, 'disliked paper')])];
  return [
    ...papers.flatMap(describePaper),
    '',
    wrapped(`Trained on ${learnt.join(' and ')}; ${counted(candidates, 'paper')} compared.`, ''),
    ...(words.length === 0 ? [] : [wrapped(`Most important words: ${wordList(words)}`, '')]),
    wrapped(describeSureness(answer), ''),
  ].join('\n');
}

function describePaper({ rank, strength, score, paper, words, sentence }: RecommendedPaper): string[] {
  const facts = [paper.id, paper.published, paper.by].filter((fact) => fact !== null).map(plain);
  const title = wrapped(plainTitle(paper.title), INDENT).trimStart();
  return [
    `${String(rank).padStart(3)}  ${styled('bold', title)}`,
    styled('dim', `${INDENT}${facts.join(' · ')}`),
    `${INDENT}${strength} (${score.toFixed(2)})${words.length === 0 ? '' : `: ${wordList(words)}`}`,
    ...(sentence === null ? [] : [wrapped(withoutLatex(plain(sentence.text)), INDENT)]),
  ];
}

function wordList(words: RecommendAnswer['words']): string {
  return words.map(({ word }) => plain(word)).join(', ');
}

/** The rank of each liked paper when it is held out. */
function describeSureness({ heldOut: { ranks, among, auc }, liked }: RecommendAnswer): string {
  if (ranks.length === 0) return 'One liked paper is not enough to measure confidence. Use three or more.';
  const middle = ranks[Math.floor(ranks.length / 2)]!;
  const places = ranks.length <= RANKS_LISTED ? ranks.join(', ') : `${middle} in the middle, ${ranks.at(-1)} at worst`;
  const few = liked < 5 ? ' From so few papers this is a rough guess.' : '';
  return `Check: when held out, the liked papers rank ${places} of ${among} (AUC ${auc.toFixed(2)}).${few}`;
}
