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
  /** How the file is read. */
  readonly reading: Reading;
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

/** The year for dates without one, as it was typed; kept for all files, wherever they are dropped. */
export const yearOfDates = sharedValue('');
export const isYear = (text: string): boolean => /^\d{4}$/.test(text);

const NOT_READ = { state: 'waiting', papers: 0, share: null, added: null, problem: null } as const;

export function addFiles(files: readonly File[]): void {
  const year = yearOfDates.get();
  const reading = isYear(year) ? { year } : {};
  const coming = files.map((file): Adding => ({ key: nextKey++, file, name: file.name, reading, ...NOT_READ }));
  queue.set([...coming, ...queue.get()]);
  for (const one of coming) working = working.then(() => addOne(one));
}

/** Uploads a file again as the chosen format. */
export function addAgain(one: Adding, format: string): void {
  const again: Adding = { ...one, ...NOT_READ, reading: { ...one.reading, format } };
  change(one.key, again);
  working = working.then(() => addOne(again));
}

async function addOne({ key, file, name, reading }: Adding): Promise<void> {
  change(key, { state: 'reading' });
  try {
    const response = await request(addPath(name, reading), {
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
