import { useEffect, useRef, useState } from 'preact/hooks';
import type { Theme } from '../api/answers.js';
import { ChoiceForm } from '../parts/choice-form.js';

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
  return (
    <ChoiceForm class="theme-choice" act={act} busy={busy} onSend={() => onChoose(chosen)} onCancel={onCancel}>
      <label class="field">
        {label}
        <select ref={select} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          {themes.map(({ id, label: name, size }) => (
            <option key={id} value={id}>{`${name} (${size})`}</option>
          ))}
        </select>
      </label>
    </ChoiceForm>
  );
}
