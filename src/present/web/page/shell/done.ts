/** The last change, shown for ten seconds at the bottom of the window with a button to undo it. */
import { useEffect, useState } from 'preact/hooks';

export interface Done {
  readonly said: string;
  /** Whether `undo` can revert it. */
  readonly undoable: boolean;
}

const SAID_MS = 10_000;

let notice: Done | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export function sayDone(message: string, undoable = true): void {
  set({ said: message, undoable });
  clearTimeout(timer);
  timer = setTimeout(() => set(null), SAID_MS);
}

export function forgetDone(): void {
  clearTimeout(timer);
  set(null);
}

export function useDone(): Done | null {
  const [shown, setShown] = useState(notice);
  useEffect(() => {
    const follow = () => setShown(notice);
    follow();
    listeners.add(follow);
    return () => {
      listeners.delete(follow);
    };
  }, []);
  return shown;
}

function set(to: Done | null): void {
  notice = to;
  for (const listener of [...listeners]) listener();
}
