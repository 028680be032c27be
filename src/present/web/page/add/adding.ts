/** Uploads files one after another, each with its progress, whatever view is open. */
import type { Added } from '../api/answers.js';
import { corpusChanged, request } from '../api/client.js';
import { eventsOf } from '../api/events.js';
import { addPath, type Reading } from '../api/paths.js';
import { Problem, problemFrom, problemOfError } from '../api/problem.js';
import { sharedValue } from '../shared-value.js';

export interface Adding {
  readonly key: number;
  readonly file: File;
  readonly name: string;
  readonly state: 'waiting' | 'reading' | 'done' | 'failed';
  readonly papers: number;
  /** Share of the file that was read, 0…1; `null` if unknown. */
  readonly share: number | null;
  readonly added: Added | null;
  readonly problem: Problem | null;
}

const queue = sharedValue<readonly Adding[]>([]);
let working: Promise<void> = Promise.resolve();
let nextKey = 1;

export const useAdding = queue.use;

export function addFiles(files: readonly File[], reading: Reading = {}): void {
  const coming = files.map((file): [Adding, File] => [
    { key: nextKey++, file, name: file.name, state: 'waiting', papers: 0, share: null, added: null, problem: null },
    file,
  ]);
  queue.set([...coming.map(([one]) => one), ...queue.get()]);
  for (const [{ key }, file] of coming) working = working.then(() => addOne(key, file, reading));
}

/** Uploads a file again with the chosen options. */
export function addAgain(key: number, reading: Reading): void {
  const file = queue.get().find((one) => one.key === key)?.file;
  if (file === undefined) return;
  change(key, { state: 'waiting', papers: 0, share: null, added: null, problem: null });
  working = working.then(() => addOne(key, file, reading));
}

async function addOne(key: number, file: File, reading: Reading): Promise<void> {
  change(key, { state: 'reading' });
  try {
    const response = await request(addPath(file.name, reading), {
      method: 'POST',
      body: file,
      headers: { accept: 'text/event-stream', 'content-type': 'application/octet-stream' },
    });
    for await (const { event, data } of eventsOf(response.body!)) {
      const content: unknown = JSON.parse(data);
      if (event === 'progress') change(key, content as Pick<Adding, 'papers' | 'share'>);
      else if (event === 'added') change(key, ended(content as Added));
      else if (event === 'problem') throw problemFrom(content, 500);
    }
    if (queue.get().find((one) => one.key === key)?.state === 'reading')
      throw new Problem('The server stopped before it finished. The papers that it had read are saved.', 0);
  } catch (error) {
    change(key, { state: 'failed', problem: problemOfError(error) });
  }
  corpusChanged();
}

/** A file that could not be read at all is reported by its failure, not as a problem. */
function ended(added: Added): Pick<Adding, 'state' | 'added'> {
  return { state: added.files.some(({ failure }) => failure === null) ? 'done' : 'failed', added };
}

function change(key: number, to: Partial<Adding>): void {
  queue.set(queue.get().map((one) => (one.key === key ? { ...one, ...to } : one)));
}
