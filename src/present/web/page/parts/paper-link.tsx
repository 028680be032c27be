import { Link } from '../router.js';
import { Prose } from './prose.js';

/** A paper's title, leading to the paper; a step for the arrow keys where `step` is set. */
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
