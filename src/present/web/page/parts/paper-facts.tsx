import type { Paper } from '../api/answers.js';
import { useThemes } from '../themes/theme-index.js';
import { ThemeTag } from './theme-tag.js';
import { counted, dateText } from './wording.js';

type Facts = Pick<Paper, 'id' | 'published' | 'by' | 'venue' | 'comments'>;

/** A line of facts: date, byline, venue and theme. Missing facts are left out. */
export function PaperFacts({
  paper,
  inTheme = false,
}: {
  readonly paper: Facts;
  /** In a list of one theme, which is not repeated. */
  readonly inTheme?: boolean;
}) {
  const theme = useThemes().ofPaper.get(paper.id);
  return (
    <p class="facts">
      {paper.published !== null && <time dateTime={paper.published}>{dateText(paper.published)}</time>}
      {paper.by !== null && (
        <span>
          <bdi>{paper.by}</bdi>
        </span>
      )}
      {paper.venue !== null && (
        <span>
          <bdi>{paper.venue}</bdi>
        </span>
      )}
      {paper.comments !== null && <span>{counted(paper.comments, 'comment')}</span>}
      {!inTheme && <ThemeTag theme={theme} />}
    </p>
  );
}
