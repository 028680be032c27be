/**
 * "What is new, and what of it is for me?"
 *
 * In: the papers that came, the themes as they stand, pairs of near-duplicates. Out: the new papers by theme, best
 * first; which themes are new, risen or grown; papers met again; the most discussed. The same input gives the same
 * bytes. Does not decide which papers are new, remembers no reader, and formats nothing.
 */
import { byCodeUnits } from '../maths/order.js';
import { roundTo4 } from '../maths/rounding.js';
import type { Paper, PaperId } from '../paper.js';
import { correctedChance } from './growth.js';

export { chanceOfGrowth, correctedChance } from './growth.js';
export {
  firstOfDays,
  latestDayOf,
  type TrendingPaper,
  type TrendingTheme,
  trendingPapers,
  trendingThemes,
} from './trending.js';

/** A theme, as far as a digest needs it. */
export interface ThemeOfPapers {
  readonly id: string;
  readonly label: string;
  readonly papers: readonly { readonly id: PaperId; readonly similarity: number }[];
}

export interface NewPaper extends Pick<Paper, 'id' | 'title' | 'published' | 'by' | 'url' | 'comments'> {
  /** The sentence of the abstract that is nearest to the whole; null without an abstract. */
  readonly sentence: string | null;
  /** Tags that it is recommended for. */
  readonly tags: readonly string[];
}

export interface DigestTheme {
  readonly id: string;
  readonly label: string;
  /** `new`: unknown to the reader; `risen`: grown beyond its share, chance below 5 %; `grown`; or none of these. */
  readonly change: 'new' | 'risen' | 'grown';
  /** Papers that were there before, and those that came. */
  readonly before: number;
  readonly added: number;
  /** Its share of the papers before and of the new papers, 0…1; null where there were none before. */
  readonly shareBefore: number | null;
  readonly shareAdded: number;
  /** The chance of such growth if its share had stayed the same, corrected for the number of themes; 0…1. */
  readonly chance: number | null;
  /** Best first: recommended for a tag, then central and discussed. */
  readonly papers: readonly NewPaper[];
  /** New papers that are not listed. */
  readonly more: number;
}

export interface ThemesInput {
  readonly themes: readonly ThemeOfPapers[];
  /** By id, the papers that came. */
  readonly papers: ReadonlyMap<PaperId, NewPaper>;
  /** How many papers there are in all. */
  readonly total: number;
  /** Ids of the themes that the reader knows; null where nothing is known of the reader. */
  readonly known: ReadonlySet<string> | null;
  /** Papers listed of each theme. */
  readonly limit: number;
}

/** From this chance on growth is taken for chance. */
const SIGNIFICANT = 0.05;
/** So few papers make no trend, whatever their chance. */
const LEAST_RISEN = 3;
/** A theme all but a few of whose papers are new is a new theme, also to a reader of whom nothing is known. */
const OLD_PAPERS_OF_NEW = 2;
/** What doubling the comments counts for beside the similarity to the theme's centre. */
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
      const chance = allBefore === 0 ? null : correctedChance(counts, themes.length);
      const sorted = bestFirst(members, papers);
      return [
        {
          id: theme.id,
          label: theme.label,
          change: changeOf(theme.id, counts, { chance, known }),
          before: counts.before,
          added: counts.added,
          shareBefore: allBefore === 0 ? null : roundTo4(counts.before / allBefore),
          shareAdded: roundTo4(counts.added / allAdded),
          chance,
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
  { chance, known }: { chance: number | null; known: ReadonlySet<string> | null },
): DigestTheme['change'] {
  if (allBefore > 0 && before <= OLD_PAPERS_OF_NEW && added > before && known?.has(id) !== true) return 'new';
  return chance !== null && chance < SIGNIFICANT && added >= LEAST_RISEN ? 'risen' : 'grown';
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

/** The new papers that people talk about most, most discussed first. */
export function mostDiscussed(papers: Iterable<NewPaper>, limit: number): NewPaper[] {
  return [...papers]
    .filter(({ comments }) => (comments ?? 0) > 0)
    .sort((a, b) => b.comments! - a.comments! || byCodeUnits(a.id, b.id))
    .slice(0, limit);
}
