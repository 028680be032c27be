/**
 * "What is new, and what of it is for me?"
 *
 * In: new papers, current themes, pairs of near-duplicates. Out: the new papers by theme, best first; new, risen and
 * grown themes; near-duplicates of earlier papers; the most discussed. The same input gives the same bytes. Does not
 * decide which papers are new, stores no reader, and formats nothing.
 */
import { byCodeUnits } from '../maths/order.js';
import { roundTo4 } from '../maths/rounding.js';
import type { Paper, PaperId } from '../paper.js';
import { correctedChance, isSignificant } from './growth.js';

export {
  firstOfDays,
  latestDayOf,
  type TrendingPaper,
  type TrendingTheme,
  trendingPapers,
  trendingThemes,
} from './trending.js';

/** The fields of a theme that a digest needs. */
export interface ThemeOfPapers {
  readonly id: string;
  readonly label: string;
  readonly papers: readonly { readonly id: PaperId; readonly similarity: number }[];
}

export interface NewPaper extends Pick<Paper, 'id' | 'title' | 'published' | 'by' | 'comments'> {
  /** Its own address, or that of its arXiv id, DOI or PubMed id. */
  readonly url: string | null;
  /** The sentence of the abstract that is nearest to the whole; null without an abstract. */
  readonly sentence: string | null;
  /** Tags for which it is recommended. */
  readonly tags: readonly string[];
}

export interface DigestTheme {
  readonly id: string;
  readonly label: string;
  /**
   * `new`: unknown to the reader, and most of its papers are new; `risen`: grown beyond its share, p below 5 %;
   * `grown`: any other.
   */
  readonly change: 'new' | 'risen' | 'grown';
  /** Numbers of its earlier and of its new papers. */
  readonly before: number;
  readonly added: number;
  /** Its share of all earlier and of all new papers, 0…1; null if there are no earlier ones. */
  readonly shareBefore: number | null;
  readonly shareAdded: number;
  /** Probability of such growth if the share had not changed, corrected for the number of themes; 0…1. */
  readonly pValue: number | null;
  /** Best first: recommended for a tag, then central and discussed. */
  readonly papers: readonly NewPaper[];
  /** Number of new papers that are not listed. */
  readonly more: number;
}

export interface ThemesInput {
  readonly themes: readonly ThemeOfPapers[];
  /** New papers by id. */
  readonly papers: ReadonlyMap<PaperId, NewPaper>;
  /** Number of all papers. */
  readonly total: number;
  /** Ids of themes that the reader knows; null for an unknown reader. */
  readonly known: ReadonlySet<string> | null;
  /** Papers listed for each theme. */
  readonly limit: number;
}

/** A theme of more earlier papers is not new. */
const OLD_PAPERS_OF_NEW = 2;
/** Weight of a doubling of comments relative to the similarity to the centroid. */
const DISCUSSION = 0.05;

/** The themes that have new papers: new ones, then risen ones, then by the number of new papers. */
export function digestThemes({ themes, papers, total, known, limit }: ThemesInput): DigestTheme[] {
  const allAdded = papers.size;
  const allBefore = total - allAdded;
  return themes
    .flatMap((theme) => {
      const members = theme.papers.filter(({ id }) => papers.has(id));
      if (members.length === 0) return [];
      const counts = { before: theme.papers.length - members.length, added: members.length, allBefore, allAdded };
      const pValue = allBefore === 0 ? null : correctedChance(counts, themes.length);
      const sorted = bestFirst(members, papers);
      return [
        {
          id: theme.id,
          label: theme.label,
          change: changeOf(theme.id, counts, { pValue, known }),
          before: counts.before,
          added: counts.added,
          shareBefore: allBefore === 0 ? null : roundTo4(counts.before / allBefore),
          shareAdded: roundTo4(counts.added / allAdded),
          pValue,
          papers: sorted.slice(0, limit),
          more: Math.max(0, sorted.length - limit),
        },
      ];
    })
    .sort((a, b) => ORDER[a.change] - ORDER[b.change] || b.added - a.added || byCodeUnits(a.id, b.id));
}

const ORDER = { new: 0, risen: 1, grown: 2 } as const;

function changeOf(
  id: string,
  { before, added, allBefore }: { before: number; added: number; allBefore: number },
  { pValue, known }: { pValue: number | null; known: ReadonlySet<string> | null },
): DigestTheme['change'] {
  if (allBefore > 0 && before <= OLD_PAPERS_OF_NEW && added > before && known?.has(id) !== true) return 'new';
  return pValue !== null && isSignificant(added, pValue) ? 'risen' : 'grown';
}

function bestFirst(
  members: readonly { readonly id: PaperId; readonly similarity: number }[],
  papers: ReadonlyMap<PaperId, NewPaper>,
): NewPaper[] {
  return members
    .map(({ id, similarity }) => {
      const paper = papers.get(id)!;
      return { paper, score: similarity + DISCUSSION * Math.log2(1 + (paper.comments ?? 0)) };
    })
    .sort(
      (a, b) => b.paper.tags.length - a.paper.tags.length || b.score - a.score || byCodeUnits(a.paper.id, b.paper.id),
    )
    .map(({ paper }) => paper);
}

/** The most discussed new papers. */
export function mostDiscussed(papers: Iterable<NewPaper>, limit: number): NewPaper[] {
  return [...papers]
    .filter(({ comments }) => (comments ?? 0) > 0)
    .sort((a, b) => b.comments! - a.comments! || byCodeUnits(a.id, b.id))
    .slice(0, limit);
}
