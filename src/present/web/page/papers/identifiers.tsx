import type { Paper } from '../api/answers.js';
import { safeLink } from '../parts/wording.js';

const RESOLVERS: readonly (readonly [keyof Paper['identifiers'], string, (id: string) => string])[] = [
  ['doi', 'DOI', (id) => `https://doi.org/${encodeURI(id)}`],
  ['arxiv', 'arXiv', (id) => `https://arxiv.org/abs/${encodeURI(id)}`],
  ['arxiv', 'PDF', (id) => `https://arxiv.org/pdf/${encodeURI(id)}`],
  ['arxiv', 'Hugging Face', (id) => `https://huggingface.co/papers/${encodeURI(id)}`],
  ['pubmed', 'PubMed', (id) => `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(id)}/`],
  ['openalex', 'OpenAlex', (id) => `https://openalex.org/${encodeURIComponent(id)}`],
  ['s2', 'Semantic Scholar', (id) => `https://www.semanticscholar.org/paper/${encodeURIComponent(id)}`],
  [
    's2corpus',
    'Semantic Scholar corpus',
    (id) => `https://www.semanticscholar.org/paper/CorpusId:${encodeURIComponent(id)}`,
  ],
];

/** Links to the paper. Nothing is fetched until a person follows one. */
export function Identifiers({ paper }: { readonly paper: Paper }) {
  const own = safeLink(paper.url);
  const links = RESOLVERS.flatMap(([name, label, resolve]) => {
    const id = paper.identifiers[name];
    return id === undefined ? [] : [{ label, id, href: resolve(id) }];
  });
  if (own === null && links.length === 0) return null;
  return (
    <dl class="identifiers">
      {links.map(({ label, id, href }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <a href={href} target="_blank" rel="noopener noreferrer">
              <bdi>{id}</bdi>
            </a>
          </dd>
        </div>
      ))}
      {own !== null && (
        <div>
          <dt>Page</dt>
          <dd>
            <a href={own} target="_blank" rel="noopener noreferrer">
              <bdi>{own}</bdi>
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}
