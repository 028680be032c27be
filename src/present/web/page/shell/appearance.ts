/** Light or dark: the setting of the system, or a choice stored in this browser. */
import { useEffect, useState } from 'preact/hooks';
import { readSetting, writeSetting } from './local-settings.js';

export type Appearance = 'light' | 'dark';

const SETTING = 'paperkin.appearance';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

export function appearance(): Appearance {
  const setting = readSetting(SETTING);
  if (setting === 'light' || setting === 'dark') return setting;
  return systemIsDark.matches ? 'dark' : 'light';
}

export function applyAppearance(): void {
  document.documentElement.dataset['appearance'] = appearance();
  for (const listener of [...listeners]) listener();
}

export function chooseAppearance(setting: Appearance): void {
  writeSetting(SETTING, setting);
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
