/** Verifies the files of a model against the checksums in `SHA256SUMS`. */
import { createHash } from 'node:crypto';
import { CorpusError } from '../errors.js';

/** Checksums as `sha256sum` writes them. The built-in model has them; other models may. */
const CHECKSUMS = 'SHA256SUMS';
const CHECKSUM_LINE = /^([0-9a-f]{64}) [ *](\S.*)$/;

/**
 * Compares every file that `SHA256SUMS` names with its checksum. A folder without one is not checked.
 * @param read the content of a file of the folder; `undefined` if it is absent
 * @throws CorpusError MODEL_DAMAGED naming a file that differs or cannot be read
 */
export async function checkPublished(
  folder: string,
  read: (file: string) => Promise<Buffer | undefined>,
): Promise<void> {
  const text = await read(CHECKSUMS);
  if (text === undefined) return;
  for (const line of text
    .toString('utf8')
    .split(/\r?\n/)
    .filter((one) => one !== '')) {
    const [, sum, file] = CHECKSUM_LINE.exec(line) ?? [];
    if (sum === undefined || file === undefined) throw differs(folder, CHECKSUMS);
    const content = await read(file);
    if (content === undefined || createHash('sha256').update(content).digest('hex') !== sum)
      throw differs(folder, file);
  }
}

function differs(folder: string, file: string): CorpusError {
  return new CorpusError(
    'MODEL_DAMAGED',
    `${file} of the model in ${folder} is not the file that was published (${CHECKSUMS})`,
    'Install paperkin again, or name another folder with --model DIR.',
  );
}
