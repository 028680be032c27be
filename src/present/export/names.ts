import { ET_AL } from '../../paper.js';

/** Suffixes after a surname. */
export const SUFFIX = /^(?:Jr|Sr|II|III|IV)\.?$/i;

const LAST_WORDS =
  'collaborations?|consortium|consortia|group|team|committee|society|network|project|investigators|organi[sz]ation|' +
  'initiative|foundation|association|institute|university';
const ORGANISATION = new RegExp(String.raw`^the\s|\s(?:${LAST_WORDS})$`, 'i');

/** Words in lower case before a surname, which belong to it: "van den Bosch, Frank". */
const PARTICLE = /^(?:d[aeiou]s?|del|dell[ao]|den|der|la|le|ten|ter|van|von|vom|zu[mr]?)$/;

/** Whether a name is that of an organisation, which has no surname. */
export function isOrganisation(name: string): boolean {
  return ORGANISATION.test(name);
}

/** "Last, First" and "Last, First, Jr", as RIS and EndNote require. Any other name stays unchanged. */
export function invertedName(name: string): string {
  const words = name.split(' ');
  if (words.length < 2 || name.includes(',') || name === ET_AL || isOrganisation(name)) return name;
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop() : undefined;
  let surname = words.length - 1;
  while (surname > 1 && PARTICLE.test(words[surname - 1]!)) surname--;
  if (PARTICLE.test(words[surname - 1]!)) return name;
  const parts = [words.slice(surname), words.slice(0, surname)].map((part) => part.join(' '));
  return [...parts, ...(suffix === undefined ? [] : [suffix])].join(', ');
}

/** A surname without the particles before it. */
export function withoutParticles(surname: string): string {
  const words = surname.split(' ');
  return words.slice(words.findIndex((word, i) => i === words.length - 1 || !PARTICLE.test(word))).join(' ');
}
