/** An answer in lines of text, for clients that show or read text only. The structured content may hold more. */
import { counted } from '../../counted.js';
import { partialText } from '../partial-text.js';
import { onOneLine } from '../plain-text.js';
import { numbered, sharedText } from '../shared-text.js';
import { venueText } from '../venue-text.js';
import type { Shape } from './shapes.js';
import { short } from './truncate.js';

const TITLE = 200;
const SENTENCE = 300;
const KEYWORDS = 1_000;

export function rankedText({ missingServers, ...answer }: Shape<'ranked'>): string {
  return partly(missingServers, rankedLines(answer));
}

function partly(missingServers: readonly string[] | undefined, text: string): string {
  if (missingServers === undefined) return text;
  return `${partialText(missingServers)}\n${text}`;
}

function rankedLines({ papers, total, nothing, identifier, next }: Shape<'ranked'>): string {
  if (nothing !== null) {
    const { nearest } = nothing;
    const none = `No match among ${counted(nothing.papers, 'paper')}.`;
    if (nearest === null) return none;
    const { title, id, similarity } = nearest;
    return `${none} Nearest: ${plain(title, TITLE)} [${id}], similarity ${similarity.toFixed(2)}.`;
  }
  const lines = papers.map(
    ({ rank, id, title, published, by, similarity, match, sentence, keywords }) =>
      [
        `${rank}. ${match ? '' : '(weak match) '}${plain(title, TITLE)} [${id}]`,
        [
          published ?? 'no date',
          by === null ? null : plain(by, TITLE),
          similarity === undefined ? null : `similarity ${similarity.toFixed(2)}`,
        ]
          .filter((fact) => fact !== null)
          .join(', '),
      ].join(' ') +
      (sentence === null ? '' : `\n   ${plain(sentence, SENTENCE)}`) +
      (keywords === undefined ? '' : `\n   keywords: ${plain(keywords.join('; '), SENTENCE)}`),
  );
  const which = identifier === undefined ? ', most similar first' : ` with the identifier ${plain(identifier, TITLE)}`;
  return [`${papers.length} of ${counted(total, 'paper')}${which}${more(next)}`, ...lines].join('\n');
}

export function paperText({ paper, joins, next }: Shape<'paper'>): string {
  const identifiers = Object.entries(paper.identifiers).map(([kind, id]) => `${kind} ${id}`);
  const facts = [paper.published, paper.by, venueText(paper), paper.publisher ?? null, paper.url, ...identifiers]
    .filter((fact) => fact !== null)
    .map((fact) => plain(fact, TITLE));
  return [
    `${plain(paper.title, TITLE)} [${paper.id}]`,
    facts.join('; '),
    paper.abstract,
    next === null ? '' : `The abstract continues${more(next)}`,
    paper.keywords === undefined ? '' : `Keywords: ${plain(paper.keywords.join('; '), KEYWORDS)}`,
    paper.tags.length === 0 ? '' : `Tags: ${paper.tags.map((tag) => plain(tag, TITLE)).join(', ')}`,
    paper.read ? 'Marked as read' : '',
    paper.note === null ? '' : `Note: ${paper.note}`,
    ...(joins === undefined ? [] : joinLines(joins)),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function joinLines({ sources, joinedBy, alone, omitted }: NonNullable<Shape<'paper'>['joins']>): string[] {
  return [
    'Sources:',
    ...sources.map(
      ({ file, line, title }, i) => `${numbered([i])} ${plain(file, TITLE)}:${line} ${plain(title, TITLE)}`,
    ),
    omitted === 0 ? '' : `Left out: ${counted(omitted, 'more source')}.`,
    ...joinedBy.map((join) => {
      const warning = join.suspicious ? '; their titles differ' : '';
      return `${numbered(join.sources)} share ${plain(sharedText(join), TITLE)}${warning}`;
    }),
    alone.length === 0 ? '' : `${numbered(alone)} share nothing with another source`,
  ];
}

export function listText({ papers, total, missingServers, next }: Shape<'list'>): string {
  if (total === 0) return partly(missingServers, 'No papers match these filters.');
  const lines = papers.map(({ id, title, published, by, comments, tags, read, note }) => {
    const facts = [
      published ?? 'no date',
      by === null ? null : plain(by, TITLE),
      comments === null ? null : counted(comments, 'comment'),
      read ? 'read' : null,
      tags.length === 0 ? null : `tags: ${tags.map((tag) => plain(tag, TITLE)).join(', ')}`,
    ].filter((fact) => fact !== null);
    const line = `- ${plain(title, TITLE)} [${id}] ${facts.join(', ')}`;
    return note === null ? line : `${line}\n  Note: ${onOneLine(note)}`;
  });
  return partly(missingServers, [`${papers.length} of ${counted(total, 'paper')}${more(next)}`, ...lines].join('\n'));
}

export function themesText({ themes, total, areas, unassigned, next }: Shape<'themes'>): string {
  const lines = themes.map((theme) => `- ${themeLine(theme)}: ${theme.terms.join(', ')}`);
  const areaLines = areas.map(({ label, themes: ids }) => `Area ${plain(label, TITLE)}: ${ids.join(', ')}`);
  return [
    `${themes.length} of ${counted(total, 'theme')}${more(next)}`,
    ...lines,
    ...areaLines,
    `Unassigned: ${counted(unassigned, 'paper')}.`,
  ].join('\n');
}

export function themeText({ theme, papers, similar, within = [], next }: Shape<'theme'>): string {
  return [
    `${themeLine(theme)}; ${papers.length} of its papers${more(next)}`,
    theme.terms.join(', '),
    ...papers.map(({ id, title, similarity }) => `- ${plain(title, TITLE)} [${id}] ${similarity.toFixed(2)}`),
    `Similar themes: ${similar.map(({ id, label }) => `${plain(label, TITLE)} [${id}]`).join(', ') || 'none'}`,
    ...(within.length === 0
      ? []
      : [`Themes within it: ${within.map(({ label, size }) => `${plain(label, TITLE)} (${size})`).join(', ')}`]),
  ].join('\n');
}

export function themesOfText({ themes, far, own }: Shape<'themesOf'>): string {
  const lines = themes.map(
    ({ id, label, similarity }) =>
      `- ${plain(label, TITLE)} [${id}] ${similarity.toFixed(2)}${id === own ? ', its theme' : ''}`,
  );
  return [far ? 'Not similar to any theme. The nearest:' : 'The nearest themes:', ...lines].join('\n');
}

export function duplicatesText({ groups, total, next }: Shape<'duplicates'>): string {
  if (total === 0) return 'No near-duplicates.';
  const lines = groups.map(({ keep, papers, pairs }) =>
    [
      `- ${papers.length} papers; keep ${keep}`,
      ...papers.map(({ id, title }) => `   ${plain(title, TITLE)} [${id}]`),
      ...pairs.map(({ kind, evidence }) => `   ${kind}: ${plain(evidence, SENTENCE)}`),
    ].join('\n'),
  );
  return [`${groups.length} of ${counted(total, 'group')} of near-duplicates${more(next)}`, ...lines].join('\n');
}

export function splitText({ label, parts }: Shape<'splitPreview'>): string {
  const lines = parts.flatMap(({ theme, size, papers }) => [
    `${theme}: ${counted(size, 'paper')}`,
    ...papers.map(({ id, title }) => `  ${plain(title, TITLE)} [${id}]`),
  ]);
  return [`“${plain(label, TITLE)}” would be split into ${parts.length}:`, ...lines].join('\n');
}

export function statusText({ papers, model }: Shape<'status'>): string {
  return `${counted(papers, 'paper')}, embedded with ${model ?? 'no model yet'}.`;
}

function themeLine({
  id,
  label,
  size,
  mixed,
  rising,
}: Shape<'themes'>['themes'][number] | Shape<'theme'>['theme']): string {
  return `${plain(label, TITLE)} [${id}] ${counted(size, 'paper')}${mixed ? ', mixed' : ''}${rising ? ', rising' : ''}`;
}

function more(next: string | null): string {
  return next === null ? '.' : `; more with cursor ${next}.`;
}

/** On one line, without control characters. */
function plain(text: string, length: number): string {
  return short(onOneLine(text), length);
}
