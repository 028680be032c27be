/** UTF-8 that some program took for Windows-1252 or Latin-1 before it wrote the file: “â€™” for “’”, “Ã©” for “é”. */

/** The characters of the bytes 80 to 9F in Windows-1252; bytes without one are control characters. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const REST = `[${HIGH}\u0080-\u00bf]`;
/** What no language writes. A letter with a quotation mark or a sign behind it, as in “Ä”, is no evidence. */
const CERTAIN = new RegExp(`â[€\u0080]${REST}|Ã[\u00a1-\u00bf]|Â[\u00a0-\u00bf]`);
const SEQUENCE = new RegExp(`[\u00c2-\u00df]${REST}|[\u00e0-\u00ef]${REST}{2}|[\u00f0-\u00f4]${REST}{3}`, 'g');
/** A closing quotation mark, whose last byte has no character in Windows-1252. */
const LOST_QUOTE = new RegExp(`â€(?!${REST})`, 'g');
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The text as it was written; a text without such sequences is unchanged. */
export function withoutMojibake(text: string): string {
  return CERTAIN.test(text) ? text.replace(SEQUENCE, decoded).replace(LOST_QUOTE, '”') : text;
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
