import { Fragment } from 'preact';
import { useRef } from 'preact/hooks';
import { exclusionTexts } from '../../../exclusion-texts.js';
import { partialText } from '../../../partial-text.js';
import { ALL_THEMES, MOST_PAPERS, PAGE_OF_PAPERS, type Question } from '../address.js';
import type { Ranked, RankedPaper } from '../api/answers.js';
import { type Exported, MOST_AT_ONCE, MOST_EXPORTED } from '../api/paths.js';
import { Download } from '../parts/download.js';
import { Keywords } from '../parts/keywords.js';
import { More } from '../parts/more.js';
import { Prose } from '../parts/prose.js';
import { Similarity } from '../parts/similarity.js';
import { count, counted, similarityText } from '../parts/wording.js';
import { Link } from '../router.js';
import { refine } from './ask.js';
import { AbstractInside, PaperRow } from './paper-row.js';
import { SaveSearch } from './save-search.js';
import { Unmatched } from './unmatched.js';

const UNREADABLE: Readonly<Record<NonNullable<Ranked['unreadable']>, string>> = {
  'other-script': 'The model reads English. For a question in another script, the order of the papers means little.',
  'other-language':
    'The model reads English. For a question in another language, the order of the papers means little.',
  'no-words': 'The query contains no content word.',
};

interface RankedPapersProps {
  readonly question: Question;
  readonly answer: Ranked;
  /** Whether this is the answer to an earlier question. */
  readonly stale: boolean;
}

export function RankedPapers({ question, answer, stale }: RankedPapersProps) {
  const { total, next } = answer;
  const floor = answer.identifier === undefined ? answer.floor : null;
  const list = useRef<HTMLOListElement>(null);
  const papers = answer.papers.slice(0, question.limit);
  const more = question.limit < MOST_AT_ONCE ? PAGE_OF_PAPERS : MOST_AT_ONCE;
  const available =
    next === null && answer.papers.length === papers.length ? papers.length : Math.max(total, papers.length + 1);
  return (
    <div class={stale ? 'stale' : undefined}>
      <div class={papers.length === 0 ? 'sr' : 'answers-head'}>
        <p role="status">{stale ? '' : countText(papers.length, total)}</p>
        {papers.length > 0 && question.like.length === 0 && (
          <Link class="text-button" to={{ ...ALL_THEMES, find: question.text }}>
            Show on the map
          </Link>
        )}
        {papers.length > 0 && <SaveSearch question={question} />}
        {papers.length > 0 && (
          <Download
            what={{ question: { ...question, limit: papers.length } }}
            of={papers.length === 1 ? 'This paper' : `These ${counted(papers.length, 'paper')}`}
            all={total > papers.length ? allResults(question, total) : undefined}
          />
        )}
      </div>
      {answer.unreadable !== null && <p class="note unreadable">{UNREADABLE[answer.unreadable]}</p>}
      {answer.missingServers !== undefined && <p class="note unreadable">{partialText(answer.missingServers)}</p>}
      <Readings answer={answer} />
      <Unmatched question={question} answer={answer} />
      <ol class="ranked" ref={list}>
        {papers.map((one) => (
          <RankedRow key={one.paper.id} one={one} question={question} floor={floor} />
        ))}
      </ol>
      {papers.length > 0 && question.limit < MOST_PAPERS && (
        <More
          list={list}
          shown={papers.length}
          total={available}
          step={more}
          onMore={() => refine({ limit: Math.min(question.limit + more, MOST_PAPERS) }, { replace: true })}
        />
      )}
      {question.limit >= MOST_PAPERS && next !== null && (
        <p class="quiet">These are the nearest {count(MOST_PAPERS)}. Narrow the query to see others.</p>
      )}
      {papers.length > 0 && floor !== null && floor > 0 && (
        <p class="quiet legend">
          The tick on each bar marks {similarityText(floor)}, the similarity of two unrelated papers of this collection.
        </p>
      )}
    </div>
  );
}

function allResults(question: Question, total: number): { what: Exported; of: string } {
  const limit = Math.min(total, MOST_EXPORTED);
  const of = limit < total ? `The first ${count(limit)} results` : `All ${count(total)} results, nearest first`;
  return { what: { question: { ...question, limit } }, of };
}

function countText(listed: number, total: number): string {
  if (listed === 0) return 'No match.';
  return total > listed ? `The ${count(listed)} nearest of ${counted(total, 'paper')}` : counted(listed, 'paper');
}

/** How the query was read: as an identifier, or with corrections, acronyms, exclusions and related terms. */
function Readings({ answer }: { readonly answer: Ranked }) {
  const { corrections, expansions, exclusions, relatedTerms } = answer;
  const identifier = answer.nothing === null ? answer.identifier : undefined;
  const asWritten =
    identifier === undefined &&
    [corrections, expansions, exclusions, relatedTerms].every((readings) => readings.length === 0);
  if (asWritten) return <p class="sr" role="status" />;
  return (
    <p class="readings" role="status">
      {identifier !== undefined && <span>papers with the identifier {identifier}</span>}
      {corrections.map(({ from, to }) => (
        <span key={`${from} ${to}`}>
          “{from}” read as <strong>{to}</strong>
        </span>
      ))}
      {expansions.map(({ from, to }) => (
        <span key={`${from} ${to}`}>
          “{from}” also searched as <strong>{to}</strong>
        </span>
      ))}
      {exclusionTexts(exclusions).map(({ from, to }) => (
        <span key={`${from} ${to}`}>
          “{from}”: papers that use <strong>{to}</strong> come last; quote the phrase to turn this off
        </span>
      ))}
      {relatedTerms.length > 0 && (
        <span>
          papers with{' '}
          {relatedTerms.map(({ term, description }, i) => (
            <Fragment key={term}>
              {i > 0 && ', '}
              <strong title={description}>{term}</strong>
            </Fragment>
          ))}{' '}
          rank higher; quote the query to turn this off
        </span>
      )}
    </p>
  );
}

function RankedRow({ one, question, floor }: RankedRowProps) {
  const { rank, similarity, paper, evidence } = one;
  return (
    <PaperRow
      paper={paper}
      question={question}
      rank={rank}
      titleSpans={evidence.title}
      aside={floor === null ? null : <Similarity value={similarity} floor={floor} />}
    >
      <Telling one={one} />
      <Keywords keywords={evidence.keywords} />
    </PaperRow>
  );
}

interface RankedRowProps {
  readonly one: RankedPaper;
  readonly question: Question;
  /** `null` where the query is an identifier, to which a similarity says nothing. */
  readonly floor: number | null;
}

/** The best matching sentence with highlighted words; the abstract opens on demand. */
function Telling({ one: { paper, evidence } }: { readonly one: RankedPaper }) {
  if (paper.abstract === '') return <p class="quiet">No abstract.</p>;
  const { sentence, abstract: spans } = evidence;
  return (
    <>
      {sentence !== null && (
        <p class="telling">
          <Prose text={paper.abstract} spans={spans} from={sentence.start} to={sentence.end} links />
        </p>
      )}
      <AbstractInside paper={paper} spans={spans} />
    </>
  );
}
