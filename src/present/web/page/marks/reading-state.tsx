/** Whether a paper was read, and a note on it. */
import { useEffect, useState } from 'preact/hooks';
import { answersChanged, tell } from '../api/client.js';
import { NOTE, READ, tellsMarks, UNREAD } from '../api/paths.js';
import { useTelling } from '../api/use-telling.js';
import { ProblemNote } from '../parts/notes.js';
import { useMarks } from './marks.js';

const LONGEST_NOTE = 10_000;

async function change(path: string, body: unknown): Promise<void> {
  await tell('POST', path, body);
  answersChanged(tellsMarks);
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

/** A note, saved when the field is left. */
export function Note({ id }: { readonly id: string }) {
  const note = useMarks().get(id)?.note ?? null;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(note ?? '');
  const { problem, run } = useTelling();
  useEffect(() => setText(note ?? ''), [note]);
  if (note === null && !open)
    return (
      <button type="button" class="text-button" onClick={() => setOpen(true)}>
        Add a note
      </button>
    );
  const save = () => {
    if (text.trim() !== (note ?? '')) run(() => change(NOTE, { paper: id, text: text.trim() }));
    else if (text.trim() === '') setOpen(false);
  };
  return (
    <label class="field paper-note">
      Note
      <textarea
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        value={text}
        maxLength={LONGEST_NOTE}
        autofocus={open}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={save}
      />
      <ProblemNote problem={problem} />
    </label>
  );
}
