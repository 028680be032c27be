/** Ranked papers as a person reads them: rank, similarity, title, the telling sentence, and what is known of each. */
import type { PaperResult, SearchAnswer, SearchOptions } from '../../index.js';
import type { CommonOptions } from './run.js';
import { counted, plain, styled, terminalWidth, wrapped } from './terminal.js';

export interface RankingOptions extends CommonOptions, SearchOptions {
  readonly limit: number;
}

const INDENT = ' '.repeat(11);
/** Parts of a line that must not be broken stand between these while it is wrapped. */
const [MARK_ON, MARK_OFF] = ['\u0001', '\u0002'];

/** The options that search knows, of those that were typed. */
export function searchOptionsOf({
  limit,
  since,
  until,
  by,
  source,
  minComments,
  theme,
  mode,
  explain,
  not,
}: RankingOptions): SearchOptions {
  return Object.fromEntries(
    Object.entries({ limit, since, until, by, source, minComments, theme, mode, explain, not }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

export function describeRanked(
  { papers, nothing, found, floor, mended, expanded }: SearchAnswer,
  { limit, since, until, by, source, minComments, theme }: RankingOptions,
): string {
  const narrowed = [since, until, by, source, minComments, theme].some((filter) => filter !== undefined);
  const lines: string[] = [];
  for (const { from, to } of mended)
    lines.push(styled('dim', `"${plain(from)}" is in no paper; looked for "${plain(to)}" instead.`));
  for (const { from, to } of expanded)
    lines.push(styled('dim', `"${plain(from)}" was also looked for as "${plain(to)}".`));
  if (found === 0) return [...lines, narrowed ? 'No paper passes the filters.' : 'There is no other paper.'].join('\n');
  if (nothing !== null) {
    const { nearest } = nothing;
    return [
      ...lines,
      `Nothing in ${nothing.papers === 1 ? 'this one paper' : `these ${nothing.papers} papers`} is about this${nearest === null ? '.' : `; nearest: ${plain(nearest.title)} (similarity ${nearest.similarity.toFixed(3)}, ${nearest.id}).`}`,
    ].join('\n');
  }
  lines.push(...papers.map(describe));
  if (papers.some(({ about }) => !about))
    lines.push(styled('dim', `~ too far to say that it is about this (${floor.toFixed(3)})`));
  const all = `${counted(found, 'paper')}${narrowed ? ` that ${found === 1 ? 'passes' : 'pass'} the filters` : ''}`;
  if (papers.length < Math.min(found, limit))
    lines.push(styled('dim', `These are all that hold a word of the query, of ${all}.`));
  else if (found < limit) lines.push(styled('dim', `These are all: ${all}.`));
  return lines.join('\n');
}

function describe({ rank, similarity, about, paper, evidence, explain }: PaperResult): string {
  const head = `${String(rank).padStart(3)} ${about ? ' ' : '~'}${similarity.toFixed(3)}  `;
  const title = restyled(
    wrapped(
      paper.title === '' ? '(without a title)' : marked(paper.title, evidence.title, 0),
      INDENT,
      terminalWidth(),
    ).trimStart(),
    'bold',
  );
  const facts = [paper.id, paper.published, paper.by].filter((fact) => fact !== null).join(' · ');
  const lines = [`${head}${title}`, styled('dim', wrapped(plain(facts), INDENT))];
  if (evidence.sentence !== null) {
    const { start, end, text } = evidence.sentence;
    const within = evidence.abstract.filter((span) => span.start >= start && span.end <= end);
    lines.push(restyled(wrapped(marked(text, within, start), INDENT), undefined));
  }
  if (explain !== undefined) {
    const standing = Object.entries(explain)
      .map(([name, at]) => `${name} ${at === null ? '–' : `${at.rank}. (${at.score.toFixed(3)})`}`)
      .join(', ');
    lines.push(styled('dim', `${INDENT}${standing}`));
  }
  return lines.join('\n');
}

/** The text with marks around its spans, safe for a terminal. Spans count from `offset`. */
function marked(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
  offset: number,
): string {
  let out = '';
  let from = 0;
  for (const { start, end } of spans) {
    out +=
      plain(text.slice(from, start - offset)) + MARK_ON + plain(text.slice(start - offset, end - offset)) + MARK_OFF;
    from = end - offset;
  }
  return out + plain(text.slice(from));
}

/** Marks become colour, or nothing where there is none; the rest takes the style given. */
function restyled(text: string, rest: 'bold' | undefined): string {
  return text
    .split(new RegExp(`(${MARK_ON}[^${MARK_OFF}]*${MARK_OFF})`, 'u'))
    .map((part) => {
      if (part.startsWith(MARK_ON))
        return styled(rest === undefined ? ['yellow'] : ['bold', 'yellow'], part.slice(1, -1));
      return rest === undefined || part === '' ? part : styled(rest, part);
    })
    .join('');
}
