import type { ComponentChildren } from 'preact';
import { usePaper } from '../api/use-answer.js';
import { PaperFacts } from '../parts/paper-facts.js';
import { fileName, titleOf } from '../parts/wording.js';

/** The paper of a group to keep. */
export interface Keeping {
  /** Name of the radio buttons of the group. */
  readonly name: string;
  readonly kept: string;
  readonly suggested: string;
  readonly onKeep: (id: string) => void;
}

interface PaperChoiceProps {
  readonly id: string;
  readonly keeping?: Keeping;
  /** Replaces the title. */
  readonly children?: ComponentChildren;
}

/** Title and facts of a paper; with a radio button if it can be chosen. */
export function PaperChoice({ id, keeping, children }: PaperChoiceProps) {
  const paper = usePaper(id);
  const files = [...new Set(paper?.places.map(({ file }) => fileName(file)) ?? [])];
  const title = <span class="choice-title">{children ?? <bdi>{paper === undefined ? id : titleOf(paper)}</bdi>}</span>;
  return (
    <div class={keeping === undefined ? 'choice' : 'choice choice-radio'}>
      {keeping === undefined ? (
        title
      ) : (
        <label>
          <input type="radio" name={keeping.name} checked={id === keeping.kept} onChange={() => keeping.onKeep(id)} />
          <span>
            <span class="sr">Keep: </span>
            {title}
          </span>
        </label>
      )}
      <div class="choice-facts">
        {keeping !== undefined && (id === keeping.kept || id === keeping.suggested) && (
          <span class="badge">{id === keeping.kept ? 'kept' : 'suggested'}</span>
        )}
        {paper !== undefined && <PaperFacts paper={paper} />}
        {files.length > 0 && (
          <p class="facts">
            <span>in {files.join(', ')}</span>
          </p>
        )}
      </div>
    </div>
  );
}
