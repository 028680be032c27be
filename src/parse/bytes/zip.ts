/** Entries of a ZIP archive in memory; the only importer of the library. */
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

/** Unpacked bytes taken from one entry: an entry that declares or contains more is a ZIP bomb. */
const MAX_ENTRY_BYTES = 512 * 1024 * 1024;

export interface Archive {
  /** Paths of all entries, in the archive's order. */
  readonly names: readonly string[];
  /** The content of an entry, in pieces; empty if there is no such entry. @throws Error where it is damaged */
  entry(name: string): AsyncIterable<Uint8Array>;
  close(): void;
}

/** @throws Error if the bytes are not a ZIP archive, or its directory is damaged */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      { lazyEntries: true, autoClose: false },
      (error, file) =>
        error === null || error === undefined
          ? resolve(file)
          : reject(new Error('the archive is truncated or not a ZIP archive', { cause: error })),
    ),
  );
  const entries = await directoryOf(zip);
  return {
    names: [...entries.keys()],
    entry: (name) => unpacked(zip, entries.get(name)),
    close: () => zip.close(),
  };
}

function directoryOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', reject);
    zip.readEntry();
  });
}

async function* unpacked(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Uint8Array> {
  if (entry === undefined) return;
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) =>
      error === null || error === undefined ? resolve(opened) : reject(error),
    ),
  );
  let size = 0;
  for await (const piece of stream) {
    const bytes = piece as Buffer;
    size += bytes.length;
    if (size > MAX_ENTRY_BYTES)
      throw new Error(`${entry.fileName} contains more than ${MAX_ENTRY_BYTES / 1024 / 1024} MB`);
    yield bytes;
  }
}
