import type { Question } from '../address.js';
import type { Paper } from '../api/answers.js';
import { paperPath } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { PaperLink } from '../parts/paper-link.js';
import { refine } from './ask.js';

/** Positive and negative examples; each can be removed. */
export function LikeAndNot({ question }: { readonly question: Question }) {
  const { like, not } = question;
  if (like.length + not.length === 0) return null;
  return (
    <div class="basket">
      <div class="list-head">
        <h2>Basket</h2>
        <button type="button" class="text-button" onClick={() => refine({ like: [], not: [] })}>
          Empty
        </button>
      </div>
      <ul class="bases" aria-label="Papers that steer the answer">
        {like.map((id) => (
          <Basis key={id} id={id} word="Like" onRemove={() => refine({ like: like.filter((one) => one !== id) })} />
        ))}
        {not.map((id) => (
          <Basis key={id} id={id} word="Unlike" onRemove={() => refine({ not: not.filter((one) => one !== id) })} />
        ))}
      </ul>
    </div>
  );
}

function Basis({ id, word, onRemove }: { readonly id: string; readonly word: string; readonly onRemove: () => void }) {
  const title = useAnswer<{ paper: Paper }>(paperPath(id)).answer?.paper.title ?? id;
  return (
    <li class={`basis basis-${word === 'Unlike' ? 'not' : 'like'}`}>
      <span class="basis-word">{word}</span>
      <PaperLink id={id} title={title} />
      <button
        type="button"
        class="icon-button"
        onClick={onRemove}
        aria-label={`No longer “${word.toLowerCase()}”: ${title}`}
      >
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
