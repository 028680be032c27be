import { Link } from '../router.js';
import { Prose } from './prose.js';

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
      <Prose text={title === '' ? id : title} />
    </Link>
  );
}
