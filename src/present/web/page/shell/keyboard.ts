/**
 * Global keys: `/` focuses the search field, `s` stars a paper, `x` selects it, arrows move between elements with
 * `data-step`, `?` opens the help, Esc goes back. Keys of one character can be turned off (WCAG 2.1.4). Keys that the
 * focused field uses are left to it.
 */
import { useEffect } from 'preact/hooks';
import { readStored, store } from '../stored.js';

const KEPT = 'paperkin.single-keys';

export const singleKeysOn = (): boolean => readStored(KEPT) !== 'off';
export const setSingleKeys = (on: boolean): void => store(KEPT, on ? 'on' : 'off');

interface Keys {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

export function useKeyboard({ onSearch, onHelp }: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        document.querySelector('dialog[open]') !== null
      )
        return;
      const handled = pressed(event, onSearch, onHelp);
      if (handled) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [onSearch, onHelp]);
}

/** @returns whether the key was handled */
function pressed({ key, target, repeat }: KeyboardEvent, onSearch: () => void, onHelp: () => void): boolean {
  const writing = isWriting(target);
  if (key === 'Escape') return stepBack();
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const ownsArrows =
      target instanceof HTMLElement &&
      target.closest('select, textarea, canvas, input[type="radio"], input[type="number"]') !== null;
    return !ownsArrows && step(key === 'ArrowDown' ? 1 : -1);
  }
  // A key that is held would decide on one group after another.
  if (writing || repeat || !singleKeysOn()) return false;
  if (key === '/') onSearch();
  else if (key === '?') onHelp();
  else if (key === 's') return press('[data-star]');
  else if (key === 'x') return press('[data-tick]');
  else if (key === 'k') return press('[data-ignore]');
  else if (key === 'm') return press('[data-merge]', '.group');
  else return false;
  return true;
}

/** Presses a button of the focused row, or of the paper view. */
function press(selector: string, within = '[data-step-group]'): boolean {
  const row = document.activeElement?.closest(within) ?? document.querySelector('main .paper-head');
  const target = row?.querySelector<HTMLElement>(selector);
  target?.click();
  return target !== null && target !== undefined;
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, select') !== null
  );
}

/** Moves the focus along the steps of the view; the search field comes before the first. */
function step(by: 1 | -1): boolean {
  const steps = [...document.querySelectorAll<HTMLElement>('main [data-step]')].filter((one) => one.checkVisibility());
  if (steps.length === 0) return false;
  const inside =
    document.activeElement?.closest('[data-step-group]')?.querySelector<HTMLElement>('[data-step]') ??
    document.activeElement;
  const at = steps.indexOf(inside as HTMLElement);
  if (at < 0 && by < 0) return false;
  const next = at < 0 ? steps[0] : (steps[at + by] ?? (by < 0 ? searchField() : undefined));
  next?.focus();
  next?.closest('[data-step-group]')?.scrollIntoView({ block: 'nearest' });
  return next !== undefined && next !== null;
}

/** Esc: from the list to the search field, from the search field to the page. */
function stepBack(): boolean {
  const field = searchField();
  const focused = document.activeElement;
  if (field !== null && focused instanceof HTMLElement && focused.closest('[data-step-group]') !== null) field.focus();
  else if (focused instanceof HTMLElement && focused === field) field.blur();
  else return false;
  return true;
}

export const searchField = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>('#query');
