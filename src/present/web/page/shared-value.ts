/** A value that outlives the components of the page; those that use it follow its changes. */
import { useEffect, useState } from 'preact/hooks';

export interface SharedValue<T> {
  get(): T;
  set(to: T): void;
  /** A hook. */
  use(): T;
}

export function sharedValue<T>(first: T): SharedValue<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(to) {
      value = to;
      for (const listener of [...listeners]) listener();
    },
    use() {
      const [shown, setShown] = useState(() => value);
      useEffect(() => {
        const follow = () => setShown(() => value);
        follow();
        listeners.add(follow);
        return () => {
          listeners.delete(follow);
        };
      }, []);
      return shown;
    },
  };
}
