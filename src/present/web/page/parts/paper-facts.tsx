import type { Paper } from '../api/answers.js';
import { useMarks } from '../marks/marks.js';
import { useThemes } from '../themes/theme-index.js';
import { ThemeTag } from './theme-tag.js';
import { counted, dateText } from './wording.js';

type Facts = Pick<Paper, 'id' | 'published' | 'by' | 'venue' | 'comments'>;

const NO_MARKS = { read: false, note: null };

/** A line of facts: date, byline, venue, theme and reading state; below it the own note. Missing facts are left out. */
export function PaperFacts({
  paper,
  inTheme = false,
  alone = false,
}: {
  readonly paper: Facts;
  /** In a list of one theme, which is not repeated. */
  readonly inTheme?: boolean;
  /** On the page of the paper, which shows its reading state and note elsewhere. */
  readonly alone?: boolean;
}) {
  const theme = useThemes().ofPaper.get(paper.id);
  const marks = useMarks().get(paper.id);
  const { read, note } = alone || marks === undefined ? NO_MARKS : marks;
  return (
    <>
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
        {read && <span>✓ Read</span>}
      </p>
      {note !== null && (
        <p class="own-note">
          <span class="quiet">Your note:</span> <bdi>{note}</bdi>
        </p>
      )}
    </>
  );
}
