import { useState } from 'preact/hooks';
import { LONGEST_TAG } from '../../../../limits.js';
import type { Tags } from '../api/answers.js';
import { TAGS } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { useTelling } from '../api/use-telling.js';
import { ProblemNote } from '../parts/notes.js';
import { Link } from '../router.js';
import { STARRED, setTag, tagsOf, useMarks } from './marks.js';

/** The tags of a paper, each with a button to remove it, and a field to add one. */
export function TagEditor({ id }: { readonly id: string }) {
  const tags = tagsOf(useMarks(), id).filter((tag) => tag !== STARRED);
  const { problem, run } = useTelling();
  return (
    <div class="tags">
      {tags.length > 0 && (
        <ul class="tag-list" aria-label="Tags">
          {tags.map((tag) => (
            <li key={tag} class="tag">
              <Link to={{ view: 'tag', name: tag }}>{tag}</Link>
              <button
                type="button"
                class="icon-button"
                aria-label={`Remove the tag ${tag}`}
                onClick={() => run(() => setTag(tag, [id], false))}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <TagField label="Add a tag" onTag={(tag, then) => run(() => setTag(tag, [id], true), then)} />
      <ProblemNote problem={problem} />
    </div>
  );
}

interface TagFieldProps {
  readonly label: string;
  /** @param then called when the papers have the tag; the name stays in the field until then, or if it is refused */
  readonly onTag: (tag: string, then: () => void) => void;
}

/** Input of a tag name, with suggestions. */
export function TagField({ label, onTag }: TagFieldProps) {
  const [name, setName] = useState('');
  const tags = useAnswer<Tags>(TAGS).answer?.tags ?? [];
  const add = (event: Event) => {
    event.preventDefault();
    if (name.trim() !== '') onTag(name.trim(), () => setName((now) => (now === name ? '' : now)));
  };
  return (
    <form class="tag-field" onSubmit={add}>
      <input
        type="text"
        list="known-tags"
        value={name}
        maxLength={LONGEST_TAG}
        placeholder={`${label} …`}
        aria-label={label}
        autocomplete="off"
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <datalist id="known-tags">
        {tags.map((tag) => (
          <option key={tag.name} value={tag.name} />
        ))}
      </datalist>
      {name.trim() !== '' && (
        <button type="submit" class="text-button">
          Add
        </button>
      )}
    </form>
  );
}
