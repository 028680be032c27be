import type { Difference, DifferenceSegment, DuplicatePair, Paper } from '../api/answers.js';
import { differencePath, paperPath } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { PaperLink } from '../parts/paper-link.js';
import { Similarity } from '../parts/similarity.js';
import { percent } from '../parts/wording.js';
import { kindText } from './kinds.js';
import { ownSegments } from './own-segments.js';
import { type Keeping, PaperChoice } from './paper-choice.js';

interface ComparisonProps {
  readonly pair: DuplicatePair;
  /** The paper that stands on the left, where the pair has it. */
  readonly left: string;
  readonly busy: boolean;
  /** Given where the choice of the paper to keep is made here. */
  readonly keeping?: Keeping;
  readonly onIgnore: () => void;
}

export function Comparison({ pair, left: wanted, busy, keeping, onIgnore }: ComparisonProps) {
  const [left, right] = pair.b === wanted ? [pair.b, pair.a] : [pair.a, pair.b];
  const { answer, problem } = useAnswer<Difference>(differencePath(left, right));
  return (
    <div class="pair" data-step-group="">
      <div class="pair-head">
        <span class="badge">{kindText[pair.kind]}</span>
        <Similarity value={pair.similarity} />
        <span class="facts">shared wording {percent(pair.overlap.jaccard)}</span>
        <span class="pair-evidence">{pair.evidence}</span>
        <button type="button" class="text-button" data-step="" disabled={busy} onClick={onIgnore}>
          Not the same
        </button>
      </div>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {answer === undefined && problem === undefined && <Waiting what="Comparing" />}
      {answer !== undefined && (
        <fieldset class="sides" disabled={busy}>
          <legend class="sr">{keeping === undefined ? 'Two papers' : 'Which one to keep'}</legend>
          <Side id={left} difference={answer} leaveOut="added" {...(keeping === undefined ? {} : { keeping })} />
          <Side id={right} difference={answer} leaveOut="removed" {...(keeping === undefined ? {} : { keeping })} />
        </fieldset>
      )}
    </div>
  );
}

interface SideProps {
  readonly id: string;
  readonly difference: Difference;
  /** Segments that only the other side has. */
  readonly leaveOut: DifferenceSegment['kind'];
  readonly keeping?: Keeping;
}

function Side({ id, difference, leaveOut, keeping }: SideProps) {
  const paper = useAnswer<{ paper: Paper }>(paperPath(id)).answer?.paper;
  return (
    <div class="side">
      <PaperChoice id={id} {...(keeping === undefined ? {} : { keeping })}>
        <Segments segments={difference.title} leaveOut={leaveOut} own={paper?.title} />
      </PaperChoice>
      <p class="abstract">
        <Segments segments={difference.abstract} leaveOut={leaveOut} own={paper?.abstract} />
      </p>
      <p class="side-foot">
        <PaperLink id={id} title="Open the paper" />
      </p>
    </div>
  );
}

/** What both say as it is, what only this side says marked. */
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
