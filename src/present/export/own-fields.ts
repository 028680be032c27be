import type { Paper } from '../../paper.js';
import type { FormatOptions } from './format-options.js';

/** What a person added to a paper. */
export interface Marks {
  readonly tags: readonly string[];
  readonly note: string | null;
}

export function marksOf({ id }: Pick<Paper, 'id'>, { tagsOf, noteOf }: FormatOptions): Marks {
  return { tags: tagsOf?.(id) ?? [], note: noteOf?.(id) ?? null };
}

/** Keywords and tags of a paper, which are keywords for other programs, each once. */
export function allKeywords({ keywords = [] }: Pick<Paper, 'keywords'>, { tags }: Pick<Marks, 'tags'>): string[] {
  return [...new Set([...keywords, ...tags])];
}

/** Keywords in one text. Terms such as “Receptors, Opioid” have a comma; no keyword has a semicolon. */
export function keywordText(keywords: readonly string[]): string {
  return keywords.join(keywords.some((keyword) => keyword.includes(',')) ? '; ' : ', ');
}

/** As fields of an object; left out where there are none. */
export function markFields({ tags, note }: Marks): object {
  return { ...(tags.length === 0 ? {} : { tags }), ...(note === null ? {} : { note }) };
}

/** All fields of a paper except title and abstract, for formats that would change them. */
export function ownFields(paper: Paper, marks: Marks): object {
  const { title: _, abstract: __, places: ___, ...rest } = paper;
  return { ...rest, ...markFields(marks) };
}
