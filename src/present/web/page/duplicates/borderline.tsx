import { useState } from 'preact/hooks';
import type { DuplicatePair, Duplicates } from '../api/answers.js';
import { BORDERLINE } from '../api/paths.js';
import { useAnswer, usePaper } from '../api/use-answer.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { PaperLink } from '../parts/paper-link.js';
import { Similarity } from '../parts/similarity.js';

/** Pairs at the threshold, so that a person can judge it. */
export function Borderline() {
  const [open, setOpen] = useState(false);
  const { answer, problem, waiting } = useAnswer<Duplicates>(open ? BORDERLINE : null);
  const border = answer?.borderline;
  return (
    <details class="disclosure borderline" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Borderline pairs</summary>
      <ProblemNote problem={problem} />
      {waiting && <Waiting what="Looking" />}
      {border !== undefined && (
        <div class="borderline-lists">
          {border.accepted.length > 0 && <Pairs title="Just accepted" pairs={border.accepted} />}
          {border.refused.length > 0 && <Pairs title="Just rejected" pairs={border.refused} />}
          {border.accepted.length + border.refused.length === 0 && <p class="quiet">None.</p>}
        </div>
      )}
    </details>
  );
}

function Pairs({ title, pairs }: { readonly title: string; readonly pairs: readonly DuplicatePair[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ol class="paper-list">
        {pairs.map((pair) => (
          <li key={`${pair.a} ${pair.b}`} data-step-group="">
            <div>
              <ul class="pair-titles">
                <li>
                  <Titled id={pair.a} />
                </li>
                <li>
                  <Titled id={pair.b} />
                </li>
              </ul>
              <p class="facts">
                <span>{pair.evidence}</span>
              </p>
            </div>
            <Similarity value={pair.similarity} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Titled({ id }: { readonly id: string }) {
  return <PaperLink id={id} title={usePaper(id)?.title ?? id} />;
}
