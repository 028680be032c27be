/** Lines that themes are shown in, wherever they are shown. */
import { plain, styled, wrapped } from '../terminal.js';

/** A paper without a title goes by its id. */
export function titleOf({ id, title }: { readonly id: string; readonly title: string }): string {
  return plain(title.trim() === '' ? id : title);
}

/** The telling sentence in quotation marks; no line where the papers have no abstracts. */
export function quoted({ text }: { readonly text: string }): string[] {
  return text.trim() === '' ? [] : [styled('dim', wrapped(plain(`“${text}”`), '    '))];
}
