/** Light or dark: the setting of the system, or a choice stored in this browser. */
import { sharedValue } from '../shared-value.js';
import { readStored, store } from '../stored.js';

export type Appearance = 'light' | 'dark';

const SETTING = 'paperkin.appearance';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

export function appearance(): Appearance {
  const setting = readStored(SETTING);
  if (setting === 'light' || setting === 'dark') return setting;
  return systemIsDark.matches ? 'dark' : 'light';
}

const applied = sharedValue(appearance());
export const useAppearance = applied.use;

export function applyAppearance(): void {
  const now = appearance();
  document.documentElement.dataset['appearance'] = now;
  applied.set(now);
}

export function chooseAppearance(setting: Appearance): void {
  store(SETTING, setting);
  applyAppearance();
}

systemIsDark.addEventListener('change', applyAppearance);
