/** What databases put around an abstract: who owns it, who wrote it, and who paid for it. */

/** Characters of the longest notice; the end of an abstract is searched for one. */
const MAX_CHARS = 1_200;

const NOTICES: readonly RegExp[] = [
  // EBSCO.
  /\s*\[(?:ABSTRACT FROM (?:AUTHORS?|PUBLISHER)|Extracted from the article|Copyright &y& [^[\]]{1,60})\].*$/s,
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

/** Statements of medRxiv and bioRxiv, of any length. */
const STATEMENTS = new RegExp(
  '#{2,3} ?Competing Interest Statement|Competing Interest Statement(?=[A-Z])' +
    '|Competing Interest Statement (?=The authors? ha(?:ve|s) declared)',
);

/** Scopus of some years, and Mendeley: "© 2018 Elsevier B.V. All rights reserved. We …". */
const BEFORE = new RegExp(
  String.raw`^\s*(?:©|\([Cc]\)|Copyright ©|Copyright \([Cc]\)),? ?(?:The Author\(s\),? )?(?:19|20)\d\d[^.]{0,120}` +
    String.raw`(?:\.[A-Z])*\.(?: ?(?:All rights reserved|Licensee MDPI, Basel, Switzerland|` +
    String.raw`Published by [^.]{2,80}(?:\.[A-Z])*)\.)*\s+(?=\p{Lu})`,
  'u',
);
/** An abstract has as many characters at least. */
const LEAST_CHARS = 50;

/** An abstract without the notices before and behind it. */
export function withoutNotices(abstract: string): string {
  const before = BEFORE.exec(abstract)?.[0].length ?? 0;
  const statements = STATEMENTS.exec(abstract)?.index ?? abstract.length;
  let text = statements - before < LEAST_CHARS ? abstract : abstract.slice(before, statements).trimEnd();
  for (const notice of NOTICES) {
    const from = Math.max(0, text.length - MAX_CHARS);
    text = text.slice(0, from) + text.slice(from).replace(notice, '');
  }
  return text;
}
