/** Tools for new and recommended papers. They change nothing. */
import { counted } from '../../counted.js';
import { whyIdle } from '../../idle-search.js';
import { onOneLine } from '../plain-text.js';
import type { VerbAnswer } from '../verbs/index.js';
import { type Shape, shapes } from './shapes.js';
import { type Tool, tool } from './tool.js';
import { fitting, SENTENCE, short, TITLE } from './truncate.js';

const WORDS = 12;
/** Characters of a digest: after it one asks for the papers of a theme, or for one of them. */
const MOST_OF_DIGEST = 12_000;

export const keepingUpTools: readonly Tool[] = [
  tool({
    name: 'whats_new',
    title: 'What is new',
    description:
      'Get the papers added since a date or since the last digest of a reader: recommended for tags, found by saved ' +
      'searches, by theme with rising themes, and near-duplicates of known papers. Does not mark them as read.',
    verb: 'digest',
    output: shapes.digest,
    cut: cutDigest,
    text: digestText,
  }),
  tool({
    name: 'recommend_papers',
    title: 'Recommend papers',
    description:
      'Recommend unread papers like those with a tag, or like papers given by id, with the most important words, the ' +
      'nearest sentence and a measure of confidence.',
    verb: 'recommend',
    output: shapes.recommend,
    cut: cutRecommended,
    text: recommendedText,
  }),
];

type NewPaper = VerbAnswer<'digest'>['discussed'][number];

function cutDigest({ since, added, total, ...digest }: VerbAnswer<'digest'>): Shape<'digest'> {
  const listed = ({ papers, more }: { papers: readonly NewPaper[]; more: number }) => ({
    papers: papers.map(({ id, title, published }) => ({ id, title: short(title, TITLE), published })),
    more,
  });
  const rest = {
    since,
    added,
    total,
    unassigned: listed(digest.unassigned),
    tags: digest.tags.map(({ tag, ...papers }) => ({ tag, ...listed(papers) })),
    searches: digest.searches.map(({ name, ...papers }) => ({ name, ...listed(papers) })),
    idleSearches: digest.idleSearches.map(({ name, missing, value }) => ({ name, missing, value })),
    repeats: digest.repeats.map(({ paper, of, kind }) => ({
      id: paper.id,
      title: short(paper.title, TITLE),
      of: of.id,
      kind,
    })),
  };
  const all = digest.themes.map(({ id, label, change, before, added: count, papers, more }) => ({
    id,
    label,
    change,
    before,
    added: count,
    ...listed({ papers, more }),
  }));
  const themes = fitting(all, rest, MOST_OF_DIGEST);
  return { ...rest, themes, omitted: all.length - themes.length };
}

function cutRecommended({ liked, disliked, words, heldOut, papers }: VerbAnswer<'recommend'>): Shape<'recommend'> {
  const firstWords = (all: readonly { readonly word: string }[]) => all.slice(0, WORDS).map(({ word }) => word);
  return {
    liked,
    disliked,
    words: firstWords(words),
    heldOut: { ranks: heldOut.ranks, among: heldOut.among },
    papers: papers.map(({ rank, strength, paper, sentence, ...one }) => ({
      rank,
      id: paper.id,
      title: short(paper.title, TITLE),
      published: paper.published,
      strength,
      words: firstWords(one.words),
      sentence: sentence === null ? null : short(sentence.text, SENTENCE),
    })),
  };
}

function digestText({
  since,
  added,
  total,
  tags,
  searches,
  idleSearches,
  themes,
  unassigned,
  repeats,
  omitted,
}: Shape<'digest'>): string {
  const list = (papers: readonly Pick<NewPaper, 'id' | 'title' | 'published'>[], more: number) => [
    ...papers.map(({ title, id, published }) => `- ${onOneLine(title)} [${id}] ${published ?? 'no date'}`),
    ...(more > 0 ? [`- … and ${more} more`] : []),
  ];
  return [
    `${added} new of ${counted(total, 'paper')}${since === null ? '' : ` since ${since}`}.`,
    ...tags.flatMap(({ tag, papers, more }) => [`For the tag ${onOneLine(tag)}:`, ...list(papers, more)]),
    ...searches.flatMap(({ name, papers, more }) => [`For the search ${onOneLine(name)}:`, ...list(papers, more)]),
    ...idleSearches.map(
      ({ name, missing, value }) =>
        `The search ${onOneLine(name)} finds nothing: ${whyIdle({ missing, value: onOneLine(value) })}.`,
    ),
    ...themes.flatMap(({ id, label, change, before, added: count, papers, more }) => [
      `${onOneLine(label)} [${id}]: ${change}, ${count} new, ${before} before`,
      ...list(papers, more),
    ]),
    ...(unassigned.papers.length > 0 ? ['In no theme:', ...list(unassigned.papers, unassigned.more)] : []),
    ...repeats.map(({ id, title, of, kind }) => `Seen before: ${onOneLine(title)} [${id}], ${kind} with ${of}`),
    ...(omitted > 0 ? [`Left out: ${counted(omitted, 'more theme')} with new papers; list_themes names all.`] : []),
  ].join('\n');
}

function recommendedText({ liked, words, heldOut: { ranks, among }, papers }: Shape<'recommend'>): string {
  return [
    `Trained on ${counted(liked, 'liked paper')}; most important words: ${words.map(onOneLine).join(', ')}.`,
    ranks.length === 0
      ? 'Too few papers to measure confidence.'
      : `When held out, they rank ${ranks.join(', ')} of ${among}.`,
    ...papers.map(
      ({ rank, id, title, strength, sentence }) =>
        `${rank}. ${onOneLine(title)} [${id}], ${strength}${sentence === null ? '' : `\n   ${onOneLine(sentence)}`}`,
    ),
  ].join('\n');
}
