/** What other browsers do differently, done to the page in Chromium: order of tasks, clipboard, gestures, keyboards. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER } from '../../support/chromium.js';
import { drawn, LONGEST_TEST_MS, NO_BROWSER, openShared, openTab, served, settled, soon, type Tab } from './browser.js';

vi.setConfig({ testTimeout: LONGEST_TEST_MS, hookTimeout: LONGEST_TEST_MS });

/** Safari lets a page write to the clipboard only while it handles a press. */
const GUARDED_CLIPBOARD = `
  for (const name of ['write', 'writeText']) {
    const native = navigator.clipboard[name].bind(navigator.clipboard);
    navigator.clipboard[name] = async (content) => {
      if (globalThis.event?.type !== 'click') throw new DOMException('Not while a press is handled', 'NotAllowedError');
      return native(content);
    };
  }
`;

/** As where the page comes from another machine without encryption. */
const UNENCRYPTED = `Object.defineProperty(globalThis, 'isSecureContext', { value: false })`;

/** Several frames may pass before a timer without delay. */
const LATE_TIMERS = `
  const later = globalThis.setTimeout;
  const frames = (count, then) => requestAnimationFrame(() => (count > 1 ? frames(count - 1, then) : then()));
  globalThis.setTimeout = (then, delay, ...rest) => delay === undefined ? frames(4, then) : later(then, delay, ...rest);
`;

describe.skipIf(BROWSER === undefined)(`the page${NO_BROWSER}`, () => {
  beforeAll(openShared);

  test('goes to the first new paper when the button for more of them vanishes, however late timers are', async () => {
    const other = await openTab(served());
    await other.page.addInitScript(LATE_TIMERS);
    await other.open('/themes');
    await selectAll(other);
    const papers = other.page.locator('.inside-papers li');
    expect(await papers.count()).toBe(100);
    await other.page.getByRole('button', { name: /^Show \d+ more/ }).press('Enter');
    await soon(() => papers.count()).toBeGreaterThan(100);
    for (let frames = 0; frames < 6; frames++) await drawn(other.page);
    expect(await other.page.evaluate('document.activeElement.innerText')).toBe(
      await papers.nth(100).locator('.paper-link').innerText(),
    );
    await other.page.context().close();
  });

  test.each(['Copy link', 'Copy BibTeX'])(
    'has its “%s” done where only a press may write to the clipboard',
    async (name) => {
      const other = await openTab(served());
      await other.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await other.page.addInitScript(GUARDED_CLIPBOARD);
      await other.open('/papers/hostile');
      const button = other.page.locator('.copy', { hasText: name });
      await button.press('Enter');
      await button.getByText('Copied', { exact: true }).waitFor();
      expect(await other.page.evaluate('navigator.clipboard.readText()')).toMatch(/^(http|@\w+\{)/);
      await other.page.context().close();
    },
  );

  test('says so if the text to copy does not arrive', async () => {
    const other = await openTab(served());
    await other.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await other.open('/papers/hostile');
    await other.page.route('**/api/export*', (route) => route.abort());
    const button = other.page.locator('.copy', { hasText: 'Copy BibTeX' });
    await button.press('Enter');
    await button.getByText('Not copied').waitFor();
    await other.page.context().close();
  });

  test.each(['Copy link', 'Copy BibTeX'])('keeps the focus on “%s” on an unencrypted page', async (name) => {
    const other = await openTab(served());
    await other.page.context().grantPermissions(['clipboard-read']);
    await other.page.addInitScript(UNENCRYPTED);
    await other.open('/papers/hostile');
    const button = other.page.locator('.copy', { hasText: name });
    await button.press('Enter');
    await button.getByText('Copied', { exact: true }).waitFor();
    for (let frames = 0; frames < 4; frames++) await drawn(other.page);
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await other.page.evaluate('navigator.clipboard.readText()')).toMatch(/^(http|@\w+\{)/);
    await other.page.context().close();
  });
});

async function selectAll({ page }: Tab): Promise<void> {
  await page.getByRole('button', { name: 'Select' }).click();
  const { x, y, width, height } = (await page.locator('.map-canvas').boundingBox())!;
  await page.mouse.move(x + 5, y + 60);
  await page.mouse.down();
  await page.mouse.move(x + width - 5, y + height - 5, { steps: 4 });
  await page.mouse.up();
  await page.locator('.inside-papers').waitFor();
  await settled(page);
}
