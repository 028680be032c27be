/** The sections of a digest in reading order, the same for every format. A paper is described once. */

import type { Digest, NewPaper } from '../../index.js';
import { bylineText } from '../byline.js';

export interface Entry {
  readonly paper: NewPaper;
  /** Whether an earlier section describes the paper. */
  readonly again: boolean;
  readonly detail: string | null;
}

export interface Section {
  readonly title: string;
  readonly detail: string | null;
  readonly entries: readonly Entry[];
  /** Papers of the section that earlier sections describe. */
  readonly above: readonly NewPaper[];
  /** Number of papers that are not listed. */
  readonly more: number;
}

/** Titles of papers described above: enough to know why a section is there. */
const MOST_TITLES = 3;
const TITLE_CHARACTERS = 60;

type Draft = Omit<Section, 'entries' | 'above'> & { readonly entries: readonly Omit<Entry, 'again'>[] };

export function titleOf({ added, total, since, first }: Digest): string {
  const papers = `${added} new ${added === 1 ? 'paper' : 'papers'}`;
  if (first) return since === null ? 'No papers yet' : `${papers} of ${since}, ${total} in all`;
  return `${papers}${since === null ? '' : ` since ${since}`}, ${total} in all`;
}

export function sectionsOf(digest: Digest): Section[] {
  const described = new Set<string>();
  return draftsOf(digest)
    .filter(({ entries }) => entries.length > 0)
    .map(({ entries, ...section }) => {
      const marked = entries.map((entry) => {
        const again = described.has(entry.paper.id);
        described.add(entry.paper.id);
        return { ...entry, again };
      });
      const listed = marked.filter(({ again, detail }) => !again || detail !== null);
      return {
        ...section,
        entries: listed,
        above: marked.filter((one) => !listed.includes(one)).map(({ paper }) => paper),
      };
    });
}

function draftsOf({ tags, searches, themes, unassigned, discussed, repeats }: Digest): Draft[] {
  return [
    ...tags.map(({ tag, papers, more }) => section(`For your tag “${tag}”`, null, papers, more)),
    ...searches.map(({ name, query, papers, more }) =>
      section(`New for your search “${name}”`, name === query ? null : query, papers, more),
    ),
    ...themes.map((theme) => section(theme.label, themeDetail(theme), theme.papers, theme.more)),
    section('In no theme', null, unassigned.papers, unassigned.more),
    {
      title: 'Most discussed',
      detail: null,
      more: 0,
      entries: discussed.map((paper) => ({ paper, detail: counted(paper.comments ?? 0, 'comment') })),
    },
    {
      title: 'Seen before, or twice',
      detail: null,
      more: 0,
      entries: repeats.map(({ paper, of, kind, evidence }) => ({
        paper,
        detail: `${KINDS[kind] ?? kind} “${of.title}”${of.isNew ? ', also new' : ''} (${evidence})`,
      })),
    },
  ];
}

/** How a new paper is related to another one, by the kind of the pair. */
const KINDS: Readonly<Record<string, string>> = {
  'same-id': 'the same identifier as',
  'same-title': 'the same title as',
  'same-text': 'the same text as',
  rewritten: 'a new version of',
  contained: 'shares its abstract with',
};

export function themeDetail({
  change,
  before,
  added,
  shareBefore,
  shareAdded,
  chance,
}: Digest['themes'][number]): string {
  const count = `${counted(added, 'new paper')}, ${before} before`;
  if (change === 'new') return `new theme: ${count}`;
  if (change !== 'risen' || shareBefore === null || chance === null) return count;
  const shares = `${percent(shareBefore)} of the papers before, ${percent(shareAdded)} of the new ones`;
  return `rising: ${count} (${shares}; chance ${chance < 0.001 ? 'below 0.1 %' : percent(chance)})`;
}

function section(title: string, detail: string | null, papers: readonly NewPaper[], more: number): Draft {
  return { title, detail, more, entries: papers.map((paper) => ({ paper, detail: null })) };
}

/** Papers that a section does not describe: titles of those described above, and the number of the others. */
export function restOf({ above, more }: Section): string | null {
  const titles = above.slice(0, MOST_TITLES).map(({ id, title }) => `“${shortened(title === '' ? id : title)}”`);
  const others = above.length - titles.length;
  const parts = [
    ...(titles.length > 0 ? [`above: ${titles.join(', ')}${others > 0 ? ` and ${others} others` : ''}`] : []),
    ...(more > 0 ? [`${more} more`] : []),
  ];
  return parts.length === 0 ? null : parts.join('; ');
}

/** The beginning of a title, to its last whole word. */
function shortened(title: string): string {
  if (title.length <= TITLE_CHARACTERS) return title;
  return `${title.slice(0, TITLE_CHARACTERS).replace(/[\s,:;.]*\s\S*$/u, '')} …`;
}

export function factsOf({ by, published, comments }: NewPaper): string {
  const talk = comments === null || comments === 0 ? null : counted(comments, 'comment');
  return [bylineText(by), published, talk].filter((fact) => fact !== null).join(' · ');
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} %`;
}
