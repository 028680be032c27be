import { ET_AL } from '../../paper.js';

/** Suffixes after a surname. */
export const SUFFIX = /^(?:Jr|Sr|II|III|IV)\.?$/i;

const LAST_WORDS =
  'collaborations?|consortium|consortia|group|team|committee|society|network|project|investigators|organi[sz]ation|' +
  'initiative|foundation|association|institute|university';
const ORGANISATION = new RegExp(String.raw`^the\s|\s(?:${LAST_WORDS})$`, 'i');

/** Whether a name is that of an organisation, which has no surname. */
export function isOrganisation(name: string): boolean {
  return ORGANISATION.test(name);
}

/** "Last, First" and "Last, First, Jr", as RIS and EndNote require. Any other name stays unchanged. */
export function invertedName(name: string): string {
  const words = name.split(' ');
  if (words.length < 2 || name.includes(',') || name === ET_AL || isOrganisation(name)) return name;
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop() : undefined;
  return [words.at(-1), words.slice(0, -1).join(' '), ...(suffix === undefined ? [] : [suffix])].join(', ');
}
