import { useRef } from 'preact/hooks';
import { filtersOf, MOST_PAPERS, PAGE_OF_PAPERS, type Question } from '../address.js';
import type { Ranked, RankedPaper } from '../api/answers.js';
import { MOST_AT_ONCE } from '../api/paths.js';
import { Download } from '../parts/download.js';
import { Marked } from '../parts/marked.js';
import { More } from '../parts/more.js';
import { PaperFacts } from '../parts/paper-facts.js';
import { PaperLink } from '../parts/paper-link.js';
import { Similarity } from '../parts/similarity.js';
import { count, counted, similarityText } from '../parts/wording.js';
import { Link } from '../router.js';
import { askSimilar, leaveOut, refine } from './ask.js';

interface RankedPapersProps {
  readonly question: Question;
  readonly answer: Ranked;
  /** Whether this is still the answer to an earlier question. */
  readonly stale: boolean;
}

export function RankedPapers({ question, answer, stale }: RankedPapersProps) {
  const { found, nothing, floor, next } = answer;
  const list = useRef<HTMLOListElement>(null);
  const papers = answer.papers.slice(0, question.limit);
  const more = question.limit < MOST_AT_ONCE ? PAGE_OF_PAPERS : MOST_AT_ONCE;
  const total =
    next === null && answer.papers.length === papers.length ? papers.length : Math.max(found, papers.length + 1);
  return (
    <div class={stale ? 'stale' : undefined}>
      <div class={papers.length === 0 ? 'sr' : 'answers-head'}>
        <p role="status">{stale ? '' : said(papers.length, found)}</p>
        {papers.length > 0 && floor > 0 && (
          <p>Similarity under {similarityText(floor)} is what chance gives in this pile.</p>
        )}
      </div>
      <Readings answer={answer} />
      {papers.length === 0 && <NothingFound question={question} nothing={nothing} floor={floor} />}
      <ol class="ranked" ref={list}>
        {papers.map((one) => (
          <RankedRow key={one.paper.id} one={one} question={question} floor={floor} />
        ))}
      </ol>
      {papers.length > 0 && question.limit < MOST_PAPERS && (
        <More
          list={list}
          shown={papers.length}
          total={total}
          step={more}
          onMore={() => refine({ limit: Math.min(question.limit + more, MOST_PAPERS) }, { replace: true })}
        />
      )}
      {question.limit >= MOST_PAPERS && next !== null && (
        <p class="quiet">These are the nearest {count(MOST_PAPERS)}. Farther ones are found by a narrower question.</p>
      )}
      {papers.length > 0 && (
        <Download
          what={{ question: { ...question, limit: papers.length } }}
          of={`These ${counted(papers.length, 'paper')}`}
        />
      )}
    </div>
  );
}

function said(shown: number, found: number): string {
  if (shown === 0) return 'Nothing found.';
  return found > shown ? `The ${count(shown)} nearest of ${counted(found, 'paper')}` : counted(shown, 'paper');
}

/** Words that were read otherwise than typed, so that nothing happens behind a person's back. */
function Readings({ answer: { mended, expanded } }: { readonly answer: Ranked }) {
  if (mended.length + expanded.length === 0) return null;
  return (
    <p class="readings">
      {mended.map(({ from, to }) => (
        <span key={`${from} ${to}`}>
          “{from}” read as <strong>{to}</strong>
        </span>
      ))}
      {expanded.map(({ from, to }) => (
        <span key={`${from} ${to}`}>
          “{from}” asked for as <strong>{to}</strong> too
        </span>
      ))}
    </p>
  );
}

function RankedRow({
  one,
  question,
  floor,
}: {
  readonly one: RankedPaper;
  readonly question: Question;
  readonly floor: number;
}) {
  const { rank, similarity, paper, evidence } = one;
  return (
    <li class="ranked-paper" data-step-group="">
      <span class="rank" aria-hidden="true">
        {rank}
      </span>
      <article aria-label={paper.title}>
        <div class="ranked-head">
          <h2 class="paper-title">
            <TitleLink id={paper.id} title={paper.title} spans={evidence.title} />
          </h2>
          <Similarity value={similarity} floor={floor} />
        </div>
        <PaperFacts paper={paper} />
        <Telling one={one} />
        <p class="row-actions">
          <button type="button" class="text-button" onClick={() => askSimilar(paper.id, filtersKept(question))}>
            Similar to this<span class="sr">: {paper.title}</span>
          </button>
          <button type="button" class="text-button" onClick={() => leaveOut(paper.id)}>
            Not this<span class="sr">: {paper.title}</span>
          </button>
        </p>
      </article>
    </li>
  );
}

function TitleLink({
  id,
  title,
  spans,
}: {
  readonly id: string;
  readonly title: string;
  readonly spans: RankedPaper['evidence']['title'];
}) {
  if (spans.length === 0) return <PaperLink id={id} title={title} step />;
  return (
    <Link class="paper-link" to={{ view: 'paper', id }} data-step="">
      <Marked text={title} spans={spans} />
    </Link>
  );
}

/** The sentence that speaks to the question, with its words marked; the whole abstract a step away. */
function Telling({ one: { paper, evidence } }: { readonly one: RankedPaper }) {
  if (paper.abstract === '') return <p class="quiet">No abstract.</p>;
  const { sentence, abstract: spans } = evidence;
  return (
    <>
      {sentence !== null && (
        <p class="telling">
          <Marked text={paper.abstract} spans={spans} from={sentence.start} to={sentence.end} />
        </p>
      )}
      <details class="disclosure abstract-inside">
        <summary>Abstract</summary>
        <p class="abstract">
          <Marked text={paper.abstract} spans={spans} />
        </p>
      </details>
    </>
  );
}

function NothingFound({
  question,
  nothing,
  floor,
}: { readonly question: Question } & Pick<Ranked, 'nothing' | 'floor'>) {
  const filters = filtersOf(question);
  const noPaper = filters.length > 0 ? 'No papers match these filters' : 'There is no other paper';
  return (
    <div class="nothing">
      <h2>
        {nothing === null
          ? noPaper
          : `No match among ${nothing.papers === 1 ? '1 paper' : `${count(nothing.papers)} papers`}`}
      </h2>
      {nothing?.nearest != null && (
        <p>
          Nearest: <PaperLink id={nothing.nearest.id} title={nothing.nearest.title} step />{' '}
          <Similarity value={nothing.nearest.similarity} floor={floor} />
        </p>
      )}
      {filters.length > 0 && (
        <p>
          <button
            type="button"
            class="button"
            onClick={() => refine(Object.fromEntries(filters.map((filter) => [filter, ''])))}
          >
            Search without the filters
          </button>
        </p>
      )}
    </div>
  );
}

function filtersKept(question: Question): Partial<Question> {
  return Object.fromEntries(filtersOf(question).map((filter) => [filter, question[filter]]));
}
