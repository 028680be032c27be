/** The sections of a digest in reading order, the same for every format. A paper is described once. */

import { counted } from '../../counted.js';
import { whyIdle } from '../../idle-search.js';
import type { Digest, NewPaper } from '../../index.js';
import { withoutLatex } from '../plain-text.js';
import { themesDescribed } from './themes-described.js';

export interface Entry {
  /** Its title is the one to show: without LaTeX, or the id of a paper without a title. */
  readonly paper: NewPaper;
  /** `full`: described here; `brief`: title, id, detail; `again`: title, detail, described in an earlier section. */
  readonly form: 'full' | 'brief' | 'again';
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
/** Longer sentences are cut: a digest is read in minutes. */
const SENTENCE_CHARACTERS = 280;

interface DraftEntry {
  readonly paper: NewPaper;
  readonly form: 'full' | 'brief';
  readonly detail: string | null;
  /** Replaces the detail where the paper is described above; a paper without one is only named there. */
  readonly againDetail: string | null;
}

type Draft = Omit<Section, 'entries' | 'above'> & { readonly entries: readonly DraftEntry[] };

export function titleOf({ added, total, since, first }: Digest): string {
  const papers = counted(added, 'new paper');
  if (first) return since === null ? 'No papers yet' : `${papers}, added on ${since}; ${total} in all`;
  return `${papers}${since === null ? '' : ` since ${since}`}; ${total} in all`;
}

export function sectionsOf(digest: Digest): Section[] {
  const described = new Set<string>();
  return draftsOf(digest)
    .filter(({ entries }) => entries.length > 0)
    .concat(digest.idleSearches.map(idleSection))
    .map(({ entries, ...section }) => {
      const marked = entries.map(({ againDetail, form, detail, ...entry }): Entry => {
        const paper = { ...entry.paper, title: shownTitle(entry.paper) };
        if (described.has(paper.id)) return { paper, form: 'again', detail: againDetail };
        described.add(paper.id);
        return { paper, form, detail };
      });
      const listed = marked.filter(({ form, detail }) => form !== 'again' || detail !== null);
      return {
        ...section,
        entries: listed,
        above: marked.filter((one) => !listed.includes(one)).map(({ paper }) => paper),
      };
    });
}

function draftsOf({ tags, searches, themes, unassigned, discussed, repeats }: Digest): Draft[] {
  const described = themesDescribed(themes);
  return [
    ...tags.map(({ tag, papers, more }) => section(`For your tag “${tag}”`, null, papers, more)),
    ...searches.map(({ name, query, papers, more }) =>
      section(`New for your search “${name}”`, name === query ? null : query, papers, more),
    ),
    ...themes.slice(0, described).map((theme) => section(theme.label, themeDetail(theme), theme.papers, theme.more)),
    otherPapers(themes.slice(described), unassigned),
    {
      title: 'Most discussed',
      detail: null,
      more: 0,
      entries: discussed.map((paper) => {
        const againDetail = counted(paper.comments ?? 0, 'comment');
        return { paper, form: 'full', detail: null, againDetail };
      }),
    },
    {
      title: 'Near-duplicates and new versions',
      detail: null,
      more: 0,
      entries: repeats.map(({ paper, of, kind, evidence }) => {
        const other = `“${shownTitle(of)}” (${of.id})${of.isNew ? ', also new' : ''}`;
        const detail = `${KINDS[kind] ?? kind} ${other}: ${evidence}`;
        return { paper, form: 'full', detail, againDetail: detail };
      }),
    },
  ];
}

/** The papers of the other themes, and of none: by title, with the theme. */
function otherPapers(themes: Digest['themes'], unassigned: Digest['unassigned']): Draft {
  const form = themes.length === 0 ? 'full' : 'brief';
  const entriesOf = (papers: readonly NewPaper[], detail: string | null): DraftEntry[] =>
    papers.map((paper) => ({ paper, form, detail, againDetail: null }));
  return {
    title: themes.length === 0 ? 'In no theme' : 'Other new papers',
    detail: null,
    entries: [
      ...themes.flatMap(({ label, papers }) => entriesOf(papers, label)),
      ...entriesOf(unassigned.papers, themes.length === 0 ? null : 'no theme'),
    ],
    more: themes.reduce((sum, theme) => sum + theme.more, unassigned.more),
  };
}

/** How a new paper is related to another one, by the kind of the pair. */
const KINDS: Readonly<Record<string, string>> = {
  'same-id': 'the same identifier as',
  'same-title': 'the same title as',
  'same-text': 'nearly the same text as',
  rewritten: 'a new version of',
  contained: 'shares its abstract with',
};

function themeDetail({ change, before, added, shareBefore, shareAdded, pValue }: Digest['themes'][number]): string {
  const count = `${counted(added, 'new paper')}, ${before} before`;
  if (change === 'new') return `new theme: ${count}`;
  if (change !== 'risen' || shareBefore === null || pValue === null) return count;
  const shares = `${percent(shareBefore)} of the papers before, ${percent(shareAdded)} of the new ones`;
  return `rising: ${count} (${shares}; chance ${pValue < 0.001 ? 'below 0.1 %' : percent(pValue)})`;
}

function section(title: string, detail: string | null, papers: readonly NewPaper[], more: number): Draft {
  const entries = papers.map((paper): DraftEntry => ({ paper, form: 'full', detail: null, againDetail: null }));
  return { title, detail, more, entries };
}

/** Says why a saved search finds nothing, and what to do. */
function idleSection({ name, ...idle }: Digest['idleSearches'][number]): Draft {
  const reason = whyIdle(idle);
  const remedy = `Save it again under this name, without this ${idle.missing} or with another one, or remove it.`;
  const detail = `${reason[0]!.toUpperCase()}${reason.slice(1)}. ${remedy}`;
  return section(`Your search “${name}” finds nothing`, detail, [], 0);
}

/** Papers that a section does not describe: titles of those described above, and the number of the others. */
export function restOf({ above, more }: Section): string | null {
  const titles = above.slice(0, MOST_TITLES).map(({ title }) => `“${shortened(title)}”`);
  const others = above.length - titles.length;
  const parts = [
    ...(titles.length > 0
      ? [`above: ${titles.join(', ')}${others > 0 ? ` and ${counted(others, 'other')}` : ''}`]
      : []),
    ...(more > 0 ? [`${more} more`] : []),
  ];
  return parts.length === 0 ? null : parts.join('; ');
}

function shownTitle({ id, title }: Pick<NewPaper, 'id' | 'title'>): string {
  return title === '' ? id : withoutLatex(title);
}

/** The sentence of a paper, short enough to be read at a glance. */
export function sentenceOf({ sentence }: NewPaper): string | null {
  return sentence === null ? null : shortened(withoutLatex(sentence), SENTENCE_CHARACTERS);
}

/** The beginning of a text, to its last whole word. */
function shortened(text: string, most = TITLE_CHARACTERS): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/[\s,:;.]*\s\S*$/u, '')} …`;
}

/** What is below the title of an entry. Without an address, the id is how to look its paper up. */
export function factsBelow({ paper, detail }: Entry, link: string | null): string[] {
  return [link === null ? paper.id : '', factsOf(paper), detail ?? ''].filter((fact) => fact !== '');
}

export function factsOf({ by, published, comments }: NewPaper): string {
  const talk = comments === null || comments === 0 ? null : counted(comments, 'comment');
  return [published, by, talk].filter((fact) => fact !== null).join(' · ');
}

function percent(share: number): string {
  const value = share * 100;
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} %`;
}
