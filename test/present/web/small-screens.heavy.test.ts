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

  test.each([
    [320, 256],
    [844, 390],
  ])('leaves room beside the map to scroll past it, at %i × %i pixels', async (width, height) => {
    const other = await openTab(served(), { width, height });
    await other.open('/themes');
    const canvas = other.page.locator('.map-canvas');
    await canvas.evaluate((one) => one.scrollIntoView({ block: 'start' }));
    const top = async () => (await canvas.boundingBox())!.y;
    const before = await top();
    await other.page.mouse.move(width / 2, height - 16);
    await other.page.mouse.wheel(0, 100);
    await soon(top).toBeLessThan(before);
    await other.page.context().close();
  });

  test.each([
    [390, 844],
    [1280, 800],
  ])('has the paper of the map above the bar of selected papers, at %i × %i pixels', async (width, height) => {
    const other = await openTab(served(), { width, height });
    await other.open('/search?order=comments');
    await other.page.locator('.tick').first().check();
    await other.page.getByRole('link', { name: 'Themes', exact: true }).click();
    await other.page.locator('.map-canvas').press('ArrowRight');
    const card = (await other.page.locator('.map-card').boundingBox())!;
    expect(card.y + card.height).toBeLessThanOrEqual((await other.page.locator('.selection').boundingBox())!.y);
    await other.page.context().close();
  });

  test.each([
    ['/search?q=latent+reasoning', 320, 256],
    ['/search?order=comments', 844, 390],
    ['/themes', 320, 256],
    ['/themes', 1280, 480],
  ])('has the focused control at %s clear of the bar of selected papers, at %i × %i pixels', async (view, ...size) => {
    const [width, height] = size;
    const other = await openTab(served(), { width, height });
    await other.open(view === '/themes' ? '/search?order=comments' : view);
    for (const tick of [0, 1]) await other.page.locator('.tick').nth(tick).check();
    if (view === '/themes') await other.page.getByRole('link', { name: 'Themes', exact: true }).click();
    await other.page.locator('.theme-tag, .theme-choose').first().waitFor();
    await settled(other.page);
    await other.page.locator('main').focus();
    const hidden: string[] = [];
    for (let steps = 0; steps < 200; steps++) {
      await other.page.keyboard.press('Tab');
      const focused = (await other.page.evaluate(FOCUSED)) as { name: string; inMain: boolean; covered: boolean };
      if (!focused.inMain) break;
      if (focused.covered) hidden.push(focused.name);
    }
    expect(hidden).toEqual([]);
    expect(await other.page.evaluate(`document.activeElement.closest('.selection') !== null`)).toBe(true);
    await other.page.context().close();
  });
});

/** Whether a bar is in front of the focused control: of all of it, or of a part although there is room for it. */
const FOCUSED = `(() => {
  const focused = document.activeElement;
  const { top, bottom } = focused.getBoundingClientRect();
  const free = document.querySelector('.bottom-bars').getBoundingClientRect().top;
  const isCovered = top < 0 || bottom > free;
  return {
    name: focused.outerHTML.slice(0, 120),
    inMain: focused.closest('main') !== null,
    covered: bottom - top < free - 24 ? isCovered : top >= free || bottom <= 0,
  };
})()`;

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
  await menu.locator('.menu-body[style*="top"]').waitFor();
  const { x, y, width, height } = (await body.boundingBox())!;
  expect(y, `${view}: top`).toBeGreaterThanOrEqual(0);
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
