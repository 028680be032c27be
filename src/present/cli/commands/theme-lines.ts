/** Lines that `theme` and `themes` share. */
import { withoutStyles } from '../../plain-text.js';
import { plain, styled, wrapped } from '../terminal.js';

/** The title, or the id of a paper without one. */
export function titleOf({ id, title }: { readonly id: string; readonly title: string }): string {
  return withoutStyles(plain(title.trim() === '' ? id : title));
}

/** The representative sentence in quotation marks; no line where the papers have no abstracts. */
export function quoted({ text }: { readonly text: string }): string[] {
  return text.trim() === '' ? [] : [styled('dim', wrapped(withoutStyles(plain(`“${text}”`)), '    '))];
}
