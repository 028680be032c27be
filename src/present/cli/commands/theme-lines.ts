/** Lines that `theme` and `themes` share. */
import { plain, styled, wrapped } from '../terminal.js';

/** The title, or the id of a paper without one. */
export function titleOf({ id, title }: { readonly id: string; readonly title: string }): string {
  return plain(title.trim() === '' ? id : title);
}

/** The representative sentence in quotation marks; no line where the papers have no abstracts. */
export function quoted({ text }: { readonly text: string }): string[] {
  return text.trim() === '' ? [] : [styled('dim', wrapped(plain(`“${text}”`), '    '))];
}
