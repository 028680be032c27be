/** In place of a theme in a filter: the papers in no theme. A theme of that name is found by its id. */
export const NO_THEME = 'none';

export function isNoTheme(typed: string): boolean {
  return typed.trim().toLowerCase() === NO_THEME;
}
