/** Marks: loaded once for the page, changed for one paper or many. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Marks, PaperMarks } from '../api/answers.js';
import { marksChanged, tell } from '../api/client.js';
import { tagPath, untagPath } from '../api/paths.js';

/** The star is an ordinary tag, visible to the command line and other programs. */
export const STARRED = 'starred';
export const titleOfTag = (tag: string): string => (tag === STARRED ? 'Starred' : tag);

export type MarksById = ReadonlyMap<string, PaperMarks>;

export const MarksContext = createContext<MarksById>(new Map());
export const useMarks = (): MarksById => useContext(MarksContext);

const indices = new WeakMap<Marks, MarksById>();

export function indexMarks(answer: Marks): MarksById {
  const have = indices.get(answer) ?? new Map(answer.marks.map((one) => [one.paper, one]));
  indices.set(answer, have);
  return have;
}

export function tagsOf(marks: MarksById, id: string): readonly string[] {
  return marks.get(id)?.tags ?? [];
}

/** Adds or removes a tag of papers. @throws Problem */
export async function setTag(name: string, papers: readonly string[], on: boolean): Promise<void> {
  await tell('POST', on ? tagPath(name) : untagPath(name), { papers });
  marksChanged();
}
