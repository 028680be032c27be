/** One theme: its subject, its share over time, and its papers, most central first. */
import { useRef, useState } from 'preact/hooks';
import { periodKind } from '../../../period-kind.js';
import { ALL_THEMES, NO_QUESTION } from '../address.js';
import type { Theme, ThemeAlone, ThemePapers, Themes } from '../api/answers.js';
import { themePapersPath, themePath } from '../api/paths.js';
import { type QueryState, useAnswer, usePages, usePaper } from '../api/use-answer.js';
import { Download } from '../parts/download.js';
import { More } from '../parts/more.js';
import { ProblemNote, Unanswered, Waiting } from '../parts/notes.js';
import { PaperLink } from '../parts/paper-link.js';
import { endsOf, PeriodBars } from '../parts/period-bars.js';
import { Prose } from '../parts/prose.js';
import { Similarity } from '../parts/similarity.js';
import { ThemeSign, ThemeTag } from '../parts/theme-tag.js';
import { count, counted, dotted, similarityText } from '../parts/wording.js';
import { Working } from '../parts/working.js';
import { Link, useEntryState } from '../router.js';
import { useTitle } from '../shell/use-title.js';
import { SplitTheme } from './split-theme.js';
import { MergeTheme, ThemeName } from './theme-decisions.js';
import { useThemes } from './theme-index.js';

const SHOWN_AT_ONCE = 50;

export function ThemeView({ id, themes }: { readonly id: string; readonly themes: QueryState<Themes> }) {
  const theme = useThemes().byId.get(id);
  useTitle(theme?.label ?? 'Theme');
  if (theme !== undefined) return <ThemePage key={id} theme={theme} changing={themes.waiting} />;
  if (themes.problem !== undefined || themes.waiting || themes.answer === undefined)
    return (
      <Unanswered title="Theme">
        <ProblemNote problem={themes.problem} />
        {themes.problem === undefined && <Working work="themes" what="Finding the themes" />}
      </Unanswered>
    );
  return (
    <section class="empty">
      <h1>No theme {id}</h1>
      <p>Themes change as papers come and go; this one does not exist.</p>
      <p>
        <Link class="button button-main" to={ALL_THEMES}>
          To the themes
        </Link>
      </p>
    </section>
  );
}

interface ChangingThemeProps {
  readonly theme: Theme;
  /** Whether the themes are being computed again; the view shows the previous state. */
  readonly changing: boolean;
}

function ThemePage({ theme, changing }: ChangingThemeProps) {
  const { looks, areas } = useThemes();
  const [form, setForm] = useState<'merge' | 'split' | null>(null);
  const openForm = (next: typeof form) => () => setForm(next);
  const area = theme.area === null ? undefined : areas.get(theme.area);
  return (
    <article class="theme" aria-busy={changing}>
      <header class="theme-head">
        <p class="eyebrow">
          <ThemeSign look={looks.get(theme.id)} /> Theme{area === undefined ? '' : ` · ${area}`}
        </p>
        <ThemeName theme={theme} />
        <p class="terms">{dotted(theme.terms)}</p>
        <div class="theme-actions">
          <Link class="button" to={{ ...ALL_THEMES, show: theme.id }}>
            Show on the map
          </Link>
          <Link class="button" to={{ view: 'search', question: { ...NO_QUESTION, theme: theme.id } }}>
            Search inside
          </Link>
          <MergeTheme theme={theme} open={form === 'merge'} onOpen={openForm('merge')} onClose={openForm(null)} />
          <SplitTheme theme={theme} open={form === 'split'} onOpen={openForm('split')} onClose={openForm(null)} />
        </div>
        <p class="changing quiet" role="status">
          {changing ? 'Updating the themes …' : ''}
        </p>
      </header>
      <div class="theme-columns">
        <PapersOfTheme theme={theme} changing={changing} />
        <AboutTheme theme={theme} changing={changing} />
      </div>
    </article>
  );
}

/** Beside the papers: a typical sentence, figures, its share over time, the themes within it and the nearest others. */
function AboutTheme({ theme, changing }: ChangingThemeProps) {
  const source = theme.sentence.paper;
  const title = usePaper(source)?.title ?? source;
  return (
    <aside class="theme-aside" aria-label="About the theme">
      <blockquote class="theme-sentence">
        <p>
          <Prose text={theme.sentence.text} links />
        </p>
        <footer>
          <PaperLink id={source} title={title} />
        </footer>
      </blockquote>
      <dl class="figures">
        <div>
          <dt>Papers</dt>
          <dd>{count(theme.size)}</dd>
        </div>
        <div title="Mean similarity of its papers to its centroid">
          <dt>Cohesion</dt>
          <dd>{similarityText(theme.cohesion)}</dd>
        </div>
      </dl>
      {theme.mixed && <p class="quiet">Mixed: its papers are less similar than those of most themes.</p>}
      {theme.periods.length > 0 && <ThemePeriods theme={theme} />}
      <Within id={theme.id} changing={changing} />
      <NearThemes theme={theme} />
    </aside>
  );
}

function ThemePeriods({ theme }: { readonly theme: Theme }) {
  const look = useThemes().looks.get(theme.id);
  const ends = endsOf(theme.periods);
  return (
    <figure class="theme-periods">
      <figcaption>
        Share of each {periodKind(theme.periods[0]!.period)}’s papers{theme.rising ? ', rising' : ''}
      </figcaption>
      <PeriodBars periods={theme.periods} colour={look?.colour ?? 0} width={280} height={64} />
      {ends !== null && (
        <p class="theme-periods-ends" aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </p>
      )}
    </figure>
  );
}

/** Subthemes of a large theme. They take seconds, and wait for the themes: the server computes one after the other. */
function Within({ id, changing }: { readonly id: string; readonly changing: boolean }) {
  const { answer, earlier, waiting } = useAnswer<ThemeAlone>(changing ? null : themePath(id));
  const theme = answer ?? earlier;
  if (theme === undefined && waiting) return <Waiting what="Looking for themes within it" />;
  const within = theme?.within ?? [];
  if (within.length === 0) return null;
  return (
    <section aria-labelledby="within">
      <h2 id="within">Themes within it</h2>
      <ul class="theme-lines">
        {within.map(({ id: inner, label, size }) => (
          <li key={inner}>
            <Link
              class="paper-link within-link"
              to={{ view: 'search', question: { ...NO_QUESTION, text: label, theme: id } }}
            >
              {label}
            </Link>
            <span class="number">{count(size)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NearThemes({ theme }: { readonly theme: Theme }) {
  const { byId } = useThemes();
  if (theme.near.length === 0) return null;
  return (
    <section aria-labelledby="near-themes">
      <h2 id="near-themes">Nearest themes</h2>
      <ul class="theme-lines">
        {theme.near.map(({ theme: id, similarity }) => (
          <li key={id}>
            <ThemeTag theme={byId.get(id)} />
            <Similarity value={similarity} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** While the themes are being found, papers are not asked for: that would find the themes twice. */
function PapersOfTheme({ theme, changing }: ChangingThemeProps) {
  const { byId } = useThemes();
  const [shown, setShown] = useEntryState(`pages of ${theme.id}`, 1);
  const list = useRef<HTMLOListElement>(null);
  const path = changing ? null : themePapersPath(theme.id, SHOWN_AT_ONCE);
  const { answer, earlier, problem } = usePages<ThemePapers>(path, shown);
  const pages = answer ?? earlier;
  const visible = pages?.flatMap(({ papers }) => papers) ?? [];
  return (
    <section aria-label="Papers of the theme">
      <div class="list-head">
        <h2>{counted(theme.size, 'paper')}, the most central first</h2>
        <Download what={{ theme: theme.id }} of={counted(theme.size, 'paper')} />
      </div>
      <ProblemNote problem={problem} />
      {pages === undefined && problem === undefined && <Waiting what="Listing the papers" />}
      <ol class="paper-list" ref={list}>
        {visible.map(({ id, title, similarity, also }) => (
          <li key={id} data-step-group="">
            <div>
              <PaperLink id={id} title={title} step />
              {also !== null && (
                <p class="also">
                  also near <ThemeTag theme={byId.get(also.theme)} />
                </p>
              )}
            </div>
            <Similarity value={similarity} />
          </li>
        ))}
      </ol>
      <More
        list={list}
        shown={visible.length}
        total={pages?.[0]?.total ?? 0}
        step={SHOWN_AT_ONCE}
        onMore={() => setShown(shown + 1)}
      />
    </section>
  );
}
