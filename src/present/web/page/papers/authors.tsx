import { useState } from 'preact/hooks';
import { counted } from '../parts/wording.js';

/** So many authors are named, or all if there are few more: a collaboration has thousands. */
const NAMED = 20;
const FEW_MORE = 5;

/** The authors of a paper; of a long list the beginning, and a button for all of them. */
export function Authors({ authors }: { readonly authors: readonly string[] }) {
  const [all, setAll] = useState(false);
  if (authors.length === 0) return null;
  const isLong = authors.length > NAMED + FEW_MORE;
  const named = isLong && !all ? authors.slice(0, NAMED) : authors;
  return (
    <p class="authors">
      <bdi>{named.join(', ')}</bdi>
      {named.length < authors.length && ` and ${counted(authors.length - named.length, 'other')}`}
      {isLong && (
        <>
          {' '}
          <button type="button" class="text-button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer authors' : 'Show all authors'}
          </button>
        </>
      )}
    </p>
  );
}
