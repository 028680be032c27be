import type { ComponentChildren } from 'preact';

interface ChoiceFormProps {
  readonly class: string;
  readonly children: ComponentChildren;
  /** Text of the button that sends the form. */
  readonly act: string;
  readonly busy: boolean;
  readonly onSend: () => void;
  readonly onCancel: () => void;
  /** What stands below the buttons. */
  readonly below?: ComponentChildren;
}

/** A form of one choice. Enter sends it, Escape cancels. */
export function ChoiceForm({ class: kind, children, act, busy, onSend, onCancel, below }: ChoiceFormProps) {
  return (
    <form
      class={kind}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSend();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
      <span class="choice-buttons">
        <button type="submit" class="button button-main" aria-disabled={busy}>
          {act}
        </button>
        <button type="button" class="text-button" onClick={onCancel}>
          Cancel
        </button>
      </span>
      {below}
    </form>
  );
}
