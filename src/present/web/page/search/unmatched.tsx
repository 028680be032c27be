/** What is said where no paper is a match: the nearest one, and where else the query is. */
import { type Address, filtersOf, PAGE_OF_PAPERS, type Question } from '../address.js';
import type { Ranked } from '../api/answers.js';
import { PaperLink } from '../parts/paper-link.js';
import { Similarity } from '../parts/similarity.js';
import { count, counted } from '../parts/wording.js';
import { Link } from '../router.js';
import { clearFilters } from './ask.js';
import { NoneMatch } from './listed-papers.js';

interface UnmatchedProps {
  readonly question: Question;
  readonly answer: Ranked;
}

/** Weak matches are listed below it. */
export function Unmatched({ question, answer }: UnmatchedProps) {
  const What = answer.papers.length === 0 ? NothingFound : Elsewhere;
  return <What question={question} answer={answer} />;
}

function headingOfNothing(nothing: Ranked['nothing'], identifier: string | undefined): string {
  if (nothing === null) return 'There is no other paper';
  const among = counted(nothing.papers, 'paper');
  return identifier === undefined ? `No match among ${among}` : `None of ${among} has the identifier ${identifier}`;
}

/** Where else the query is: in the names of authors, and in notes. */
function Elsewhere({ question, answer: { byAuthor, inNotes } }: UnmatchedProps) {
  const text = question.text.trim();
  const listed = (filter: Partial<Question>): Address => ({
    view: 'search',
    question: { ...question, text: '', like: [], not: [], limit: PAGE_OF_PAPERS, ...filter },
  });
  if (byAuthor === undefined && inNotes === undefined) return null;
  return (
    <div class="elsewhere">
      {byAuthor !== undefined && (
        <p>
          <Link to={listed({ by: text })}>{counted(byAuthor, 'paper')}</Link> {byAuthor === 1 ? 'has' : 'have'} “{text}”
          among the authors or organisations.
        </p>
      )}
      {inNotes !== undefined && (
        <p>
          <Link to={listed({ inNote: text })}>{count(inNotes)} of your notes</Link>{' '}
          {inNotes === 1 ? 'contains' : 'contain'} “{text}”.
        </p>
      )}
    </div>
  );
}

function NothingFound({ question, answer }: UnmatchedProps) {
  const { nothing, identifier, floor } = answer;
  const filters = filtersOf(question);
  const nonePass = nothing === null || nothing.papers === 0;
  if (nonePass && filters.length > 0) return <NoneMatch question={question} />;
  return (
    <div class="nothing">
      <h2>{headingOfNothing(nothing, identifier)}</h2>
      {nothing?.nearest != null && (
        <p>
          Nearest: <PaperLink id={nothing.nearest.id} title={nothing.nearest.title} step />{' '}
          <Similarity value={nothing.nearest.similarity} floor={floor} />
        </p>
      )}
      <Elsewhere question={question} answer={answer} />
      {filters.length > 0 && (
        <p>
          <button type="button" class="button" onClick={() => clearFilters(question)}>
            Search without the filters
          </button>
        </p>
      )}
    </div>
  );
}
