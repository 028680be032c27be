/** The names of people as JSON has them: texts, or objects with the parts of a name under many keys. */
import { z } from 'zod';
import { namesIn } from './names.js';

/** Keys of a whole name and of the parts of one, without case and signs. */
const WHOLE = ['name', 'literal', 'displayname', 'fullname', 'creator', 'authname'];
const PARTS = [
  ['given', 'givenname', 'givennames', 'firstname', 'first', 'forename'],
  ['middle', 'middlename'],
  ['droppingparticle'],
  ['nondroppingparticle'],
  ['family', 'familyname', 'lastname', 'last', 'surname'],
  ['suffix'],
];

const name = z.union([z.string(), z.looseObject({}).transform(nameOf)]);
const names = z
  .array(name)
  .refine((all) => all.length === 0 || all.some((one) => one !== ''), 'none of them has a name');

/** A list of names as texts or objects, or a text that lists them. Without any name in a list, it does not fit. */
export const people = z.union([
  names,
  z.string().transform(namesIn),
  z.null().transform(() => []),
  // IEEE's answers.
  z.looseObject({ authors: names }).transform(({ authors }) => authors),
]);

function nameOf(person: Readonly<Record<string, unknown>>): string {
  const byKey = new Map(
    Object.entries(person).map(([key, value]) => [key.toLowerCase().replace(/[^a-z]/g, ''), value]),
  );
  const textOf = (keys: readonly string[]): string =>
    keys.map((key) => [byKey.get(key)].flat().filter(isText).join(' ')).find((text) => text !== '') ?? '';
  return textOf(WHOLE) || PARTS.map(textOf).filter(Boolean).join(' ');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
