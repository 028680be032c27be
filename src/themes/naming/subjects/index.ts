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

/**
 * The field of each subject; of one below several, the last. Subjects are in the case of running text and, where that
 * is usual, in the plural.
 */
export const FIELD_OF: ReadonlyMap<string, string> = new Map([COMPUTING, NATURAL, LIFE].flatMap(fieldsIn));

/** Subjects are separated by semicolons, below the name of their field on a line that begins with `#`. */
function fieldsIn(text: string): (readonly [subject: string, field: string])[] {
  return text
    .split(/^# /mu)
    .slice(1)
    .flatMap((section) => {
      const [field, ...lines] = section.split('\n');
      const subjects = lines.join(' ').split(';');
      return subjects.map((one) => [one.replace(/\s+/gu, ' ').trim(), field!.trim()] as const);
    })
    .filter(([subject]) => subject !== '');
}
