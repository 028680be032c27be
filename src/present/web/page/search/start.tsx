import { ThemeSign } from '../parts/theme-tag.js';
import { counted } from '../parts/wording.js';
import { Link } from '../router.js';
import { useThemes } from '../themes/theme-index.js';

/** Before a question: what is in the pile, as somewhere to begin. */
export function Start() {
  const { bySize, looks } = useThemes();
  return (
    <div class="start">
      <p class="start-lead">
        Ask in your own words. Papers are found by what they mean and by the words they use, and each answer shows the
        sentence that speaks to your question.
      </p>
      {bySize.length > 0 && (
        <>
          <h2>What is in the pile</h2>
          <ul class="start-themes">
            {bySize.map(({ id, label, size }) => (
              <li key={id} data-step-group="">
                <Link to={{ view: 'theme', id }} data-step="">
                  <ThemeSign look={looks.get(id)} />
                  <span>{label}</span>
                  <span class="number" title={counted(size, 'paper')}>
                    {size}
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
