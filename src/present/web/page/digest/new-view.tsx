/** New papers since they were last marked as seen: by tag, saved search and theme, and the most discussed. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { whyIdle } from '../../../../idle-search.js';
import { type Address, NO_QUESTION, questionOf } from '../address.js';
import type { Digest, SavedSearches } from '../api/answers.js';
import { marksChanged, tell } from '../api/client.js';
import { DIGEST, DIGEST_READ, SEARCHES, searchOfPath } from '../api/paths.js';
import { type QueryState, useAnswer } from '../api/use-answer.js';
import { useTelling } from '../api/use-telling.js';
import { StarButton } from '../marks/star-button.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { PaperFacts } from '../parts/paper-facts.js';
import { PaperLink } from '../parts/paper-link.js';
import { Prose } from '../parts/prose.js';
import { count, counted, dateText } from '../parts/wording.js';
import { Working } from '../parts/working.js';
import { Link } from '../router.js';
import { sayFailed } from '../shell/done.js';
import { useTitle } from '../shell/use-title.js';
import { describedOnce } from './describe-once.js';

type NewPaper = Digest['discussed'][number];
type Idle = Digest['idleSearches'][number];
interface Listed {
  readonly papers: readonly NewPaper[];
  readonly more: number;
}

/** New papers are listed by theme: while the themes are being found, their progress is shown. */
export function NewView({ themes }: { readonly themes: QueryState<unknown> }) {
  useTitle('New');
  const { answer, earlier, problem, waiting } = useAnswer<Digest>(themes.waiting ? null : DIGEST);
  const digest = answer ?? earlier;
  return (
    <div class="new" aria-busy={waiting || themes.waiting}>
      <header class="page-head">
        <h1>New</h1>
        {digest !== undefined && <Summary digest={digest} />}
      </header>
      <ProblemNote problem={problem} />
      {themes.waiting && digest === undefined && <Working work="themes" what="Finding the themes" />}
      {waiting && digest === undefined && <Waiting what="Looking for new papers" />}
      {digest !== undefined && <Sections digest={digest} />}
      <Searches />
    </div>
  );
}

function Summary({ digest }: { readonly digest: Digest }) {
  const { busy, problem, send } = useTelling();
  const since = digest.since === null ? '' : `${digest.first ? ', added on' : ' since'} ${dateText(digest.since)}`;
  return (
    <>
      <p class="quiet">
        {digest.added === 0
          ? `No new papers${since}. `
          : `${counted(digest.added, 'new paper')}${since}; ${count(digest.total)} in all.`}
        {digest.added === 0 && (
          <Link to={{ view: 'search', question: { ...NO_QUESTION, order: 'added' } }}>Show those added last</Link>
        )}
      </p>
      {digest.added > 0 && (
        <p>
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            onClick={() => send(DIGEST_READ, { upTo: digest.upTo }, marksChanged)}
          >
            Mark all as seen
          </button>
        </p>
      )}
      <ProblemNote problem={problem} />
    </>
  );
}

function Sections({ digest }: { readonly digest: Digest }) {
  const saved = useAnswer<SavedSearches>(SEARCHES).answer?.searches;
  const filtersOf = (search: string) => saved?.find(({ name }) => name === search)?.filters ?? {};
  const { tags, searches, discussed, themes, others } = describedOnce(digest);
  return (
    <>
      {tags.map(({ tag, ...listed }) => (
        <Section key={`tag ${tag}`} title={`For your tag “${tag}”`} to={{ view: 'tag', name: tag }} listed={listed} />
      ))}
      {searches.map(({ name, query, ...listed }) => (
        <Section
          key={`search ${name}`}
          title={`For your search “${name}”`}
          to={{ view: 'search', question: questionOf(query, filtersOf(name)) }}
          listed={listed}
        />
      ))}
      {digest.idleSearches.map((search) => (
        <IdleSearch key={search.name} {...search} filters={filtersOf(search.name)} />
      ))}
      <Section title="Discussed" to={null} listed={{ papers: discussed, more: 0 }} />
      {themes.map(({ id, label, change, added, before, ...listed }) => (
        <Section
          key={id}
          title={label}
          note={`${CHANGES[change]}${counted(added, 'new paper')}, ${count(before)} before`}
          to={{ view: 'theme', id }}
          listed={listed}
        />
      ))}
      {others.length === 0 ? (
        <Section title="In no theme" to={null} listed={digest.unassigned} />
      ) : (
        <OtherPapers themes={others} unassigned={digest.unassigned} />
      )}
      {digest.repeats.length > 0 && (
        <section>
          <h2>Near-duplicates of papers you had</h2>
          <ol class="paper-list">
            {digest.repeats.map(({ paper, of }) => (
              <li key={`${paper.id} ${of.id}`} data-step-group="">
                <div>
                  <PaperLink id={paper.id} title={paper.title} step />
                  <p class="quiet">
                    of <PaperLink id={of.id} title={of.title} />
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

interface IdleSearchProps extends Idle {
  readonly filters: SavedSearches['searches'][number]['filters'];
}

/** A saved search that finds nothing, with a link to the same search without what no longer exists. */
function IdleSearch({ name, query, missing, value, filters }: IdleSearchProps) {
  const { [missing]: _, ...rest } = filters;
  return (
    <p class="quiet">
      Your search “{name}” finds nothing: {whyIdle({ missing, value })}.{' '}
      <Link to={{ view: 'search', question: questionOf(query, rest) }}>Search without this {missing}</Link> and save it
      again under this name, or remove it below.
    </p>
  );
}

const CHANGES: Readonly<Record<Digest['themes'][number]['change'], string>> = {
  new: 'new theme: ',
  risen: 'rising: ',
  grown: '',
};

interface SectionProps {
  readonly title: string;
  readonly note?: string;
  readonly to: Address | null;
  readonly listed: Listed;
}

function Section({ title, note, to, listed: { papers, more } }: SectionProps) {
  if (papers.length === 0) return null;
  return (
    <section>
      <div class="list-head">
        <h2>{to === null ? title : <Link to={to}>{title}</Link>}</h2>
        {note !== undefined && <span class="quiet">{note}</span>}
      </div>
      <ol class="paper-list">
        {papers.map((paper) => (
          <NewPaperItem key={paper.id} paper={paper}>
            <PaperFacts paper={{ ...paper, venue: null }} inTheme={to?.view === 'theme'} />
            {paper.sentence !== null && (
              <p class="neighbour-sentence">
                <Prose text={paper.sentence} />
              </p>
            )}
          </NewPaperItem>
        ))}
      </ol>
      <AndMore papers={more} />
    </section>
  );
}

function NewPaperItem({ paper, children }: { readonly paper: NewPaper; readonly children: ComponentChildren }) {
  return (
    <li data-step-group="">
      <div>
        <PaperLink id={paper.id} title={paper.title} step />
        {children}
      </div>
      <StarButton id={paper.id} title={paper.title} />
    </li>
  );
}

function AndMore({ papers }: { readonly papers: number }) {
  return papers === 0 ? null : <p class="quiet">and {counted(papers, 'other paper')}</p>;
}

/** By title alone, with the theme. */
function OtherPapers({ themes, unassigned }: Pick<Digest, 'themes' | 'unassigned'>) {
  const papers = [
    ...themes.flatMap(({ id, label, papers }) => papers.map((paper) => ({ paper, theme: { id, label } }))),
    ...unassigned.papers.map((paper) => ({ paper, theme: null })),
  ];
  const more = themes.reduce((sum, theme) => sum + theme.more, unassigned.more);
  if (papers.length === 0) return null;
  return (
    <section>
      <h2>Other new papers</h2>
      <ol class="paper-list">
        {papers.map(({ paper, theme }) => (
          <NewPaperItem key={paper.id} paper={paper}>
            <p class="quiet">
              {theme === null ? 'in no theme' : <Link to={{ view: 'theme', id: theme.id }}>{theme.label}</Link>}
            </p>
          </NewPaperItem>
        ))}
      </ol>
      <AndMore papers={more} />
    </section>
  );
}

/** Saved searches, each with its new results and a feed. */
function Searches() {
  const { answer } = useAnswer<SavedSearches>(SEARCHES);
  const [gone, setGone] = useState<readonly string[]>([]);
  const searches = answer?.searches.filter(({ name }) => !gone.includes(name));
  const remove = (name: string) => {
    setGone([...gone, name]);
    tell('DELETE', searchOfPath(name)).then(marksChanged, (error: unknown) => {
      setGone(gone);
      sayFailed(error);
    });
  };
  if (searches === undefined) return null;
  if (searches.length === 0)
    return (
      <p class="quiet">
        To save a search, press “Save this search” above its results. New results then appear here and in a feed.
      </p>
    );
  return (
    <section>
      <h2>Saved searches</h2>
      <ul class="tag-list saved-searches">
        {searches.map(({ name, query, filters }) => (
          <li key={name} class="tag">
            <Link to={{ view: 'search', question: questionOf(query, filters) }}>{name}</Link>
            <button
              type="button"
              class="icon-button"
              aria-label={`Remove the search ${name}`}
              onClick={() => remove(name)}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
