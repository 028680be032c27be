import { Link } from '../router.js';

export function EmptyCorpus() {
  return (
    <section class="empty">
      <h1>No papers yet</h1>
      <p>
        paperkin finds similar papers, themes and near-duplicates in a collection of abstracts. Add papers first: a
        saved page of Hugging Face Daily Papers, BibTeX, RIS, CSV, JSON lines and others.
      </p>
      <p>
        <Link class="button button-main" to={{ view: 'add' }}>
          Add papers
        </Link>
      </p>
      <p class="quiet">
        Or on the command line: <code>paperkin add FILE…</code>
      </p>
    </section>
  );
}
