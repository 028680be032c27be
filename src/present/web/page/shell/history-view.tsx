/** Changes made by a person, latest first, each with a button to undo it. */
import type { History } from '../api/answers.js';
import { corpusChanged } from '../api/client.js';
import { HISTORY, UNDO } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { useTelling } from '../api/use-telling.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { momentText } from '../parts/wording.js';
import { sayDone } from './done.js';
import { useTitle } from './use-title.js';

type Change = History['changes'][number];

export function HistoryView() {
  useTitle('History');
  const { answer, earlier, problem } = useAnswer<History>(HISTORY);
  const changes = (answer ?? earlier)?.changes;
  return (
    <div class="history">
      <header class="page-head">
        <h1>History</h1>
        <p class="quiet">
          Papers removed and merged, pairs marked as not duplicates, themes renamed, merged and split, papers moved
          between themes, tags renamed and removed from several papers.
        </p>
      </header>
      <ProblemNote problem={problem} />
      {changes === undefined && problem === undefined && <Waiting what="Looking" />}
      {changes?.length === 0 && <p class="quiet">Nothing has been changed by hand.</p>}
      <ol class="paper-list history-list">
        {changes?.map((change) => (
          <ChangeRow key={change.id} change={change} />
        ))}
      </ol>
    </div>
  );
}

function ChangeRow({ change: { id, at, summary, undone } }: { readonly change: Change }) {
  const { busy, problem, send } = useTelling();
  const undo = () =>
    send(UNDO, { id }, () => {
      sayDone('Undone.', false);
      corpusChanged();
    });
  return (
    <li data-step-group="" class={undone ? 'history-undone' : undefined}>
      <div>
        <p>{summary}</p>
        <p class="facts">
          <time dateTime={at}>{momentText(at)}</time>
        </p>
        <ProblemNote problem={problem} />
      </div>
      {undone ? (
        <span class="quiet">undone</span>
      ) : (
        <button type="button" class="text-button" data-step="" aria-disabled={busy} onClick={undo}>
          Undo<span class="sr">: {summary}</span>
        </button>
      )}
    </li>
  );
}
