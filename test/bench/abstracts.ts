/** Papers of the large file of abstracts: one a line, with `id`, `title`, `abstract`; the ids are numbered. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Paper } from '../../dist/index.js';

/** @param numbers of the papers that will be asked for */
export async function readAbstracts(file: string, numbers: readonly number[]): Promise<(number: number) => Paper> {
  const wanted = new Set(numbers.map(idOf));
  const papers = new Map<string, Paper>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const id = /"id": ?"([^"]+)"/.exec(line)?.[1];
    if (id !== undefined && wanted.has(id)) papers.set(id, JSON.parse(line) as Paper);
  }
  return (number) => papers.get(idOf(number))!;
}

function idOf(number: number): string {
  return `p${String(number).padStart(6, '0')}`;
}
