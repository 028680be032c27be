import type { ComponentChildren } from 'preact';
import { NO_QUESTION, type Question } from '../address.js';
import type { Listed } from '../api/answers.js';
import { countPath } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { ThemeSign } from '../parts/theme-tag.js';
import { count, counted, dateText } from '../parts/wording.js';
import { Working } from '../parts/working.js';
import { Link } from '../router.js';
import { lastVisit } from '../shell/last-visit.js';
import { useThemes } from '../themes/theme-index.js';

/** The start view, before a query. */
export function Start() {
  const { bySize, looks, finding } = useThemes();
  return (
    <div class="start">
      <p class="start-lead">
        Ask in your own words. Search compares meanings and words, and each result shows the sentence that matches your
        query best.
      </p>
      <ul class="start-ways">
        <Way question={{ order: 'published' }}>Newest papers</Way>
        <MostDiscussed />
        <Way question={{ order: 'added' }}>Last added</Way>
        <SinceLastVisit />
      </ul>
      {finding === true && <Working work="themes" what="Finding the themes" />}
      {bySize.length > 0 && (
        <>
          <h2>Themes</h2>
          <ul class="start-themes">
            {bySize.map(({ id, label, size }) => (
              <li key={id} data-step-group="">
                <Link to={{ view: 'theme', id }} data-step="">
                  <ThemeSign look={looks.get(id)} />
                  <span>{label}</span>
                  <span class="number" title={counted(size, 'paper')}>
                    {count(size)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Way({ question, children }: { readonly question: Partial<Question>; readonly children: ComponentChildren }) {
  return (
    <li data-step-group="">
      <Link to={{ view: 'search', question: { ...NO_QUESTION, ...question } }} data-step="">
        {children}
      </Link>
    </li>
  );
}

/** Only saved pages say how often a paper was discussed. */
function MostDiscussed() {
  const total = useAnswer<Listed>(countPath({ minComments: '1' })).answer?.total ?? 0;
  return total === 0 ? null : <Way question={{ order: 'comments' }}>Most discussed</Way>;
}

/** Number of papers added since the last visit in this browser. */
function SinceLastVisit() {
  const visit = lastVisit();
  const total = useAnswer<Listed>(visit === null ? null : countPath({ addedSince: visit.day })).answer?.total ?? 0;
  const fresh = total - (visit?.seenThatDay ?? 0);
  if (visit === null || fresh <= 0) return null;
  return (
    <Way question={{ order: 'added', addedSince: visit.day, limit: Math.min(Math.max(fresh, 20), 1000) }}>
      <strong>{counted(fresh, 'new paper')}</strong> since {dateText(visit.day)}
    </Way>
  );
}
