import type { Question } from '../address.js';
import { usePaper } from '../api/use-answer.js';
import { PaperLink } from '../parts/paper-link.js';
import { refine } from './ask.js';

/** The text, and positive and negative examples; each can be removed. */
export function LikeAndNot({ question }: { readonly question: Question }) {
  const { text, like, not } = question;
  if (like.length + not.length === 0) return null;
  return (
    <div class="basket">
      <div class="list-head">
        <h2>Basket</h2>
        <button type="button" class="text-button" onClick={() => refine({ text: '', like: [], not: [] })}>
          Clear
        </button>
      </div>
      <ul class="bases" aria-label="What the papers should be like">
        {text.trim() !== '' && (
          <li class="basis">
            <span class="basis-word">Text</span>
            <span class="basis-text">{text}</span>
            <RemoveButton label="Remove the text" onRemove={() => refine({ text: '' })} />
          </li>
        )}
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
  const title = usePaper(id)?.title ?? id;
  return (
    <li class={`basis basis-${word === 'Unlike' ? 'not' : 'like'}`}>
      <span class="basis-word">{word}</span>
      <PaperLink id={id} title={title} />
      <RemoveButton label={`No longer “${word.toLowerCase()}”: ${title}`} onRemove={onRemove} />
    </li>
  );
}

function RemoveButton({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <button type="button" class="icon-button" onClick={onRemove} aria-label={label}>
      <span aria-hidden="true">×</span>
    </button>
  );
}
