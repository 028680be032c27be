/** Light or dark: as the system says, until a person chooses; the choice is kept in this browser. */
import { useEffect, useState } from 'preact/hooks';
import { keep, kept } from './local-settings.js';

export type Appearance = 'light' | 'dark';

const KEPT = 'paperkin.appearance';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

export function appearance(): Appearance {
  const chosen = kept(KEPT);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemIsDark.matches ? 'dark' : 'light';
}

export function applyAppearance(): void {
  document.documentElement.dataset['appearance'] = appearance();
  for (const listener of [...listeners]) listener();
}

export function chooseAppearance(chosen: Appearance): void {
  keep(KEPT, chosen);
  applyAppearance();
}

systemIsDark.addEventListener('change', applyAppearance);

export function useAppearance(): Appearance {
  const [now, setNow] = useState(appearance);
  useEffect(() => {
    const follow = () => setNow(appearance());
    listeners.add(follow);
    return () => {
      listeners.delete(follow);
    };
  }, []);
  return now;
}
