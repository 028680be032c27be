import { Link } from '../router.js';
import { Prose } from './prose.js';
import { titleOf } from './wording.js';

/** The title of a paper as a link; a stop for the arrow keys if `step` is set. */
export function PaperLink({
  id,
  title,
  step = false,
}: {
  readonly id: string;
  readonly title: string;
  readonly step?: boolean;
}) {
  return (
    <Link class="paper-link" to={{ view: 'paper', id }} {...(step ? { 'data-step': '' } : {})}>
      <Prose text={titleOf({ id, title })} />
    </Link>
  );
}
