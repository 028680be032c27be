/** The page in windows of little room: phones, and windows magnified to four times their size (WCAG 1.4.10). */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER } from '../../support/chromium.js';
import { LONGEST_TEST_MS, NO_BROWSER, openShared, openTab, served, settled, soon, type Tab } from './browser.js';

vi.setConfig({ testTimeout: LONGEST_TEST_MS, hookTimeout: LONGEST_TEST_MS });

/** Width and height in pixels, and the size of text in percent. */
const WINDOWS = [
  [320, 256, 100],
  [320, 256, 200],
  [320, 640, 200],
  [844, 390, 100],
  [1280, 800, 100],
] as const;

describe.skipIf(BROWSER === undefined)(`the page${NO_BROWSER}`, () => {
  beforeAll(openShared);

  test.each(WINDOWS)('has its export menus within a window of %i × %i pixels, text at %i percent', async (...size) => {
    const [width, height, text] = size;
    const other = await openTab(served(), { width, height });
    for (const view of ['/add', '/themes/t1', '/duplicates', '/search?order=comments', '/search?q=latent+reasoning']) {
      await openEnlarged(other, view, text);
      const tick = other.page.locator('.tick').first();
      if ((await tick.count()) > 0) await tick.check();
      for (const menu of await other.page.locator('details.menu').all())
        await expectWithin(menu, { width, height }, view);
    }
    await openEnlarged(other, '/themes?k=4', text);
    await other.page.locator('.theme-choose').first().press('Enter');
    await other.page.getByRole('button', { name: 'List its papers' }).press('Enter');
    await expectWithin(other.page.locator('.inside details.menu'), { width, height }, 'papers of a theme');
    await other.page.context().close();
  });
});

async function openEnlarged(tab: Tab, view: string, percent: number): Promise<void> {
  await tab.open(view);
  await tab.page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`);
  await settled(tab.page);
}

/** The whole menu is in the window, and each of its links can be scrolled into it. */
async function expectWithin(menu: Locator, size: { width: number; height: number }, view: string): Promise<void> {
  const summary = menu.locator('summary');
  await summary.press('Enter');
  const body = menu.locator('.menu-body');
  const place = async () => (await body.boundingBox())!;
  await soon(async () => (await place()).y, `${view}: top`).toBeGreaterThanOrEqual(0);
  const { x, y, width, height } = await place();
  expect(x, `${view}: left`).toBeGreaterThanOrEqual(0);
  expect(x + width, `${view}: right`).toBeLessThanOrEqual(size.width);
  expect(y + height, `${view}: bottom`).toBeLessThanOrEqual(size.height);
  expect(height, `${view}: height`).toBeGreaterThan(90);
  expect(await body.evaluate((one) => one.scrollWidth - one.clientWidth), `${view}: sideways`).toBe(0);
  await menu.locator('a').last().focus();
  const link = (await menu.locator('a').last().boundingBox())!;
  expect(link.y, `${view}: last link`).toBeGreaterThanOrEqual(0);
  expect(link.y + link.height, `${view}: last link`).toBeLessThanOrEqual(size.height);
  await menu.page().keyboard.press('Escape');
  await soon(() => menu.getAttribute('open')).toBe(null);
}
