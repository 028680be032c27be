import { Link } from '../router.js';

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
      <bdi>{title === '' ? id : title}</bdi>
    </Link>
  );
}
