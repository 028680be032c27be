/** Whether a paper was read, and a note on it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { LONGEST_NOTE } from '../../../../limits.js';
import { marksChanged, tell } from '../api/client.js';
import { NOTE, READ, UNREAD } from '../api/paths.js';
import { useTelling } from '../api/use-telling.js';
import { ProblemNote } from '../parts/notes.js';
import { useMarks } from './marks.js';

async function change(path: string, body: unknown): Promise<void> {
  await tell('POST', path, body);
  marksChanged();
}

/** A read paper is no longer recommended. */
export function ReadButton({ id }: { readonly id: string }) {
  const read = useMarks().get(id)?.read ?? false;
  const { problem, run } = useTelling();
  return (
    <>
      <button
        type="button"
        class="text-button"
        aria-pressed={read}
        title="Papers that you have read are not recommended"
        onClick={() => run(() => change(read ? UNREAD : READ, { papers: [id] }))}
      >
        {read ? '✓ Read' : 'Mark as read'}
      </button>
      <ProblemNote problem={problem} />
    </>
  );
}

/** A note, saved when the field or the page of the paper is left. */
export function Note({ id }: { readonly id: string }) {
  const note = useMarks().get(id)?.note ?? '';
  const [open, setOpen] = useState(false);
  /** What was written and is not in the stored note yet, whatever note arrives meanwhile. */
  const [draft, setDraft] = useState<string | null>(null);
  const { problem, run } = useTelling();
  const field = useRef<HTMLTextAreaElement>(null);
  const unsaved = draft !== null && draft.trim() !== note;
  const save = () => {
    if (unsaved) run(() => change(NOTE, { paper: id, text: draft.trim() }));
    else if (note === '') setOpen(false);
  };
  useEffect(() => setDraft((now) => (now?.trim() === note ? null : now)), [note]);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  useSavedOnLeaving(unsaved, save);
  if (note === '' && !open && draft === null)
    return (
      <button type="button" class="text-button" onClick={() => setOpen(true)}>
        Add a note
      </button>
    );
  const text = draft ?? note;
  return (
    <label class="field paper-note">
      Note
      <textarea
        ref={field}
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        value={text}
        maxLength={LONGEST_NOTE}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={save}
      />
      <ProblemNote problem={problem} />
    </label>
  );
}

/** Going to another view saves. Closing or reloading the tab asks first: the browser would cut the request off. */
function useSavedOnLeaving(unsaved: boolean, save: () => void): void {
  const now = useRef({ unsaved, save });
  now.current = { unsaved, save };
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (now.current.unsaved) event.preventDefault();
    };
    addEventListener('beforeunload', leave);
    return () => {
      removeEventListener('beforeunload', leave);
      if (now.current.unsaved) now.current.save();
    };
  }, []);
}
