import type { PaperFields } from '../paper.js';
import { SEPARATOR } from './space.js';

type Texts = Pick<PaperFields, 'title' | 'abstract'>;

/** A paper as the shipped model was trained on it (its card): title, full stop, abstract; a missing part is left out. */
export function paperText(paper: Texts): string {
  return layOut(paper, SEPARATOR);
}

/** Title and abstract with a separator between them; a missing part is left out. */
export function layOut({ title, abstract }: Texts, separator: string): string {
  return [title, abstract].filter((part) => part !== '').join(separator);
}
