import { useEffect, useRef } from 'preact/hooks';
import type { Theme } from '../api/answers.js';
import { PeriodBars } from '../parts/period-bars.js';
import { ThemeSign } from '../parts/theme-tag.js';
import { count, counted, dotted } from '../parts/wording.js';
import { Link } from '../router.js';
import { useThemes } from './theme-index.js';

/** Keeps the arrow on the line of the last word. */
const NO_BREAK = '\u00a0';

interface ThemeListProps {
  readonly chosen: string | null;
  readonly onChoose: (theme: string) => void;
  /** Lists the papers of a theme that has no page, because it is part of a preview. */
  readonly onList?: (papers: readonly string[]) => void;
}

export function ThemeList({ chosen, onChoose, onList }: ThemeListProps) {
  const { sections } = useThemes();
  return (
    <>
      {sections.map(({ label, themes }) => (
        <section key={label ?? ''}>
          {label !== null && <AreaHead label={label} papers={themes.reduce((sum, { size }) => sum + size, 0)} />}
          <ol class="theme-list">
            {themes.map((theme) => (
              <ThemeRow key={theme.id} theme={theme} chosen={theme.id === chosen} {...{ onChoose, onList }} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function AreaHead({ label, papers }: { readonly label: string; readonly papers: number }) {
  return (
    <h2 class="area-head">
      {label} <span class="quiet">{counted(papers, 'paper')}</span>
    </h2>
  );
}

interface ThemeRowProps extends Pick<ThemeListProps, 'onChoose'> {
  readonly theme: Theme;
  readonly chosen: boolean;
  readonly onList: ThemeListProps['onList'] | undefined;
}

function ThemeRow({ theme, chosen, onChoose, onList }: ThemeRowProps) {
  const { looks } = useThemes();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <li ref={row} class={chosen ? 'theme-row theme-chosen' : 'theme-row'} data-step-group="">
      <button type="button" class="theme-choose" aria-pressed={chosen} onClick={() => onChoose(theme.id)} data-step="">
        <ThemeSign look={looks.get(theme.id)} />
        <span class="theme-label">
          {theme.label}
          {theme.rising && (
            <span class="rising" title="Its share is rising">
              <span aria-hidden="true">{NO_BREAK}↗</span>
              <span class="sr"> (rising)</span>
            </span>
          )}
        </span>
        <PeriodBars periods={theme.periods} colour={looks.get(theme.id)?.colour ?? 0} width={60} height={18} />
        <span class="number">
          {count(theme.size)}
          <span class="sr">{theme.size === 1 ? ' paper' : ' papers'}</span>
        </span>
      </button>
      {chosen && (
        <div class="theme-more">
          <p class="terms">{dotted(theme.terms)}</p>
          <p>
            {onList === undefined ? (
              <Link class="button" to={{ view: 'theme', id: theme.id }}>
                Open the theme
              </Link>
            ) : (
              <button type="button" class="button" onClick={() => onList(theme.papers)}>
                List its papers
              </button>
            )}
          </p>
        </div>
      )}
    </li>
  );
}
