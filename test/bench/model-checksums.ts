/** Checksums of the files that may stand beside a model: a model is refused while one of them is of another file. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes the checksums of these files out of `SHA256SUMS`, if there is one, while `write` writes them. If that fails, the
 * old ones are put back: the files are refused unless they are as before.
 */
export async function withChecksums(folder: string, files: readonly string[], write: () => Promise<void>) {
  const checksums = join(folder, 'SHA256SUMS');
  const before = existsSync(checksums) ? readFileSync(checksums, 'utf8') : undefined;
  if (before === undefined) return write();
  const others = before.split('\n').filter((line) => line !== '' && !files.some((file) => line.endsWith(`  ${file}`)));
  writeFileSync(checksums, others.map((line) => `${line}\n`).join(''));
  try {
    await write();
  } catch (error) {
    writeFileSync(checksums, before);
    throw error;
  }
  const own = files.map((file) => `${sha256(join(folder, file))}  ${file}`);
  writeFileSync(checksums, `${[...others, ...own].join('\n')}\n`);
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
