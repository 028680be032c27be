/**
 * Scroll position and focus after navigation: the top of a new view, or the previous position of an earlier address,
 * also of the same view.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { Address } from '../address.js';
import { type Left, whereLeft } from '../router.js';
import { searchField } from './keyboard.js';

/** @returns a ref for the element that holds the view; the first view does not move the focus */
export function useArrival(address: Address) {
  const main = useRef<HTMLElement>(null);
  const place = placeOf(address);
  const arrived = useRef(place);
  useEffect(() => {
    const position = whereLeft();
    if (position !== undefined) arriveAgain(main.current, position, arrived.current === place);
    else if (arrived.current !== place) arriveNew(main.current, place === 'search');
    arrived.current = place;
  }, [address]);
  return main;
}

function placeOf(address: Address): string {
  if (address.view === 'paper' || address.view === 'theme') return `${address.view} ${address.id}`;
  return address.view === 'tag' ? `tag ${address.name}` : address.view;
}

function arriveNew(main: HTMLElement | null, isSearch: boolean): void {
  scrollTo(0, 0);
  // On a phone, focusing the field would open the keyboard.
  const field = isSearch && matchMedia('(hover: hover)').matches ? searchField() : null;
  (field ?? main)?.focus({ preventScroll: true });
}

/** Within a view, the focus stays where it is unless a link or the map was left. */
function arriveAgain(main: HTMLElement | null, { top, focused }: Left, isSameView: boolean): void {
  scrollTo(0, top);
  const control = focused === null ? null : main?.querySelector<HTMLElement>(focused);
  (control ?? (isSameView ? null : main))?.focus({ preventScroll: true });
}
