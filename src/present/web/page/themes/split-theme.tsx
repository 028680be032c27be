/** Splits a theme into several; the largest part keeps its place and its address. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { LEAST_PARTS, MOST_PARTS, PAPERS_OF_PART } from '../../../../limits.js';
import type { SplitPreview, Theme } from '../api/answers.js';
import { corpusChanged } from '../api/client.js';
import { SPLIT_THEME, splitPath } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { useTelling } from '../api/use-telling.js';
import { ChoiceForm } from '../parts/choice-form.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { PaperLink } from '../parts/paper-link.js';
import { counted } from '../parts/wording.js';
import { sayDone } from '../shell/done.js';
import type { ThemeFormProps } from './theme-decisions.js';

/** Papers of a part that are listed at first. */
const LISTED = 3;

export function SplitTheme({ theme, open, onOpen, onClose }: ThemeFormProps) {
  const [parts, setParts] = useState(LEAST_PARTS);
  const { busy, problem, send } = useTelling();
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus(), [open]);
  const most = Math.min(MOST_PARTS, Math.floor(theme.size / PAPERS_OF_PART));
  if (most < LEAST_PARTS) return null;
  if (!open)
    return (
      <button type="button" class="button" onClick={onOpen}>
        Split …
      </button>
    );
  const split = () =>
    send(SPLIT_THEME, { theme: theme.id, parts }, () => {
      onClose();
      sayDone(`Split “${theme.label}” into ${parts} themes.`);
      corpusChanged();
    });
  return (
    <div class="theme-merge">
      <ChoiceForm
        class="theme-choice split-choice"
        act={busy ? 'Splitting …' : 'Split'}
        busy={busy}
        onSend={split}
        onCancel={onClose}
        below={
          <>
            <Preview theme={theme} parts={parts} />
            <p class="quiet">Papers on the same subject stay together. Later runs keep the split. It can be undone.</p>
            <ProblemNote problem={problem} />
          </>
        }
      >
        <label class="field">
          Number of themes
          <select ref={select} value={parts} onChange={(event) => setParts(Number(event.currentTarget.value))}>
            {Array.from({ length: most - LEAST_PARTS + 1 }, (_, i) => (
              <option key={i} value={i + LEAST_PARTS}>
                {i + LEAST_PARTS}
              </option>
            ))}
          </select>
        </label>
      </ChoiceForm>
    </div>
  );
}

/** The papers of each part, before anything is changed. */
function Preview({ theme, parts }: { readonly theme: Theme; readonly parts: number }) {
  const { answer, earlier, problem, waiting } = useAnswer<SplitPreview>(splitPath(theme.id, parts));
  const preview = answer ?? earlier;
  if (problem !== undefined) return <ProblemNote problem={problem} />;
  if (preview === undefined) return waiting ? <Waiting what="Looking for the parts" /> : null;
  return (
    <ol class="split-preview" aria-label="Preview" aria-busy={waiting}>
      {preview.parts.map((part, i) => (
        <li key={part.theme}>
          <p>
            Part {i + 1}: {counted(part.papers.length, 'paper')}
            {i === 0 && <span class="quiet"> keeps the address of this theme</span>}
          </p>
          <PartPapers papers={part.papers.slice(0, LISTED)} />
          {part.papers.length > LISTED && (
            <details class="disclosure">
              <summary>{counted(part.papers.length - LISTED, 'more paper')}</summary>
              <PartPapers papers={part.papers.slice(LISTED)} />
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}

function PartPapers({ papers }: Pick<SplitPreview['parts'][number], 'papers'>) {
  return (
    <ul>
      {papers.map(({ id, title }) => (
        <li key={id}>
          <PaperLink id={id} title={title} />
        </li>
      ))}
    </ul>
  );
}
