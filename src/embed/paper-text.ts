import type { PaperFields } from '../paper.js';

/** Title and abstract with a separator between them; a missing part is left out. */
export function layOut({ title, abstract }: Pick<PaperFields, 'title' | 'abstract'>, separator: string): string {
  return [title, abstract].filter((part) => part !== '').join(separator);
}
