import type { Difference, DifferenceSegment, DuplicatePair } from '../api/answers.js';
import { differencePath } from '../api/paths.js';
import { useAnswer, usePaper } from '../api/use-answer.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { PaperLink } from '../parts/paper-link.js';
import { Prose } from '../parts/prose.js';
import { Similarity } from '../parts/similarity.js';
import { kindText } from './kinds.js';
import { ownSegments } from './own-segments.js';
import { type Keeping, PaperChoice } from './paper-choice.js';
import { sharedSpans } from './shared.js';

/** On a phone the abstracts are folded; a comparison would be three screens long. */
const narrow = matchMedia('(max-width: 52rem)');
const NO_DIFFERENCE: Difference = { title: [], abstract: [] };

interface ComparisonProps {
  readonly pair: DuplicatePair;
  /** The paper on the left, if the pair has it. */
  readonly left: string;
  readonly busy: boolean;
  /** Set if the paper to keep is chosen here. */
  readonly keeping?: Keeping;
  readonly onIgnore: () => void;
}

export function Comparison({ pair, left: wanted, busy, keeping, onIgnore }: ComparisonProps) {
  const [left, right] = pair.b === wanted ? [pair.b, pair.a] : [pair.a, pair.b];
  const { answer, problem } = useAnswer<Difference>(differencePath(left, right));
  const sides = {
    difference: answer ?? NO_DIFFERENCE,
    rewritten: pair.kind === 'rewritten',
    ...(keeping === undefined ? {} : { keeping }),
  };
  return (
    <div class="pair" data-step-group="">
      <div class="pair-head">
        <span class="badge">{kindText[pair.kind]}</span>
        <Similarity value={pair.similarity} />
        <span class="pair-evidence">{pair.evidence}</span>
        <button
          type="button"
          class="text-button"
          data-step=""
          data-ignore=""
          title="Keep both ( k )"
          aria-disabled={busy}
          onClick={onIgnore}
        >
          Keep both
        </button>
      </div>
      <ProblemNote problem={problem} />
      {answer === undefined && problem === undefined && <Waiting what="Comparing" />}
      {answer !== undefined && (
        <fieldset class="sides">
          <legend class="sr">{keeping === undefined ? 'Two papers' : 'Which one to keep'}</legend>
          <Side id={left} other={right} {...sides} leaveOut="added" />
          <Side id={right} other={left} {...sides} leaveOut="removed" />
        </fieldset>
      )}
    </div>
  );
}

interface SideProps {
  readonly id: string;
  readonly other: string;
  /** For rewritten pairs, shared text is highlighted instead of differences. */
  readonly rewritten: boolean;
  readonly difference: Difference;
  /** Segments of the other side only. */
  readonly leaveOut: DifferenceSegment['kind'];
  readonly keeping?: Keeping;
}

function Side({ id, other, difference, rewritten, leaveOut, keeping }: SideProps) {
  const paper = usePaper(id);
  const abstract = usePaper(rewritten ? other : null)?.abstract;
  return (
    <div class="side">
      <PaperChoice id={id} {...(keeping === undefined ? {} : { keeping })}>
        <Segments segments={difference.title} leaveOut={leaveOut} own={paper?.title} />
      </PaperChoice>
      <details class="disclosure side-text" open={!narrow.matches}>
        <summary>{rewritten ? 'Abstract, with what both say' : 'Abstract, with what differs'}</summary>
        <p class="abstract">
          {rewritten && paper !== undefined && abstract !== undefined ? (
            <Prose text={paper.abstract} spans={sharedSpans(paper.abstract, abstract)} />
          ) : (
            <Segments segments={difference.abstract} leaveOut={leaveOut} own={paper?.abstract} />
          )}
        </p>
      </details>
      <p class="side-foot">
        <PaperLink id={id} title="Open the paper" />
      </p>
    </div>
  );
}

/** Shared text as it is; text of this side only is highlighted. */
function Segments({
  segments,
  leaveOut,
  own,
}: {
  readonly segments: readonly DifferenceSegment[];
  readonly leaveOut: DifferenceSegment['kind'];
  readonly own: string | undefined;
}) {
  return (
    <bdi>
      {ownSegments(segments, leaveOut, own).map(({ kind, text, space }, i) => {
        if (kind === 'same') return text + space;
        const mark =
          kind === 'removed' ? (
            <del key={i} class="only">
              {text}
            </del>
          ) : (
            <ins key={i} class="only">
              {text}
            </ins>
          );
        return [mark, space];
      })}
    </bdi>
  );
}
