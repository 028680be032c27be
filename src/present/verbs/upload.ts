/** An upload: the bytes of one file, or a form with several. */
import { type AddSource, CorpusError } from '../../index.js';

/** A file that has a name and bytes but no path. */
type NamedBytes = Exclude<AddSource, string>;

export interface Upload {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const FORM = /^multipart\/form-data\s*;/i;
const UNNAMED = 'upload';
const LONGEST_NAME = 255;

/** @throws CorpusError USAGE where the request has no content or the form cannot be read */
export async function uploadedFiles(upload: Upload | undefined, name: string | undefined): Promise<NamedBytes[]> {
  if (upload === undefined || upload.bytes.byteLength === 0) throw nothingSent('the request has no content');
  if (!FORM.test(upload.contentType)) return [{ name: plainName(name ?? UNNAMED), bytes: upload.bytes }];
  const files = await formFiles(upload);
  if (files.length === 0) throw nothingSent('the form contains no file');
  return files;
}

async function formFiles({ contentType, bytes }: Upload): Promise<NamedBytes[]> {
  let form: FormData;
  try {
    form = await new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': contentType },
    }).formData();
  } catch (cause) {
    throw new CorpusError('USAGE', 'the form cannot be read', 'Send multipart/form-data with its boundary.', cause);
  }
  const files: NamedBytes[] = [];
  for (const [, part] of form) {
    if (typeof part !== 'string')
      files.push({ name: plainName(part.name), bytes: new Uint8Array(await part.arrayBuffer()) });
  }
  return files;
}

/** The last part of a path, on one line, because people see it. */
function plainName(name: string): string {
  const last = name
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
  return last === '' || last === '.' || last === '..' ? UNNAMED : last;
}

function nothingSent(message: string): CorpusError {
  return new CorpusError(
    'USAGE',
    message,
    'Send the content of a file as the body, with ?name=, or files as multipart/form-data.',
  );
}
