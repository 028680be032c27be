/**
 * Subjects of research that are known by name, from all fields: what a librarian would call a theme.
 *
 * Of clusters labelled by words of their own documents alone many have no good name, since the subject of a document is
 * often not spelled out in it (Carmel, Roitman & Zwerdling 2009, "Enhancing cluster labeling using Wikipedia"). A
 * subject is a name for a theme only where the theme's papers have its words: see `known-subjects.ts`.
 */
import { COMPUTING } from './computing.js';
import { LIFE } from './life.js';
import { NATURAL } from './natural.js';

/** In the case of running text and, where that is usual, in the plural. */
export const SUBJECTS: readonly string[] = [...new Set([COMPUTING, NATURAL, LIFE].flatMap(subjectsIn))];

/** Subjects stand between semicolons; a line that begins with `#` says what the next ones are about. */
function subjectsIn(text: string): string[] {
  return text
    .replace(/^#.*$/gmu, ';')
    .split(';')
    .map((subject) => subject.replace(/\s+/gu, ' ').trim())
    .filter((subject) => subject !== '');
}
