/**
 * Which paper represents a group? The most complete, then the newest, then the one with the smallest id.
 *
 * Most complete: first those with a whole abstract, compared with the longest of the group; of these the one with the
 * most of title, abstract, date, authors, venue, address and identifiers.
 */
import type { Paper } from '../../paper.js';

/** An abstract is whole when it has at least this share of the longest one's length. */
const WHOLE = 0.8;

/** @param papers at least one */
export function representativeOf(papers: readonly Paper[]): Paper {
  const longest = papers.reduce((length, paper) => Math.max(length, paper.abstract.length), 0);
  const rank = (paper: Paper): number => (paper.abstract.length >= WHOLE * longest ? 100 : 0) + statementsOf(paper);
  return papers.reduce((best, paper) => {
    if (rank(paper) !== rank(best)) return rank(paper) > rank(best) ? paper : best;
    const [date, bestDate] = [paper.published ?? '', best.published ?? ''];
    if (date !== bestDate) return date > bestDate ? paper : best;
    return paper.id < best.id ? paper : best;
  });
}

function statementsOf(paper: Paper): number {
  const fields = [
    paper.title !== '',
    paper.abstract !== '',
    paper.published !== null,
    paper.by !== null || paper.authors.length > 0,
    paper.venue !== null,
    paper.url !== null,
    Object.keys(paper.identifiers).length > 0,
  ];
  return fields.filter(Boolean).length;
}
