import { NO_QUESTION } from '../address.js';
import { Link } from '../router.js';
import { useTitle } from './use-title.js';

export function NowhereView({ path }: { readonly path: string }) {
  useTitle('Nothing here');
  return (
    <section class="empty">
      <h1>Nothing at this address</h1>
      <p>
        <code>{path}</code> is not an address of this page.
      </p>
      <p>
        <Link class="button button-main" to={{ view: 'search', question: NO_QUESTION }}>
          To the search
        </Link>
      </p>
    </section>
  );
}
