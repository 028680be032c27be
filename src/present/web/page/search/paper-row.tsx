/** A paper in a list: title, facts, evidence and actions. */
import type { ComponentChildren } from 'preact';
import type { Question } from '../address.js';
import type { Paper, Span } from '../api/answers.js';
import { TickBox } from '../collect/tick-box.js';
import { StarButton } from '../marks/star-button.js';
import { PaperFacts } from '../parts/paper-facts.js';
import { Prose } from '../parts/prose.js';
import { titleOf } from '../parts/wording.js';
import { Link } from '../router.js';
import { leaveOut, moreLike } from './ask.js';

interface PaperRowProps {
  readonly paper: Paper;
  readonly question: Question;
  /** Rank; undefined in lists. */
  readonly rank?: number;
  readonly titleSpans?: readonly Span[];
  /** Content beside the title. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function PaperRow({ paper, question, rank, titleSpans = [], aside, children }: PaperRowProps) {
  const title = titleOf(paper);
  return (
    <li class={rank === undefined ? 'ranked-paper listed-paper' : 'ranked-paper'} data-step-group="">
      {rank !== undefined && (
        <span class="rank" aria-hidden="true">
          {rank}
        </span>
      )}
      <article aria-label={title}>
        <div class="ranked-head">
          <TickBox id={paper.id} title={title} />
          <h2 class="paper-title">
            <Link class="paper-link" to={{ view: 'paper', id: paper.id }} data-step="">
              <Prose text={title} spans={titleSpans} />
            </Link>
          </h2>
          <span class="ranked-aside">
            {aside}
            <StarButton id={paper.id} title={title} />
          </span>
        </div>
        <PaperFacts paper={paper} />
        {children}
        <p class="row-actions">
          <button type="button" class="text-button" onClick={() => moreLike(paper.id)}>
            {question.like.length > 0 ? 'More like this too' : 'More like this'}
            <span class="sr">: {title}</span>
          </button>
          {rank !== undefined && (
            <button type="button" class="text-button" onClick={() => leaveOut(paper.id)}>
              Less like this<span class="sr">: {title}</span>
            </button>
          )}
        </p>
      </article>
    </li>
  );
}

/** The whole abstract, opened on demand. */
export function AbstractInside({ paper, spans = [] }: { readonly paper: Paper; readonly spans?: readonly Span[] }) {
  return (
    <details class="disclosure abstract-inside">
      <summary>Abstract</summary>
      <p class="abstract">
        <Prose text={paper.abstract} spans={spans} links />
      </p>
    </details>
  );
}
