/** The map and the list of themes, with a shared selection. */
import { useMemo } from 'preact/hooks';
import { type Address, NO_QUESTION, type ThemesPreview } from '../address.js';
import type { MapPoint, PaperMap as Points, Ranked, Themes } from '../api/answers.js';
import { MAP, previewPath, searchPath } from '../api/paths.js';
import { Problem } from '../api/problem.js';
import { type QueryState, useAnswer } from '../api/use-answer.js';
import { PaperMap } from '../map/paper-map.js';
import { ProblemNote } from '../parts/notes.js';
import { counted } from '../parts/wording.js';
import { Working } from '../parts/working.js';
import { go, Link, useEntryState } from '../router.js';
import { useTitle } from '../shell/use-title.js';
import { InsideList, InsideWithoutMap } from './inside-list.js';
import { NumberButton, PreviewForm, PreviewNote } from './preview.js';
import { indexThemes, ThemeContext, useThemes } from './theme-index.js';
import { ThemeList } from './theme-list.js';

type ThemesAddress = Extract<Address, { view: 'themes' }>;

interface ThemesViewProps extends ThemesAddress {
  readonly themes: QueryState<Themes>;
}

/** Maximum number of highlighted papers. */
const MOST_LIT = 30;
const NO_POINTS: readonly MapPoint[] = [];

/** The themes as they are, or a preview of others on the same map. */
export function ThemesView(props: ThemesViewProps) {
  useTitle('Themes');
  const { preview } = props;
  const previewed = useAnswer<Themes>(preview === undefined ? null : previewPath(preview));
  const usual = useThemes();
  const other = preview === undefined ? undefined : previewed.answer;
  const index = other === undefined ? usual : indexThemes(other);
  return (
    <ThemeContext.Provider value={index}>
      <MapAndThemes {...props} displayed={other ?? props.themes.answer ?? props.themes.earlier} previewed={previewed} />
    </ThemeContext.Provider>
  );
}

interface MapAndThemesProps extends ThemesViewProps {
  readonly displayed: Themes | undefined;
  readonly previewed: QueryState<Themes>;
}

function MapAndThemes({ themes, displayed, previewed, ...address }: MapAndThemesProps) {
  const { show, paper, find } = address;
  // The map needs the themes, and the server computes one after the other: the list comes first, with its progress.
  const map = useAnswer<Points>(themes.waiting ? null : MAP);
  const points = usePoints(map.answer ?? map.earlier, previewed.answer);
  const waiting = themes.waiting || map.waiting;
  const [insideIds, setInsideIds] = useEntryState<ReadonlySet<string> | null>('inside', null);
  const isEmpty = points.length === 0 && !waiting && map.problem === undefined;
  const inside = useMemo(
    () => (insideIds === null || isEmpty ? null : points.filter(({ id }) => insideIds.has(id))),
    [points, insideIds, isEmpty],
  );
  const setInside = (papers: readonly MapPoint[] | null) =>
    setInsideIds(papers === null ? null : new Set(papers.map(({ id }) => id)));
  const { lit, problem } = useLit(find);
  const picked = useMemo(() => points.find(({ id }) => id === paper) ?? null, [points, paper]);
  const { byId } = useThemes();
  const at = (change: Partial<ThemesAddress>) => go({ ...address, ...change }, { replace: true });
  const choose = (theme: string) => {
    setInside(null);
    at({ show: theme === show ? null : theme });
  };
  return (
    <div class="themes">
      <section class="themes-map" aria-label="Map of the papers">
        {map.problem !== undefined && <ProblemNote problem={map.problem} />}
        {waiting && points.length === 0 && <Working work="map" what="Drawing the map" />}
        {points.length > 0 && (
          <PaperMap
            points={points}
            chosenTheme={show !== null && byId.has(show) ? show : null}
            inside={insideIds}
            lit={lit}
            picked={picked}
            onPick={(point) => at({ paper: point?.id ?? null })}
            onTheme={choose}
            onInside={(points) => setInside(points.length === 0 ? null : points)}
          />
        )}
      </section>
      <section class="themes-side" aria-label={inside === null ? 'List of themes' : 'Papers selected on the map'}>
        <h1 class={inside === null ? 'side-title' : 'sr'}>
          Themes {displayed !== undefined && <span class="number">{displayed.themes.length}</span>}
        </h1>
        {inside !== null && points.length === 0 && (
          <InsideWithoutMap failed={map.problem !== undefined} onClose={() => setInside(null)} />
        )}
        {inside !== null && points.length > 0 && <InsideList points={inside} onClose={() => setInside(null)} />}
        {inside === null && (
          <Side
            {...{ address, themes, displayed, previewed, at }}
            lit={problem ?? lit?.size}
            onChoose={choose}
            onList={(papers) => setInsideIds(new Set(papers))}
          />
        )}
      </section>
    </div>
  );
}

interface SideProps {
  readonly address: ThemesAddress;
  readonly themes: QueryState<Themes>;
  readonly displayed: Themes | undefined;
  readonly previewed: QueryState<Themes>;
  /** Number of highlighted papers, or why there are none. */
  readonly lit: number | Problem | undefined;
  readonly at: (change: Partial<ThemesAddress>) => void;
  readonly onChoose: (theme: string) => void;
  /** Lists papers. */
  readonly onList: (papers: readonly string[]) => void;
}

/** The list of themes, and what it stands for. */
function Side({ address, themes, displayed, previewed, lit, at, onChoose, onList }: SideProps) {
  const { preview, find, show } = address;
  if (themes.problem !== undefined) return <ProblemNote problem={themes.problem} />;
  if (displayed === undefined) return <Working work="themes" what="Finding the themes" />;
  const isPreview = preview !== undefined && previewed.answer !== undefined;
  const end = () => {
    const { preview: _ended, ...rest } = address;
    go({ ...rest, show: null }, { replace: true });
  };
  return (
    <>
      {find !== null && <Lit query={find} lit={lit} onClear={() => at({ find: null })} />}
      {preview === undefined && <Why why={displayed.why} count={displayed.themes.length} />}
      <PreviewForm
        current={themes.answer?.themes.length ?? displayed.themes.length}
        preview={preview}
        onPreview={(wanted: ThemesPreview) => at({ preview: wanted, show: null })}
      />
      {previewed.problem !== undefined && <ProblemNote problem={previewed.problem} />}
      {preview !== undefined && (
        <PreviewNote preview={preview} themes={isPreview ? displayed.themes.length : undefined} onEnd={end} />
      )}
      <ThemeList chosen={show} onChoose={onChoose} {...(isPreview ? { onList } : {})} />
      <Unassigned count={displayed.outliers.length} onShow={() => onList(displayed.outliers)} />
    </>
  );
}

/** The points of the map, with the themes of the preview if there is one. */
function usePoints(map: Points | undefined, preview: Themes | undefined): readonly MapPoint[] {
  return useMemo(() => {
    const points = map?.points ?? NO_POINTS;
    if (preview === undefined) return points;
    const { ofPaper } = indexThemes(preview);
    return points.map((point) => ({ ...point, theme: ofPaper.get(point.id)?.id ?? null }));
  }, [map, preview]);
}

/** The statistical reason for the number of themes, opened on demand. @param count how many there are */
function Why({ why, count }: { readonly why: Themes['why']; readonly count: number }) {
  const { criterion, decided, changes } = why;
  return (
    <details class="disclosure side-note">
      <summary>Why {counted(count, 'theme')}?</summary>
      <p class="quiet">
        {sentenceCase(criterion)}. They stay when papers are added: a theme appears or ends only for a reason.
      </p>
      {changes.map((change) => (
        <p class="quiet" key={change}>
          Since the last run, {change}.
        </p>
      ))}
      {decided !== null && <NumberButton k={null} />}
    </details>
  );
}
const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Papers that match the query; null without one. */
function useLit(query: string | null): { readonly lit: ReadonlySet<string> | null; readonly problem?: Problem } {
  const { answer, problem } = useAnswer<Ranked>(
    query === null ? null : searchPath({ ...NO_QUESTION, text: query, limit: MOST_LIT }),
  );
  const papers = answer?.papers;
  const lit = useMemo(
    () => (papers === undefined ? null : new Set(papers.filter(({ about }) => about).map(({ paper }) => paper.id))),
    [papers],
  );
  return problem === undefined ? { lit } : { lit, problem };
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
  readonly lit: number | Problem | undefined;
  readonly onClear: () => void;
}

function Lit({ query, lit, onClear }: LitProps) {
  return (
    <>
      <p class="lit" role="status">
        <span>
          {leadOf(lit)} <Link to={{ view: 'search', question: { ...NO_QUESTION, text: query } }}>“{query}”</Link>
        </span>
        <button type="button" class="text-button" onClick={onClear}>
          Clear
        </button>
      </p>
      <ProblemNote problem={lit instanceof Problem ? lit : null} />
    </>
  );
}

function leadOf(lit: LitProps['lit']): string {
  if (lit instanceof Problem) return 'Nothing is highlighted for';
  return lit === undefined ? 'Searching for' : `Highlighted: the ${counted(lit, 'paper')} nearest to`;
}
