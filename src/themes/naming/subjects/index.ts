/**
 * Subjects of research that are known by name, from all fields, as in a library catalogue.
 *
 * Many clusters have no good label among the words of their own documents, because a document often does not name its
 * subject (Carmel, Roitman & Zwerdling 2009, "Enhancing cluster labeling using Wikipedia"). A subject can name a theme
 * only if the theme's papers have its words: see `near-subjects.ts`.
 */
import { COMPUTING } from './computing.js';
import { LIFE } from './life.js';
import { NATURAL } from './natural.js';

/** In the case of running text and, where that is usual, in the plural. */
export const SUBJECTS: readonly string[] = [...new Set([COMPUTING, NATURAL, LIFE].flatMap(subjectsIn))];

/** Subjects are separated by semicolons; a line that begins with `#` is a heading. */
function subjectsIn(text: string): string[] {
  return text
    .replace(/^#.*$/gmu, ';')
    .split(';')
    .map((subject) => subject.replace(/\s+/gu, ' ').trim())
    .filter((subject) => subject !== '');
}
