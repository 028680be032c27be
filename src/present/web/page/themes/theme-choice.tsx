import { useEffect, useRef, useState } from 'preact/hooks';
import type { Theme } from '../api/answers.js';

interface ThemeChoiceProps {
  readonly label: string;
  /** Themes to choose from, the likeliest first. */
  readonly themes: readonly Theme[];
  /** Called with the chosen theme. */
  readonly act: string;
  readonly busy: boolean;
  readonly onChoose: (theme: string) => void;
  readonly onCancel: () => void;
}

/** Chooses a theme. Escape cancels. */
export function ThemeChoice({ label, themes, act, busy, onChoose, onCancel }: ThemeChoiceProps) {
  const [chosen, setChosen] = useState(themes[0]?.id ?? '');
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus(), []);
  const choose = (event: Event) => {
    event.preventDefault();
    onChoose(chosen);
  };
  return (
    <form
      class="theme-choice"
      onSubmit={choose}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          onCancel();
        }
      }}
    >
      <label class="field">
        {label}
        <select ref={select} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          {themes.map(({ id, label: name, size }) => (
            <option key={id} value={id}>{`${name} (${size})`}</option>
          ))}
        </select>
      </label>
      <span class="choice-buttons">
        <button type="submit" class="button button-main" disabled={busy}>
          {act}
        </button>
        <button type="button" class="text-button" onClick={onCancel}>
          Cancel
        </button>
      </span>
    </form>
  );
}
