import type { Theme } from '../api/answers.js';
import { Link } from '../router.js';
import { type Look, outlineOf } from '../themes/look.js';
import { useThemes } from '../themes/theme-index.js';

/** The symbol of a theme, as on the map. */
export function ThemeSign({ look }: { readonly look: Look | undefined }) {
  if (look === undefined)
    return (
      <svg class="sign" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <circle class="sign-none" cx="6" cy="6" r="3.500" />
      </svg>
    );
  return (
    <svg class="sign" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path class={`fill-${look.colour}`} d={outlineOf(look.shape, 6, 6, 4.6)} />
    </svg>
  );
}

export function ThemeTag({ theme }: { readonly theme: Theme | undefined }) {
  const { looks } = useThemes();
  if (theme === undefined) return null;
  return (
    <Link class="theme-tag" to={{ view: 'theme', id: theme.id }}>
      <ThemeSign look={looks.get(theme.id)} />
      <span class="sr">theme: </span>
      {theme.label}
    </Link>
  );
}
