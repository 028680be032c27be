/** Splits a theme into several; the largest part keeps its place and its address. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Theme } from '../api/answers.js';
import { corpusChanged } from '../api/client.js';
import { SPLIT_THEME } from '../api/paths.js';
import { useTelling } from '../api/use-telling.js';
import { ProblemNote } from '../parts/notes.js';
import { sayDone } from '../shell/done.js';

/** A part has at least two papers. */
const PAPERS_OF_PART = 2;
const MOST_PARTS = 8;

export function SplitTheme({ theme }: { readonly theme: Theme }) {
  const [choosing, setChoosing] = useState(false);
  const [parts, setParts] = useState(2);
  const { busy, problem, send } = useTelling();
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus(), [choosing]);
  const most = Math.min(MOST_PARTS, Math.floor(theme.size / PAPERS_OF_PART));
  if (most < 2) return null;
  if (!choosing)
    return (
      <button type="button" class="button" onClick={() => setChoosing(true)}>
        Split …
      </button>
    );
  const split = (event: Event) => {
    event.preventDefault();
    send(SPLIT_THEME, { theme: theme.id, parts }, () => {
      setChoosing(false);
      sayDone(`Split “${theme.label}” into ${parts} themes.`);
      corpusChanged();
    });
  };
  return (
    <div class="theme-merge">
      <form
        class="theme-choice"
        onSubmit={split}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            setChoosing(false);
          }
        }}
      >
        <label class="field">
          Number of themes
          <select ref={select} value={parts} onChange={(event) => setParts(Number(event.currentTarget.value))}>
            {Array.from({ length: most - 1 }, (_, i) => (
              <option key={i} value={i + 2}>
                {i + 2}
              </option>
            ))}
          </select>
        </label>
        <span class="choice-buttons">
          <button type="submit" class="button button-main" disabled={busy}>
            {busy ? 'Splitting …' : 'Split'}
          </button>
          <button type="button" class="text-button" onClick={() => setChoosing(false)}>
            Cancel
          </button>
        </span>
      </form>
      <p class="quiet">Papers on the same subject stay together. Later runs keep the split. It can be undone.</p>
      {problem !== null && <ProblemNote problem={problem} />}
    </div>
  );
}
