/** An answer in a few lines, for clients that show or read text only; the whole stands in the structured content. */
import type { Answered } from '../verbs/index.js';
import { short } from './truncate.js';

const TITLE = 160;
const SENTENCE = 300;
const TERMS = 6;

export function sayRanked({ papers, found, nothing, next }: Answered<'search'>): string {
  if (nothing !== null) {
    const { nearest } = nothing;
    return `Nothing in ${nothing.papers === 1 ? 'this one paper' : `these ${nothing.papers} papers`} is about this.${nearest === null ? '' : ` Nearest, but not about it: ${plain(nearest.title, TITLE)} [${nearest.id}], similarity ${nearest.similarity.toFixed(2)}.`}`;
  }
  const lines = papers.map(
    ({ rank, similarity, about, paper, evidence }) =>
      `${rank}. ${about ? '' : '(merely near) '}${plain(paper.title, TITLE)} [${paper.id}] ${paper.published ?? 'no date'}, similarity ${similarity.toFixed(2)}${evidence.sentence === null ? '' : `\n   ${plain(evidence.sentence.text, SENTENCE)}`}`,
  );
  return [`The nearest of ${found} papers; ${papers.length} here${more(next)}`, ...lines].join('\n');
}

export function sayPaper({ paper, next }: Answered<'show'> & { next: string | null }): string {
  const facts = [paper.published, paper.by, paper.venue, paper.url]
    .filter((fact) => fact !== null)
    .map((fact) => plain(fact, TITLE));
  return [
    `${plain(paper.title, TITLE)} [${paper.id}]`,
    facts.join('; '),
    paper.abstract,
    next === null ? '' : `The abstract goes on${more(next)}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

export function sayThemes({ themes, outliers, next }: Answered<'themes'> & { next: string | null }): string {
  const lines = themes.map(
    ({ id, label, size, terms, rising }) =>
      `- ${plain(label, TITLE)} [${id}] ${size} papers${rising ? ', rising' : ''}: ${terms.slice(0, TERMS).join(', ')}`,
  );
  return [
    `${themes.length} themes here${more(next)}`,
    ...lines,
    ...(outliers.length === 0 ? [] : ['Some papers belong to no theme; see outliers.']),
  ].join('\n');
}

export function sayTheme({ theme, next }: Answered<'theme'> & { next: string | null }): string {
  const lines = theme.papers.map(
    ({ id, title, similarity }) => `- ${plain(title, TITLE)} [${id}] ${similarity.toFixed(2)}`,
  );
  return [
    `${plain(theme.label, TITLE)} [${theme.id}] ${theme.size} papers; ${theme.papers.length} here${more(next)}`,
    ...lines,
  ].join('\n');
}

export function sayDuplicates({ groups, total, next }: Answered<'duplicates'>): string {
  if (total === 0) return 'No near-duplicates.';
  const lines = groups.map(
    ({ kept, papers, pairs }) =>
      `- ${papers.join(', ')}; keep ${kept}${pairs[0] === undefined ? '' : `: ${plain(pairs[0].evidence, SENTENCE)}`}`,
  );
  return [`${total} groups of near-duplicates; ${groups.length} here${more(next)}`, ...lines].join('\n');
}

export function sayStatus({ papers, model }: Answered<'status'>): string {
  return `${papers} papers, embedded with ${model ?? 'no model yet'}.`;
}

function more(next: string | null): string {
  return next === null ? '.' : `; more with cursor ${next}.`;
}

/** On one line, without control characters. */
function plain(text: string, length: number): string {
  return short(text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim(), length);
}
