import { useEffect, useRef, useState } from 'preact/hooks';
import { sayFailed } from '../shell/done.js';
import { STARRED, setTag, tagsOf, useMarks } from './marks.js';

/** A star button; pressed if the paper has a star. The key `s` toggles that of the focused paper. */
export function StarButton({ id, title }: { readonly id: string; readonly title: string }) {
  const [on, toggle] = useStar(id);
  return (
    <button
      type="button"
      class={on ? 'star star-on' : 'star'}
      data-star=""
      aria-pressed={on}
      aria-label={`Star: ${title}`}
      title={`${on ? 'Remove the star' : 'Star'} ( s )`}
      onClick={toggle}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <path d="M10 2.6l2.3 4.8 5.2.7-3.8 3.7.9 5.2L10 14.5 5.4 17l.9-5.2L2.5 8.1l5.2-.7z" />
      </svg>
    </button>
  );
}

/** Shows the star as it was last pressed until the marks agree; sends one press after the other. */
function useStar(id: string): [boolean, () => void] {
  const marks = useMarks();
  const stored = tagsOf(marks, id).includes(STARRED);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const sending = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => setWanted((now) => (now === stored ? null : now)), [marks]);
  const on = wanted ?? stored;
  const toggle = () => {
    setWanted(!on);
    sending.current = sending.current
      .then(() => setTag(STARRED, [id], !on))
      .catch((error: unknown) => {
        setWanted(null);
        sayFailed(error);
      });
  };
  return [on, toggle];
}
