/** Actions for the selected papers, at the bottom of the window. */
import type { Paper } from '../api/answers.js';
import { ask } from '../api/client.js';
import { paperPath } from '../api/paths.js';
import { useTelling } from '../api/use-telling.js';
import { STARRED, setTag } from '../marks/marks.js';
import { TagField } from '../marks/tag-editor.js';
import { citationOf } from '../papers/citation.js';
import { CopyButton } from '../parts/copy-button.js';
import { Download } from '../parts/download.js';
import { ProblemNote } from '../parts/notes.js';
import { counted } from '../parts/wording.js';
import { MOST_LIKED, moreLike } from '../search/ask.js';
import { clearSelection, useSelection } from './selection.js';

export function SelectionBar() {
  const selection = useSelection();
  const { problem, run } = useTelling();
  if (selection.length === 0) return null;
  const like = () => {
    moreLike(...selection);
    clearSelection();
  };
  return (
    <section class="selection" aria-label="Selected papers">
      <p role="status">
        <strong>{selection.length}</strong> selected
      </p>
      <button type="button" class="text-button" onClick={like}>
        {selection.length > MOST_LIKED ? `More like the last ${MOST_LIKED}` : 'More like these'}
      </button>
      <button type="button" class="text-button" onClick={() => run(() => setTag(STARRED, selection, true))}>
        Star
      </button>
      <TagField label="Tag" onTag={(tag, then) => run(() => setTag(tag, selection, true), then)} />
      <CopyButton key={selection.join()} text={() => citations(selection)}>
        Copy citations
      </CopyButton>
      <Download what={{ papers: selection }} of={counted(selection.length, 'paper')} />
      <button type="button" class="text-button" onClick={clearSelection}>
        Clear
      </button>
      <ProblemNote problem={problem} />
    </section>
  );
}

async function citations(ids: readonly string[]): Promise<string> {
  const papers: string[] = [];
  for (const id of ids) papers.push(citationOf((await ask<{ paper: Paper }>(paperPath(id))).paper));
  return papers.join('\n');
}
