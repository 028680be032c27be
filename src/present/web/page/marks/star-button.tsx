import { sayFailed } from '../shell/done.js';
import { STARRED, tagsOf, toggleStar, useMarks } from './marks.js';

/** A star button; pressed if the paper has a star. The key `s` toggles that of the focused paper. */
export function StarButton({ id, title }: { readonly id: string; readonly title: string }) {
  const marks = useMarks();
  const on = tagsOf(marks, id).includes(STARRED);
  return (
    <button
      type="button"
      class={on ? 'star star-on' : 'star'}
      data-star=""
      aria-pressed={on}
      aria-label={`Star: ${title}`}
      title={`${on ? 'Remove the star' : 'Star'} ( s )`}
      onClick={() => toggleStar(marks, id).catch(sayFailed)}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <path d="M10 2.6l2.3 4.8 5.2.7-3.8 3.7.9 5.2L10 14.5 5.4 17l.9-5.2L2.5 8.1l5.2-.7z" />
      </svg>
    </button>
  );
}
