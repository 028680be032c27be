/** UTF-8 that some program took for Windows-1252 or Latin-1 before it wrote the file: “â€™” for “’”, “Ã©” for “é”. */

/** The characters of the bytes 80 to 9F in Windows-1252; bytes without one are control characters. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const REST = `[${HIGH}\u0080-\u00bf]`;
/** Without what stands beside letters in other texts too: blanks, hyphens that are not shown, and guillemets. */
const SIGN = '[\u00a1-\u00aa\u00ac\u00ae-\u00ba\u00bc-\u00bf]';
const TRAIL = `[${HIGH}\u0080-\u009f\u00a1-\u00ac\u00ae-\u00bf]`;
/** What no language writes. A letter with a quotation mark or a sign behind it, as in “Ä”, is no evidence. */
const CERTAIN = new RegExp(
  [
    `â[€\u0080]${REST}`,
    'Ã[\u00a1-\u00bf]',
    'Â[\u00a0-\u00bf]',
    // Control characters; \u0085 ends lines in some texts.
    '[\u00c2-\u00df][\u0080-\u0084\u0086-\u009f]',
    // Greek: “Î±” for α, “Î”G” for ΔG, “Ï€” for π. Capitals end in Ï in names, which may have a footnote.
    `Î${SIGN}`,
    'Î[“”˜](?=[\\p{L}\\p{N}])',
    'Ï[€ƒ„ˆ‰]|(?<!\\p{Lu})Ï[†‡]',
    // “â‰¤” for ≤, “â†’” for →, “â„¢” for ™; “ï¬\u0081” for the ligature of fi; the mark of the byte order; “ðŸ˜€”.
    `â[ˆ‰†„]${TRAIL}`,
    'ï¬[\u0080-\u0086€‚ƒ„…†]|ï»¿',
    `ð[Ÿ\u0090\u009d\u009f]${TRAIL}{2}`,
    // Words in other scripts.
    `(?:[\u00c2-\u00df]${TRAIL}){3}`,
  ].join('|'),
  'u',
);
/** “Î»” for λ and “Î›” for Λ, unless a guillemet is open. */
const BEFORE_GUILLEMET = /Î[»›]/;
const GUILLEMET = /[«‹]/;
/** A text may have gone through the wrong encoding more than once. */
const MOST_PASSES = 3;
const SEQUENCE = new RegExp(`[\u00c2-\u00df]${REST}|[\u00e0-\u00ef]${REST}{2}|[\u00f0-\u00f4]${REST}{3}`, 'g');
/** A closing quotation mark, whose last byte has no character in Windows-1252. */
const LOST_QUOTE = new RegExp(`â€(?!${REST})`, 'g');
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The text as it was written; a text without such sequences is unchanged. */
export function withoutMojibake(text: string): string {
  let whole = text;
  for (let pass = 0; pass < MOST_PASSES && isDamaged(whole); pass++)
    whole = whole.replace(SEQUENCE, decoded).replace(LOST_QUOTE, '”');
  return whole;
}

function isDamaged(text: string): boolean {
  return CERTAIN.test(text) || (BEFORE_GUILLEMET.test(text) && !GUILLEMET.test(text));
}

function decoded(sequence: string): string {
  try {
    return UTF8.decode(Uint8Array.from(sequence, byteOf));
  } catch {
    return sequence;
  }
}

function byteOf(char: string): number {
  const high = HIGH.indexOf(char);
  return high < 0 ? char.charCodeAt(0) : 0x80 + high;
}
