import { type Address, ALL_THEMES, NO_QUESTION } from '../address.js';
import type { Status } from '../api/answers.js';
import { counted } from '../parts/wording.js';
import { Link } from '../router.js';
import { chooseAppearance, useAppearance } from './appearance.js';

const VIEWS: readonly { readonly name: string; readonly to: Address; readonly also?: Address['view'] }[] = [
  { name: 'Search', to: { view: 'search', question: NO_QUESTION }, also: 'paper' },
  { name: 'New', to: { view: 'new' } },
  { name: 'Themes', to: ALL_THEMES, also: 'theme' },
  { name: 'Collected', to: { view: 'collected' }, also: 'tag' },
  { name: 'Duplicates', to: { view: 'duplicates' } },
  { name: 'Add', to: { view: 'add' } },
];

interface HeaderProps {
  readonly address: Address;
  readonly status: Status | undefined;
  readonly onHelp: () => void;
}

export function Header({ address, status, onHelp }: HeaderProps) {
  return (
    <header class="bar">
      <div class="bar-inner">
        <Link class="wordmark" to={{ view: 'search', question: NO_QUESTION }}>
          paperkin
        </Link>
        <nav class="views" aria-label="Views">
          {VIEWS.map(({ name, to, also }) => {
            const within = address.view === also ? 'true' : undefined;
            const current = address.view === to.view ? 'page' : within;
            return (
              <Link
                key={name}
                class="view-link"
                to={to}
                {...(current === undefined ? {} : { 'aria-current': current })}
              >
                {name}
              </Link>
            );
          })}
        </nav>
        <p class="bar-count">{status === undefined ? '' : counted(status.papers, 'paper')}</p>
        <AppearanceButton />
        <button
          type="button"
          class="icon-button"
          onClick={onHelp}
          aria-label="Help and keys"
          title="Help and keys ( ? )"
        >
          <span aria-hidden="true">?</span>
        </button>
      </div>
    </header>
  );
}

function AppearanceButton() {
  const now = useAppearance();
  const other = now === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      class="icon-button"
      onClick={() => chooseAppearance(other)}
      aria-label={`Switch to ${other} appearance`}
      title={`Switch to ${other}`}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
        <path d="M10 3a7 7 0 0 1 0 14Z" fill="currentColor" />
      </svg>
    </button>
  );
}
