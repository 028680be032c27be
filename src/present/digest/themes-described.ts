/** How much of the new papers of the themes is described, in the digest as text and on the page. */

/** Papers described by theme; themes after that only list their titles, unless they are new or rising. */
const MOST_DESCRIBED = 15;

interface GrowingTheme {
  readonly change: string;
  readonly papers: { readonly length: number };
}

/** How many themes, in their order, have their papers described. New and rising themes come first, and always do. */
export function themesDescribed(themes: readonly GrowingTheme[]): number {
  let papers = 0;
  const after = themes.findIndex((theme) => {
    if (theme.change === 'grown' && papers >= MOST_DESCRIBED) return true;
    papers += theme.papers.length;
    return false;
  });
  return after < 0 ? themes.length : after;
}
