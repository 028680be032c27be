/** Keeps the view and the browser's address in step, by the history API; a step back finds the page as it was left. */
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Address, readAddress, writeAddress } from './address.js';

/** How a page was left: how far it was scrolled, and which link had the focus. */
export interface Left {
  readonly top: number;
  readonly href: string | null;
}

const listeners = new Set<() => void>();
const positions = new Map<string, Left>();
const here = (): string => `${location.pathname}${location.search}`;
const keyHere = (): string => (history.state as { key?: string } | null)?.key ?? 'first';
let key = keyHere();
let visits = 0;
let returned = false;

history.scrollRestoration = 'manual';
addEventListener('popstate', () => {
  remember();
  key = keyHere();
  returned = true;
  tell();
});

/** Where the person was on this page, if it was reached by a step back or forward. */
export const whereLeft = (): Left | undefined => (returned ? positions.get(key) : undefined);

/** The address as it stands now, drawn or not. */
export const addressNow = (): Address => readAddress(here());

export function useAddress(): Address {
  const [at, setAt] = useState(here);
  useEffect(() => {
    const follow = () => setAt(here());
    follow();
    listeners.add(follow);
    return () => {
      listeners.delete(follow);
    };
  }, []);
  return useMemo(() => readAddress(at), [at]);
}

/** @param replace where the step back should lead past the address that is left */
export function go(to: Address, { replace = false }: { readonly replace?: boolean } = {}): void {
  const path = writeAddress(to);
  if (path === here()) return;
  if (replace) {
    history.replaceState(history.state, '', path);
  } else {
    remember();
    key = `${performance.timeOrigin}-${visits++}`;
    history.pushState({ key }, '', path);
  }
  returned = false;
  tell();
}

function remember(): void {
  positions.set(key, { top: scrollY, href: document.activeElement?.closest('main a')?.getAttribute('href') ?? null });
}

function tell(): void {
  for (const listener of [...listeners]) listener();
}

interface LinkProps {
  readonly to: Address;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly 'aria-current'?: 'page' | 'true';
  /** Set where the arrow keys stop. */
  readonly 'data-step'?: '';
}

/** A real link, so that it can be opened in a tab of its own; a plain click stays on the page. */
export function Link({ to, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={writeAddress(to)} onClick={follow}>
      {children}
    </a>
  );
}
