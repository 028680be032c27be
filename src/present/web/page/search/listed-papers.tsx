/** Papers that pass the filters, in the chosen order. */
import { useRef } from 'preact/hooks';
import { MOST_PAPERS, type Order, PAGE_OF_PAPERS, type Question } from '../address.js';
import type { Listed, Paper } from '../api/answers.js';
import { MOST_AT_ONCE } from '../api/paths.js';
import { Download } from '../parts/download.js';
import { More } from '../parts/more.js';
import { Prose } from '../parts/prose.js';
import { count, counted } from '../parts/wording.js';
import { clearFilters, refine } from './ask.js';
import { AbstractInside, PaperRow } from './paper-row.js';

const ORDER_TITLES: Readonly<Record<Order, string>> = {
  published: 'Newest first',
  comments: 'Most discussed first',
  added: 'Last added first',
};

interface ListedPapersProps {
  readonly question: Question;
  readonly answer: Listed;
  /** Whether this is the answer to an earlier question. */
  readonly stale: boolean;
}

export function ListedPapers({ question, answer, stale }: ListedPapersProps) {
  const list = useRef<HTMLOListElement>(null);
  const papers = answer.papers.slice(0, question.limit);
  const step = question.limit < MOST_AT_ONCE ? PAGE_OF_PAPERS : MOST_AT_ONCE;
  if (answer.total === 0) return <NoneMatch question={question} />;
  return (
    <div class={stale ? 'stale' : undefined}>
      <div class="answers-head">
        <p role="status">{stale ? '' : counted(answer.total, 'paper')}</p>
        <OrderChoice order={question.order || 'published'} />
        <Download
          what={{ question: { ...question, limit: Number.POSITIVE_INFINITY } }}
          of={counted(answer.total, 'paper')}
        />
      </div>
      <ol class="ranked" ref={list}>
        {papers.map((paper) => (
          <PaperRow key={paper.id} paper={paper} question={question}>
            <Beginning paper={paper} />
          </PaperRow>
        ))}
      </ol>
      {question.limit < MOST_PAPERS && (
        <More
          list={list}
          shown={papers.length}
          total={answer.total}
          step={step}
          onMore={() => refine({ limit: Math.min(question.limit + step, MOST_PAPERS) }, { replace: true })}
        />
      )}
      {question.limit >= MOST_PAPERS && answer.next !== null && (
        <p class="quiet">These are the first {count(MOST_PAPERS)}. Use filters to see others.</p>
      )}
    </div>
  );
}

function OrderChoice({ order }: { readonly order: Order }) {
  return (
    <label class="order">
      <span class="sr">Order</span>
      <select
        value={order}
        onChange={(event) => refine({ order: event.currentTarget.value as Order }, { replace: true })}
      >
        {Object.entries(ORDER_TITLES).map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The first lines of the abstract; the rest opens on demand. */
function Beginning({ paper }: { readonly paper: Paper }) {
  if (paper.abstract === '') return <p class="quiet">No abstract.</p>;
  return (
    <>
      <p class="telling beginning">
        <Prose text={paper.abstract} />
      </p>
      <AbstractInside paper={paper} />
    </>
  );
}

export function NoneMatch({ question }: { readonly question: Question }) {
  return (
    <div class="nothing">
      <h2>No papers match these filters</h2>
      <p>
        <button type="button" class="button" onClick={() => clearFilters(question)}>
          {question.text === '' ? 'Clear the filters' : 'Search without the filters'}
        </button>
      </p>
    </div>
  );
}
