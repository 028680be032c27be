/** Papers with classes, for scripts that compare themes with them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

export interface LabelledPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly label: string | null;
}

/** The name of a set, and its papers: a line each with `id`, `title`, `text` or `abstract`, and `label`. */
export function readSet(path: string): { name: string; papers: LabelledPaper[] } {
  const name = basename(path) === 'docs.jsonl' ? basename(dirname(path)) : basename(path, '.jsonl');
  const papers = linesOf(path).map(({ id, title = '', abstract = '', text = abstract, label = null }) => {
    return { id: String(id), title, abstract: text, label };
  });
  return { name, papers };
}

export function linesOf(path: string): Record<string, string>[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, string>);
}

/** The papers of lowest SHA-256 of "NAME ID": always the same, and spread over the set. */
export function drawn<T extends { readonly id: string }>(name: string, papers: readonly T[], size: number): T[] {
  return papers
    .map((paper) => ({ rank: rankOf(name, paper.id), paper }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ paper }) => paper);
}

function rankOf(name: string, id: string): string {
  return createHash('sha256').update(`${name} ${id}`).digest('hex');
}
