/** The map and the list of themes, with a shared selection. */
import { useMemo, useState } from 'preact/hooks';
import { type Address, NO_QUESTION } from '../address.js';
import type { MapPoint, PaperMap as Points, Ranked, Themes } from '../api/answers.js';
import { MAP, searchPath } from '../api/paths.js';
import { type QueryState, useAnswer } from '../api/use-answer.js';
import { PaperMap } from '../map/paper-map.js';
import { ProblemNote } from '../parts/notes.js';
import { counted } from '../parts/wording.js';
import { Working } from '../parts/working.js';
import { go, Link } from '../router.js';
import { useTitle } from '../shell/use-title.js';
import { InsideList } from './inside-list.js';
import { ThemeList } from './theme-list.js';

interface ThemesViewProps {
  readonly show: string | null;
  readonly paper: string | null;
  /** A query whose results are highlighted on the map. */
  readonly find: string | null;
  readonly themes: QueryState<Themes>;
}

/** Maximum number of highlighted papers. */
const MOST_LIT = 30;
const NO_POINTS: readonly MapPoint[] = [];

export function ThemesView({ show, paper, find, themes }: ThemesViewProps) {
  useTitle('Themes');
  const map = useAnswer<Points>(MAP);
  const points = map.answer?.points ?? map.earlier?.points ?? NO_POINTS;
  const [inside, setInside] = useState<readonly MapPoint[] | null>(null);
  const insideIds = useMemo(() => (inside === null ? null : new Set(inside.map(({ id }) => id))), [inside]);
  const lit = useLit(find);
  const picked = useMemo(() => points.find(({ id }) => id === paper) ?? null, [points, paper]);
  const at = (change: Partial<Extract<Address, { view: 'themes' }>>) =>
    go({ view: 'themes', show, paper, find, ...change }, { replace: true });
  const choose = (theme: string) => {
    setInside(null);
    at({ show: theme === show ? null : theme });
  };
  const answer = themes.answer ?? themes.earlier;

  return (
    <div class="themes">
      <section class="themes-map" aria-label="Map of the papers">
        {map.problem !== undefined && <ProblemNote problem={map.problem} />}
        {map.waiting && points.length === 0 && <Working work="map" what="Drawing the map" />}
        {points.length > 0 && (
          <PaperMap
            points={points}
            chosenTheme={show}
            inside={insideIds}
            lit={lit}
            picked={picked}
            onPick={(point) => at({ paper: point?.id ?? null })}
            onTheme={choose}
            onInside={(points) => setInside(points.length === 0 ? null : points)}
          />
        )}
      </section>
      <section class="themes-side" aria-label={inside === null ? 'Themes by size' : 'Papers selected on the map'}>
        <h1 class={inside === null ? 'side-title' : 'sr'}>
          Themes {answer !== undefined && <span class="number">{answer.themes.length}</span>}
        </h1>
        {themes.problem !== undefined && <ProblemNote problem={themes.problem} />}
        {answer === undefined && themes.problem === undefined && <Working work="themes" what="Finding the themes" />}
        {inside !== null && <InsideList points={inside} onClose={() => setInside(null)} />}
        {inside === null && answer !== undefined && (
          <>
            {find !== null && <Lit query={find} count={lit?.size} onClear={() => at({ find: null })} />}
            <Why k={answer.why.k} criterion={answer.why.criterion} />
            <ThemeList chosen={show} onChoose={choose} />
            <Unassigned
              count={answer.outliers.length}
              onShow={() => setInside(points.filter(({ theme }) => theme === null))}
            />
          </>
        )}
      </section>
    </div>
  );
}

/** The statistical reason for the number of themes, opened on demand. */
function Why({ k, criterion }: { readonly k: number; readonly criterion: string }) {
  return (
    <details class="disclosure side-note">
      <summary>Why {k} themes?</summary>
      <p class="quiet">
        {sentenceCase(criterion)}. They stay when papers are added: a theme appears or ends only for a reason.
      </p>
    </details>
  );
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Papers that match the query; null without one. */
function useLit(query: string | null): ReadonlySet<string> | null {
  const papers = useAnswer<Ranked>(query === null ? null : searchPath({ ...NO_QUESTION, text: query, limit: MOST_LIT }))
    .answer?.papers;
  return useMemo(
    () => (papers === undefined ? null : new Set(papers.filter(({ about }) => about).map(({ paper }) => paper.id))),
    [papers],
  );
}

/** Shows the unassigned papers, if there are any. */
function Unassigned({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  if (count === 0) return null;
  return (
    <button type="button" class="text-button" onClick={onShow}>
      {counted(count, 'paper')} in no theme
    </button>
  );
}

interface LitProps {
  readonly query: string;
  readonly count: number | undefined;
  readonly onClear: () => void;
}

function Lit({ query, count, onClear }: LitProps) {
  return (
    <p class="lit" role="status">
      <span>
        {count === undefined ? 'Searching for' : `Highlighted: the ${counted(count, 'paper')} nearest to`}{' '}
        <Link to={{ view: 'search', question: { ...NO_QUESTION, text: query } }}>“{query}”</Link>
      </span>
      <button type="button" class="text-button" onClick={onClear}>
        Clear
      </button>
    </p>
  );
}
