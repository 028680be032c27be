import type { PaperFields } from '../paper.js';
import { SEPARATOR } from './space.js';

type Texts = Pick<PaperFields, 'title' | 'abstract'>;

/** A paper in the layout of the built-in model: title, full stop, abstract, without missing parts. */
export function paperText(paper: Texts): string {
  return layOut(paper, SEPARATOR);
}

/** Title and abstract with a separator between them; a missing part is left out. */
export function layOut({ title, abstract }: Texts, separator: string): string {
  return [title, abstract].filter((part) => part !== '').join(separator);
}
