import { useState } from 'preact/hooks';
import { filtersOf, type Question } from '../address.js';
import { answersChanged } from '../api/client.js';
import { SEARCHES, tellsMarks } from '../api/paths.js';
import { useTelling } from '../api/use-telling.js';
import { ProblemNote } from '../parts/notes.js';
import { sayDone } from '../shell/done.js';

/** Maximum length of a name, as on the server. */
const LONGEST_NAME = 60;

/** Saves the question under its text; “New” then shows new results. */
export function SaveSearch({ question }: { readonly question: Question }) {
  const { busy, problem, send } = useTelling();
  /** The question as it was saved, with its filters. */
  const [saved, setSaved] = useState('');
  const text = question.text.trim();
  if (text === '' || question.like.length > 0) return null;
  const filters = Object.fromEntries(
    filtersOf(question).map((filter) => [
      filter,
      filter === 'minComments' ? Number(question[filter]) : question[filter],
    ]),
  );
  const current = JSON.stringify([text, filters]);
  const save = () =>
    send(SEARCHES, { name: text.slice(0, LONGEST_NAME), q: text, ...filters }, () => {
      setSaved(current);
      sayDone('Saved. “New” shows new results.', false);
      answersChanged((path) => tellsMarks(path) || path === SEARCHES);
    });
  return (
    <>
      <button type="button" class="text-button" disabled={busy || saved === current} onClick={save}>
        {saved === current ? 'Saved' : 'Save this search'}
      </button>
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  );
}
