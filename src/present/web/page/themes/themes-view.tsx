/** What is in the pile: the map and the list of themes, each choosing in the other. */
import { useMemo, useState } from 'preact/hooks';
import type { Address } from '../address.js';
import type { MapPoint, PaperMap as Points, Themes } from '../api/answers.js';
import { MAP } from '../api/paths.js';
import { type Asked, useAnswer } from '../api/use-answer.js';
import { PaperMap } from '../map/paper-map.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { counted } from '../parts/wording.js';
import { go } from '../router.js';
import { useTitle } from '../shell/use-title.js';
import { InsideList } from './inside-list.js';
import { ThemeList } from './theme-list.js';

interface ThemesViewProps {
  readonly show: string | null;
  readonly paper: string | null;
  readonly themes: Asked<Themes>;
}

const NO_POINTS: readonly MapPoint[] = [];

export function ThemesView({ show, paper, themes }: ThemesViewProps) {
  useTitle('Themes');
  const map = useAnswer<Points>(MAP);
  const points = map.answer?.points ?? map.earlier?.points ?? NO_POINTS;
  const [inside, setInside] = useState<readonly MapPoint[] | null>(null);
  const insideIds = useMemo(() => (inside === null ? null : new Set(inside.map(({ id }) => id))), [inside]);
  const picked = useMemo(() => points.find(({ id }) => id === paper) ?? null, [points, paper]);
  const at = (change: Partial<Extract<Address, { view: 'themes' }>>) =>
    go({ view: 'themes', show, paper, ...change }, { replace: true });
  const choose = (theme: string) => {
    setInside(null);
    at({ show: theme === show ? null : theme });
  };
  const answer = themes.answer ?? themes.earlier;

  return (
    <div class="themes">
      <section class="themes-map" aria-label="Map of the papers">
        {map.problem !== undefined && <ProblemNote problem={map.problem} />}
        {map.waiting && points.length === 0 && <Waiting what="Drawing the map" />}
        {points.length > 0 && (
          <PaperMap
            points={points}
            chosenTheme={show}
            inside={insideIds}
            picked={picked}
            onPick={(point) => at({ paper: point?.id ?? null })}
            onTheme={choose}
            onInside={(found) => setInside(found.length === 0 ? null : found)}
          />
        )}
      </section>
      <section class="themes-side" aria-label={inside === null ? 'Themes by size' : 'Papers selected on the map'}>
        <h1 class={inside === null ? 'side-title' : 'sr'}>
          Themes {answer !== undefined && <span class="number">{answer.themes.length}</span>}
        </h1>
        {themes.problem !== undefined && <ProblemNote problem={themes.problem} />}
        {answer === undefined && themes.problem === undefined && <Waiting what="Finding the themes" />}
        {inside !== null && <InsideList points={inside} onClose={() => setInside(null)} />}
        {inside === null && answer !== undefined && (
          <>
            <p class="quiet side-note">
              Why {answer.why.k}: {answer.why.criterion}.
            </p>
            <ThemeList chosen={show} onChoose={choose} />
            {answer.outliers.length > 0 && (
              <button
                type="button"
                class="text-button"
                onClick={() => setInside(points.filter(({ theme }) => theme === null))}
              >
                {counted(answer.outliers.length, 'paper')} in no theme
              </button>
            )}
          </>
        )}
      </section>
    </div>
  );
}
