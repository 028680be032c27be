import { corpusChanged } from '../api/client.js';
import { UNDO } from '../api/paths.js';
import { useTelling } from '../api/use-telling.js';
import { ProblemNote } from '../parts/notes.js';
import { Link } from '../router.js';
import { forgetDone, forgetDoneLater, holdDone, sayDone, useDone } from './done.js';

/** The last change, with a button to undo it. */
export function UndoBar() {
  const notice = useDone();
  const { busy, problem, send } = useTelling();
  const undo = () =>
    send(UNDO, {}, () => {
      sayDone('Undone.', false);
      corpusChanged();
    });
  return (
    <div
      class={notice === null ? 'sr' : 'undo-bar'}
      role="status"
      onFocusIn={holdDone}
      onFocusOut={forgetDoneLater}
      onMouseEnter={holdDone}
      onMouseLeave={forgetDoneLater}
    >
      {notice !== null && (
        <>
          <p>{notice.said}</p>
          {notice.undoable && (
            <button type="button" class="text-button" aria-disabled={busy} onClick={undo}>
              Undo
            </button>
          )}
          {notice.undoable && <Link to={{ view: 'history' }}>History</Link>}
          <button type="button" class="icon-button" aria-label="Close" onClick={forgetDone}>
            <span aria-hidden="true">×</span>
          </button>
          <ProblemNote problem={problem} />
        </>
      )}
    </div>
  );
}
