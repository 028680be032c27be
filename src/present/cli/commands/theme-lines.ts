/** Lines that `theme` and `themes` share. */
import { withoutStyles } from '../../plain-text.js';
import { plain, styled, wrapped } from '../terminal.js';

/** The title, or the id of a paper without one. */
export function titleOf({ id, title }: { readonly id: string; readonly title: string }): string {
  return withoutStyles(plain(title.trim() === '' ? id : title));
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
  return text.trim() === '' ? [] : [styled('dim', wrapped(withoutStyles(plain(`“${text}”`)), '    '))];
}
