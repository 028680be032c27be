import type { Question } from '../address.js';
import type { SavedSearches } from '../api/answers.js';
import { marksChanged } from '../api/client.js';
import { SEARCHES } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { useTelling } from '../api/use-telling.js';
import { ProblemNote } from '../parts/notes.js';
import { sayDone } from '../shell/done.js';
import { nameToSave, savedAlready, searchToSave } from './saved-name.js';

/** Saves the question under its text; “New” then shows new results. */
export function SaveSearch({ question }: { readonly question: Question }) {
  const { busy, problem, send } = useTelling();
  const { answer, earlier } = useAnswer<SavedSearches>(SEARCHES);
  const searches = (answer ?? earlier)?.searches;
  const search = searchToSave(question);
  // A saved search has neither liked nor disliked papers.
  if (search.query === '' || question.like.length > 0 || question.not.length > 0) return null;
  const saved = searches !== undefined && savedAlready(search, searches) !== undefined;
  const save = (known: SavedSearches['searches']) =>
    send(SEARCHES, { name: nameToSave(search, known), q: search.query, ...search.filters }, () => {
      sayDone('Saved. “New” shows new results.', false);
      marksChanged();
    });
  return (
    <>
      <button
        type="button"
        class="text-button"
        aria-disabled={busy || saved || searches === undefined}
        onClick={() => searches !== undefined && !saved && save(searches)}
      >
        {saved ? 'Saved' : 'Save this search'}
      </button>
      <ProblemNote problem={problem} />
    </>
  );
}
