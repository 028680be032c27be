/** Lines of `theme` and `themes`. */
import type { ThemesAnswer } from '../../../index.js';
import { withoutLatex } from '../../plain-text.js';
import { plain, plainTitle, styled, wrapped } from '../terminal.js';

/** Papers without a theme that are listed: in a collection of 28,000 there are 800. */
export const UNASSIGNED_SHOWN = 20;

/** The title, or the id of a paper without one. */
export function titleOf({ id, title }: { readonly id: string; readonly title: string }): string {
  return plainTitle(title.trim() === '' ? id : title);
}

/** A paper with its similarity; the lines of a long title are aligned. */
export function similarTitle(
  paper: { readonly id: string; readonly title: string; readonly similarity: number },
  indent: string,
): string {
  const lead = `${indent}${paper.similarity.toFixed(2)} `;
  return lead + wrapped(titleOf(paper), ' '.repeat(lead.length)).trimStart();
}

/** The representative sentence in quotation marks; no line where the papers have no abstracts. */
export function quoted({ text }: { readonly text: string }): string[] {
  return text.trim() === '' ? [] : [styled('dim', wrapped(withoutLatex(plain(`“${text}”`)), '    '))];
}

/**
 * The first papers without a theme, how many more there are, and how to list them.
 * @param isPreview other commands do not know these themes
 */
export function describeUnassigned(outliers: ThemesAnswer['outliers'], isPreview: boolean): string[] {
  const lines = outliers
    .slice(0, UNASSIGNED_SHOWN)
    .map((paper) => `${wrapped(titleOf(paper), '    ')}\n    ${styled('dim', paper.id)}`);
  const more = outliers.length - lines.length;
  if (more <= 0) return lines;
  return [...lines, `    … and ${more} more; ${isPreview ? '--json' : '`paperkin list --theme none`'} lists all`];
}
