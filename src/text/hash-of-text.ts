/** The key under which every store keeps the embedding of a text. */
import { createHash } from 'node:crypto';

/** The first 32 letters of the sha256 of a text in hexadecimal. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
