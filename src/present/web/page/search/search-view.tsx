/**
 * Search as you type: the URL holds the question, and a newer question cancels the older. Without a text, the filters
 * list papers.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { kindOf, type Question } from '../address.js';
import type { Listed, Ranked } from '../api/answers.js';
import { listPath, MOST_AT_ONCE, searchPath } from '../api/paths.js';
import { usePages } from '../api/use-answer.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { useTitle } from '../shell/use-title.js';
import { refine } from './ask.js';
import { Filters } from './filters.js';
import { LikeAndNot } from './like-and-not.js';
import { ListedPapers } from './listed-papers.js';
import { RankedPapers } from './ranked-papers.js';
import { Start } from './start.js';

/** Debounce time: long enough to finish a word, short enough to feel immediate. */
const DEBOUNCE_MS = 120;
/** A search that stood this long was looked at: going back leads to it. */
const LOOKED_AT_MS = 2_000;
/** A long abstract; it fits into the URL in any script. */
const LONGEST_QUERY = 3000;

export function SearchView({ question }: { readonly question: Question }) {
  const { text, setText, endTyping } = useTypedText(question);
  const kind = kindOf(question);
  useTitle(kind === 'listed' ? 'Papers' : question.text);
  return (
    <div class="search">
      <h1 class="sr">{headingOf(question)}</h1>
      <search>
        <form
          class="query"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== question.text) refine({ text: text.trim() });
            endTyping();
          }}
        >
          <label class="sr" for="query">
            Search the papers
          </label>
          <input
            id="query"
            type="search"
            value={text}
            placeholder="A question, words or an abstract"
            autocomplete="off"
            spellcheck={false}
            enterkeyhint="search"
            aria-describedby="query-hint"
            maxLength={LONGEST_QUERY}
            autofocus
            onInput={(event) => setText(event.currentTarget.value)}
            onBlur={endTyping}
          />
          <span class="query-key" aria-hidden="true">
            <kbd>/</kbd>
          </span>
          <span id="query-hint" class="sr">
            Answers come as you type. Arrow keys go through them.
          </span>
        </form>
      </search>
      <div class="search-columns">
        <div class="search-side">
          <LikeAndNot question={question} />
          <Filters question={question} />
        </div>
        {kind === 'ranked' && <RankedAnswers question={question} />}
        {kind === 'listed' && <ListedAnswers question={question} />}
        {kind === 'nothing' && (
          <section class="answers" aria-label="Papers">
            <Start />
          </section>
        )}
      </div>
    </div>
  );
}

/** For screen readers, and on paper, which has no search field. */
function headingOf(question: Question): string {
  if (kindOf(question) === 'listed') return 'Papers';
  return question.text.trim() === '' ? 'Search' : `Search: ${question.text.trim()}`;
}

function RankedAnswers({ question }: { readonly question: Question }) {
  const query = usePages<Ranked>(searchPath(question), Math.ceil(question.limit / MOST_AT_ONCE));
  const pages = query.answer ?? query.earlier;
  return (
    <section class="answers" aria-label="Papers" aria-busy={query.waiting}>
      {query.problem !== undefined && <ProblemNote problem={query.problem} />}
      {pages === undefined && query.waiting && <Waiting what="Searching" />}
      {pages !== undefined && query.problem === undefined && (
        <RankedPapers question={question} answer={asOne(pages)} stale={query.waiting} />
      )}
    </section>
  );
}

function ListedAnswers({ question }: { readonly question: Question }) {
  const query = usePages<Listed>(listPath(question), Math.ceil(question.limit / MOST_AT_ONCE));
  const pages = query.answer ?? query.earlier;
  return (
    <section class="answers" aria-label="Papers" aria-busy={query.waiting}>
      {query.problem !== undefined && <ProblemNote problem={query.problem} />}
      {pages === undefined && query.waiting && <Waiting what="Listing the papers" />}
      {pages !== undefined && query.problem === undefined && (
        <ListedPapers question={question} answer={asOne(pages)} stale={query.waiting} />
      )}
    </section>
  );
}

/** Joins pages of answers into one. */
function asOne<T extends Ranked | Listed>(pages: readonly T[]): T {
  return { ...pages[0]!, papers: pages.flatMap(({ papers }): unknown[] => papers), next: pages.at(-1)!.next };
}

interface TypedText {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** The next text is a search of its own, with its own history entry. */
  readonly endTyping: () => void;
}

/**
 * State of the search field: typed text is shown at once and written to the URL after a delay; navigation sets the
 * text. Text that is typed in one go has one history entry.
 */
function useTypedText(question: Question): TypedText {
  const [text, setText] = useState(question.text);
  const lastSent = useRef(question.text);
  const typedAt = useRef(-Infinity);
  const endTyping = useCallback(() => {
    typedAt.current = -Infinity;
  }, []);
  useEffect(() => {
    if (question.text === lastSent.current) return;
    lastSent.current = question.text;
    endTyping();
    setText(question.text);
  }, [question.text]);
  useEffect(() => {
    const typed = text.trim();
    if (typed === lastSent.current.trim()) return undefined;
    const timer = setTimeout(() => {
      lastSent.current = typed;
      const replace = performance.now() - typedAt.current < LOOKED_AT_MS;
      typedAt.current = performance.now();
      refine({ text: typed, ...(typed === '' ? {} : { order: '' }) }, { replace });
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return { text, setText, endTyping };
}
