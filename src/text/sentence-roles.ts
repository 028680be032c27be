/**
 * What a sentence of an abstract is for: background, own work, a reference to another sentence, a link to code. An
 * abstract often begins with background, and it is often the nearest to a question on its subject.
 */

/** "However, existing methods …", "… has been widely studied", "… remains unclear". */
const BACKGROUND = new RegExp(
  [
    String.raw`^(?:however|although|despite|recently|traditionally|conventional|existing|current|previous|prior)\b`,
    String.raw`\b(?:existing|previous|prior|conventional|traditional|current|earlier|most|many)\s+` +
      String.raw`(?:[\p{L}-]+\s+){0,3}(?:methods?|approach(?:es)?|works?|stud(?:y|ies)|techniques?|models?|systems?|` +
      String.raw`research|literature|benchmarks?|datasets?|solutions?|algorithms?)\b`,
    String.raw`\b(?:has|have)\s+(?:[\p{L}-]+\s+)?(?:been\s+(?:[\p{L}-]+ly|long)\s+` +
      String.raw`(?:studied|used|explored|applied|shown)|shown|demonstrated|gained|attracted|received)\b`,
    String.raw`\bremains?\s+(?:[\p{L}-]+\s+){0,2}(?:challeng\p{L}+|unclear|under-?explored|unexplored|unknown|` +
      String.raw`limited|open|difficult|elusive|scarce)\b`,
  ].join('|'),
  'iu',
);

const OWN =
  /\b(?:we|our|ours|my|here|(?:this|the present) (?:paper|work|article|study|survey|review|book|thesis|report))\b/iu;

/** "this", unless it is the paper itself. */
const THIS = 'this(?! (?:article|chapter|letter|paper|report|research|review|study|survey|thesis|tutorial|work))';

/** Beginnings that refer to the sentence before or to a reference by its number, or number a list: not clear alone. */
const REFERS_BACK = new RegExp(
  '^(?:\\((?:\\d|[a-h]|[ivx]+)\\)\\s|(?:accordingly|additionally|also|as a result|as such|besides|but|by contrast' +
    '|concretely|consequently|conversely|crucially|finally|first(?:ly)?|for (?:example|instance)|further|furthermore' +
    '|hence|however|importantly|in addition|in contrast|in particular|in turn|instead|interestingly|it|its|lastly' +
    '|likewise|meanwhile|more (?:concretely|precisely|specifically)|moreover|nevertheless|next|nonetheless|notably' +
    '|on the other hand|overall|remarkably|second(?:ly)?|similarly|specifically|still|subsequently|such|surprisingly' +
    `|(?:taken )?together,|their|then|therefore|these|they|third(?:ly)?|those|thus|to (?:this|that) end|yet|${THIS}` +
    '|to \\w+ (?:it|such|that|these|this|those)|(?:according to|as in|following|in|unlike) \\[\\d+' +
    `|(?:(?:based|building) (?:up)?on|for|from|in|through|under|with|within|\\w+ing) (?:${THIS}|these|those|such))` +
    '(?!\\w))',
  'i',
);

/** "Code is available at …", also where arXiv replaced the address. */
const AVAILABLE = new RegExp(
  String.raw`https?://|\bthis https? url\b|` +
    String.raw`\b(?:code|data|datasets?|demo|models?|project page|videos?|weights)\b.{0,40}\b(?:available|released)\b`,
  'i',
);

/** Whether a sentence is clear without the others, and says more than where to find something. */
export function standsAlone(sentence: string): boolean {
  return !REFERS_BACK.test(sentence) && !saysWhere(sentence);
}

/** Whether a sentence begins by referring to another. "To fill this gap, we …" is clear. */
export function refersBack(sentence: string): boolean {
  return REFERS_BACK.test(sentence) && !(/^to\b/i.test(sentence) && OWN.test(sentence));
}

/** Whether a sentence says where to find something: "Code is available at …". */
export function saysWhere(sentence: string): boolean {
  return AVAILABLE.test(sentence);
}

/** Whether the sentence is about the authors' own work. */
export function isOwnWork(sentence: string): boolean {
  return OWN.test(sentence);
}

/** Whether a sentence says what others did or what is lacking, and not what its paper does. */
export function isBackground(sentence: string): boolean {
  return BACKGROUND.test(sentence) && !OWN.test(sentence);
}
