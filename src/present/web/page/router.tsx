/** Synchronises the view and the URL by the history API; going back restores the scroll position. */
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type Address, readAddress, writeAddress } from './address.js';
import { sharedValue } from './shared-value.js';

/** State of a page when it was left: scroll position, and a selector of the link or the map that had the focus. */
export interface Left {
  readonly top: number;
  readonly focused: string | null;
}

const positions = new Map<string, Left>();
const entryValues = new Map<string, unknown>();
const here = (): string => `${location.pathname}${location.search}`;
const path = sharedValue(here());
const keyHere = (): string => (history.state as { key?: string } | null)?.key ?? 'first';
let key = keyHere();
let visits = 0;
let returned = false;

history.scrollRestoration = 'manual';
addEventListener('popstate', () => {
  remember();
  key = keyHere();
  returned = true;
  path.set(here());
});

/** Position on this page, if it was reached by going back or forward. */
export const whereLeft = (): Left | undefined => (returned ? positions.get(key) : undefined);

/** The current address, rendered or not. */
export const addressNow = (): Address => readAddress(here());

export function useAddress(): Address {
  const at = path.use();
  return useMemo(() => readAddress(at), [at]);
}

interface EntryValue<T> {
  readonly get: () => T | undefined;
  readonly set: (value: T) => void;
}

/** A value of the current history entry: it is there again when the entry is reached by going back or forward. */
export function entryValue<T>(name: string): EntryValue<T> {
  const entry = `${key} ${name}`;
  return { get: () => entryValues.get(entry) as T | undefined, set: (value) => void entryValues.set(entry, value) };
}

/** State of a view that is as it was left when one comes back to it, such as how much of a list is shown. */
export function useEntryState<T>(name: string, first: T): [T, (to: T) => void] {
  const left = useMemo(() => entryValue<T>(name), []);
  const [value, setValue] = useState(() => left.get() ?? first);
  const change = (to: T) => {
    left.set(to);
    setValue(() => to);
  };
  return [value, change];
}

/** @param replace whether to replace the history entry */
export function go(to: Address, { replace = false }: { readonly replace?: boolean } = {}): void {
  const target = writeAddress(to);
  if (target === here()) return;
  if (replace) {
    history.replaceState(history.state, '', target);
  } else {
    remember();
    key = `${performance.timeOrigin}-${visits++}`;
    history.pushState({ key }, '', target);
  }
  returned = false;
  path.set(here());
}

function remember(): void {
  const focused = document.activeElement;
  const href = focused?.closest('main a')?.getAttribute('href');
  const map = focused?.matches('.map-canvas') === true ? '.map-canvas' : null;
  positions.set(key, {
    top: scrollY,
    focused: href === null || href === undefined ? map : `a[href="${CSS.escape(href)}"]`,
  });
}

interface LinkProps {
  readonly to: Address;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly 'aria-current'?: 'page' | 'true';
  /** Whether the arrow keys stop here. */
  readonly 'data-step'?: '';
}

/** A real link, so that it can be opened in a new tab; a plain click stays on the page. */
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
