/** What databases put behind an abstract: who owns it, and who wrote it. */

/** Characters of the longest notice; the end of an abstract is searched for one. */
const MAX_CHARS = 1_200;

const NOTICES: readonly RegExp[] = [
  // EBSCO.
  /\s*\[ABSTRACT FROM (?:AUTHOR|PUBLISHER|AUTHORS)\].*$/s,
  /\s*Copyright of .{1,300}? is the property of .*Copyright applies to all Abstracts\.\)\s*$/s,
  // PsycINFO.
  /\s*\(PsycINFO Database Record \(c\) (?:19|20)\d\d .{1,60} all rights reserved\.?\)\.?\s*$/is,
  // Publishers, in Scopus and Embase: a sentence of its own.
  new RegExp(
    String.raw`(?<=[.!?)\]”"])\s*(?:©|\(c\)|Copyright ©|Copyright \(c\)),? (?:19|20)\d\d,? ` +
      String.raw`[^.]{2,100}(?:\.[A-Z])?\.?(?: All rights reserved\.?)?\s*$`,
    'i',
  ),
];

/** An abstract without the notices behind it. */
export function withoutNotices(abstract: string): string {
  let text = abstract;
  for (const notice of NOTICES) {
    const from = Math.max(0, text.length - MAX_CHARS);
    text = text.slice(0, from) + text.slice(from).replace(notice, '');
  }
  return text;
}
