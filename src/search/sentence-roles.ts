/**
 * Whether a sentence of an abstract says what others did or what is lacking, and not what its paper does. An abstract
 * often begins with such sentences, and they are often the nearest to a question on their subject.
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

/** The authors speak of their own work. */
const OWN =
  /\b(?:we|our|ours|my|here|(?:this|the present) (?:paper|work|article|study|survey|review|book|thesis|report))\b/iu;

export function isBackground(sentence: string): boolean {
  return BACKGROUND.test(sentence) && !OWN.test(sentence);
}
