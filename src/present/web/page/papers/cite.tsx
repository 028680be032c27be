/** Copies the citation and BibTeX; warns about missing fields. */
import type { Paper } from '../api/answers.js';
import { request } from '../api/client.js';
import { exportPath } from '../api/paths.js';
import { CopyButton } from '../parts/copy-button.js';
import { citationOf } from './citation.js';

export function Cite({ paper }: { readonly paper: Paper }) {
  const missing = [paper.authors.length === 0 ? 'authors' : '', paper.published === null ? 'date' : ''].filter(
    (one) => one !== '',
  );
  return (
    <section class="cite" aria-labelledby="cite">
      <h2 id="cite">Cite</h2>
      <p class="citation">
        <bdi>{citationOf(paper)}</bdi>
      </p>
      {missing.length > 0 && (
        <p class="quiet">
          The file that this paper came from names no {missing.join(' and no ')}. Add what is missing before you cite
          it.
        </p>
      )}
      <p class="row-actions">
        <CopyButton text={citationOf(paper)}>Copy citation</CopyButton>
        <CopyButton text={() => fileOf(paper.id, 'bibtex')}>Copy BibTeX</CopyButton>
        <CopyButton text={() => fileOf(paper.id, 'ris')}>Copy RIS</CopyButton>
        <CopyButton text={location.href}>Copy link</CopyButton>
      </p>
    </section>
  );
}

async function fileOf(id: string, format: string): Promise<string> {
  return (await (await request(exportPath({ papers: [id] }, format))).text()).trim();
}
