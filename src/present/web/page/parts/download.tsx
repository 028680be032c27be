import { useState } from 'preact/hooks';
import { hasToken, request } from '../api/client.js';
import { type Exported, exportPath } from '../api/paths.js';
import { type Problem, problemOfError } from '../api/problem.js';
import { ProblemNote } from './notes.js';

const FORMATS: readonly (readonly [format: string, title: string])[] = [
  ['bibtex', 'BibTeX'],
  ['ris', 'RIS'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['jsonl', 'JSON lines'],
  ['markdown', 'Markdown'],
  ['ids', 'Ids'],
  ['atlas', 'With embeddings'],
];

/** Papers as a file. @param of how they are called before the formats */
export function Download({ what, of }: { readonly what: Exported; readonly of: string }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <div class="download">
      <p class="facts">
        <span>{of} as a file:</span>
        {FORMATS.map(([format, title]) => {
          const path = exportPath(what, format);
          const follow = (event: MouseEvent) => {
            if (!hasToken()) return;
            event.preventDefault();
            saveWithToken(path).then(
              () => setProblem(null),
              (error: unknown) => setProblem(problemOfError(error)),
            );
          };
          return (
            <a key={format} href={path} download="" onClick={follow}>
              {title}
            </a>
          );
        })}
      </p>
      {problem !== null && <ProblemNote problem={problem} />}
    </div>
  );
}

/** A link that a browser follows by itself carries no token. */
async function saveWithToken(path: string): Promise<void> {
  const response = await request(path);
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'papers';
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}
