import type { PaperFields } from '../paper.js';

/** The layout the shipped model was trained on (its card): title, full stop, abstract; a missing part is left out. */
export function paperText(paper: Pick<PaperFields, 'title' | 'abstract'>): string {
  return [paper.title, paper.abstract].filter((part) => part !== '').join('. ');
}
