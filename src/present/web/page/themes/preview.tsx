/** Another number of themes, or the themes of a period, to look at; the number can be kept. */
import { useLayoutEffect, useState } from 'preact/hooks';
import { MOST_THEMES } from '../../../../limits.js';
import type { ThemesPreview } from '../address.js';
import { corpusChanged } from '../api/client.js';
import { NUMBER_THEMES } from '../api/paths.js';
import { useTelling } from '../api/use-telling.js';
import { ProblemNote } from '../parts/notes.js';
import { counted, dateText, isDate } from '../parts/wording.js';
import { sayDone } from '../shell/done.js';

interface PreviewFormProps {
  /** The number of themes now. */
  readonly current: number;
  readonly preview: ThemesPreview | undefined;
  readonly onPreview: (preview: ThemesPreview) => void;
}

const NO_PREVIEW: ThemesPreview = { k: '', since: '', until: '' };

export function PreviewForm({ current, preview = NO_PREVIEW, onPreview }: PreviewFormProps) {
  const [k, setK] = useState(preview.k);
  const [since, setSince] = useState(preview.since);
  const [until, setUntil] = useState(preview.until);
  useLayoutEffect(() => {
    setK(preview.k);
    setSince(preview.since);
    setUntil(preview.until);
  }, [preview.k, preview.since, preview.until]);
  const wrongDate = [since, until].some((date) => date !== '' && !isDate(date));
  const empty = `${k}${since}${until}` === '';
  const show = (event: Event) => {
    event.preventDefault();
    if (!empty && !wrongDate) onPreview({ k, since, until });
  };
  return (
    <details class="disclosure side-note" open={preview !== NO_PREVIEW}>
      <summary>Try another number or period</summary>
      <form class="preview-form" onSubmit={show}>
        <label class="field">
          Themes
          <input
            type="number"
            min={1}
            max={MOST_THEMES}
            value={k}
            placeholder={String(current)}
            onInput={(event) => setK(event.currentTarget.value)}
          />
        </label>
        <DateField label="Since" value={since} onDate={setSince} />
        <DateField label="Until" value={until} onDate={setUntil} />
        <button type="submit" class="button" disabled={empty || wrongDate}>
          Preview
        </button>
      </form>
    </details>
  );
}

interface DateFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onDate: (date: string) => void;
}

function DateField({ label, value, onDate }: DateFieldProps) {
  return (
    <label class="field">
      {label}
      <input
        type="text"
        value={value}
        placeholder="2026"
        autocomplete="off"
        aria-invalid={value !== '' && !isDate(value)}
        onInput={(event) => onDate(event.currentTarget.value.trim())}
      />
    </label>
  );
}

interface PreviewNoteProps {
  readonly preview: ThemesPreview;
  /** Their number; undefined while they are computed. */
  readonly themes: number | undefined;
  readonly onEnd: () => void;
}

/** Says that the themes are a preview, and leads back; of all papers, their number can be kept. */
export function PreviewNote({ preview: { k, since, until }, themes, onEnd }: PreviewNoteProps) {
  const period = [
    since === '' ? '' : ` since ${dateText(since)}`,
    until === '' ? '' : ` until ${dateText(until)}`,
  ].join('');
  return (
    <p class="lit" role="status">
      <span>
        {themes === undefined ? 'Computing a preview' : `Preview: ${counted(themes, 'theme')}`}
        {period === '' ? '' : ` of papers${period}`}
        {themes === undefined ? ' …' : '. Nothing is saved.'}
      </span>
      {themes !== undefined && k !== '' && period === '' && <NumberButton k={Number(k)} onDone={onEnd} />}
      <button type="button" class="text-button" onClick={onEnd}>
        End the preview
      </button>
    </p>
  );
}

interface NumberButtonProps {
  /** Themes from now on; null: chosen from the data. */
  readonly k: number | null;
  readonly onDone?: () => void;
}

/** Groups all papers again into another number of themes. */
export function NumberButton({ k, onDone }: NumberButtonProps) {
  const { busy, problem, send } = useTelling();
  const choose = () =>
    send(NUMBER_THEMES, { k }, () => {
      sayDone(k === null ? 'The number of themes is chosen from the data.' : `The papers have ${counted(k, 'theme')}.`);
      onDone?.();
      corpusChanged();
    });
  return (
    <>
      <button type="button" class="text-button" aria-disabled={busy} onClick={choose}>
        {k === null ? 'Choose the number from the data' : `Keep ${counted(k, 'theme')}`}
      </button>
      <ProblemNote problem={problem} />
    </>
  );
}
