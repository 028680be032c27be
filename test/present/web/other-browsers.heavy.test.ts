/** What other browsers do differently, done to the page in Chromium: order of tasks, clipboard, gestures, keyboards. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER } from '../../support/chromium.js';
import {
  drawn,
  dropFiles,
  LONGEST_TEST_MS,
  NO_BROWSER,
  openShared,
  openTab,
  served,
  settled,
  soon,
  type Tab,
} from './browser.js';

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

/** And so with the older command, which returns whether it did. */
const GUARDED_COMMAND = `
  const native = document.execCommand.bind(document);
  document.execCommand = (name) => globalThis.event?.type === 'click' && native(name);
`;

/** As where the page comes from another machine without encryption. */
const UNENCRYPTED = `Object.defineProperty(globalThis, 'isSecureContext', { value: false })`;

/** What some of the oldest supported browsers lack. */
const OLDEST = `
  delete URL.canParse;
  delete AbortSignal.any;
  for (const name of ['try', 'withResolvers']) delete Promise[name];
  for (const name of ['groupBy']) { delete Object[name]; delete Map[name]; }
  for (const name of ['union', 'intersection', 'difference', 'isSubsetOf']) delete Set.prototype[name];
  for (const name of ['map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'forEach', 'some', 'every', 'find'])
    delete Iterator.prototype[name];
  delete globalThis.requestIdleCallback;
  delete Array.fromAsync;
`;

const SMALL_FIELDS = `[...document.querySelectorAll('input, select, textarea')]
  .filter((one) => one.checkVisibility() && !['checkbox', 'radio', 'range', 'file'].includes(one.type))
  .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 16)
  .map((one) => one.outerHTML.slice(0, 100))`;

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

  test('copies at the second press where a text arrives too late for the first, on an unencrypted page', async () => {
    const other = await openTab(served());
    await other.page.context().grantPermissions(['clipboard-read']);
    await other.page.addInitScript(`${UNENCRYPTED};${GUARDED_COMMAND}`);
    await other.open('/papers/hostile');
    const button = other.page.locator('.copy', { hasText: 'Copy BibTeX' });
    await button.press('Enter');
    await button.getByText('Press again').waitFor();
    await button.press('Enter');
    await button.getByText('Copied', { exact: true }).waitFor();
    expect(await other.page.evaluate('navigator.clipboard.readText()')).toMatch(/^@\w+\{/);
    await other.page.context().close();
  });

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

  test.each(['Move', 'Select'])(
    'begins no drag on the map with Ctrl, which opens a menu on a Mac: “%s”',
    async (mode) => {
      const other = await openTab(served());
      await other.open('/themes');
      await other.page.getByRole('button', { name: mode }).click();
      const { x, y, width, height } = (await other.page.locator('.map-canvas').boundingBox())!;
      await other.page.mouse.move(x + width / 3, y + height / 3);
      await other.page.keyboard.down('Control');
      await other.page.mouse.down();
      await other.page.keyboard.up('Control');
      await other.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
      expect(await zoomOf(other)).toEqual({ k: 1, x: 0, y: 0 });
      await other.page.mouse.up();
      await drawn(other.page);
      expect(await other.page.locator('.inside').count()).toBe(0);
      await other.page.context().close();
    },
  );

  test('zooms the map, not the page, by a pinch on a trackpad in Safari', async () => {
    const other = await openTab(served());
    await other.open('/themes');
    const { x, y } = (await other.page.locator('.map-canvas').boundingBox())!;
    const prevented = await other.page.evaluate(`[['start', 1], ['change', 1.5], ['change', 2], ['end', 2]].map(
      ([name, scale]) => !document.querySelector('.map-canvas').dispatchEvent(
        Object.assign(new Event('gesture' + name, { cancelable: true }), { scale, clientX: ${x + 100}, clientY: ${y + 50} }),
      ),
    )`);
    expect(prevented).toEqual([true, true, true, true]);
    expect(await zoomOf(other)).toEqual({ k: 2, x: -100, y: -50 });
    await other.page.context().close();
  });

  test('closes a menu with Escape or a press elsewhere where a click does not focus its button, as in Safari', async () => {
    const other = await openTab(served());
    await other.open('/search?order=comments');
    const menu = other.page.locator('details.menu');
    const open = async () => {
      await menu.locator('summary').click();
      await menu.locator('.menu-body a').first().waitFor();
      await other.page.evaluate('document.activeElement.blur()');
      expect(await menu.getAttribute('open')).toBe('');
    };
    await open();
    await other.page.keyboard.press('Escape');
    await soon(() => menu.getAttribute('open')).toBe(null);
    expect(await menu.locator('summary').evaluate((one) => one === document.activeElement)).toBe(true);
    await open();
    await other.page.mouse.click(5, 400);
    await soon(() => menu.getAttribute('open')).toBe(null);
    await other.page.context().close();
  });

  test('works in the oldest browsers that are supported', async () => {
    const other = await openTab(served());
    await other.page.addInitScript(OLDEST);
    for (const view of ['/search?q=latent+reasoning', '/new', '/themes?show=t1', '/themes/t1', '/duplicates', '/add'])
      await other.open(view);
    await other.page.route('**/api/papers/hostile', async (route) => {
      const { paper } = (await (await route.fetch()).json()) as { paper: object };
      const linked = { url: 'https://example.org/paper', abstract: 'The code is at https://example.org/code.' };
      await route.fulfill({ json: { paper: { ...paper, ...linked } } });
    });
    await other.open('/papers/hostile');
    await other.page.locator('.abstract a[href="https://example.org/code"]').waitFor();
    await other.page.locator('a[href="https://example.org/paper"]').waitFor();
    expect(other.complaints).toEqual([]);
    await other.page.context().close();
  });

  test('begins no stretch of time over the bars with Ctrl', async () => {
    const other = await openTab(served());
    await other.open('/search?order=published');
    const bars = (await other.page.locator('.when-bars').boundingBox())!;
    await other.page.mouse.move(bars.x + 5, bars.y + 5);
    await other.page.keyboard.down('Control');
    await other.page.mouse.down();
    await other.page.keyboard.up('Control');
    await other.page.mouse.move(bars.x + 60, bars.y + 5);
    await other.page.mouse.up();
    await settled(other.page);
    expect(other.page.url()).toBe(`${served().url}/search?order=published`);
    await other.page.context().close();
  });

  test('has text of 16 pixels in its fields on a touch screen, below which an iPhone zooms the page', async () => {
    const phone = await openTab(served(), { width: 390, height: 844, touch: true });
    const small: string[] = [];
    const look = async () => small.push(...((await phone.page.evaluate(SMALL_FIELDS)) as string[]));
    await phone.open('/search?order=comments');
    await phone.page.getByRole('button', { name: 'Filters' }).tap();
    await phone.page.locator('.tick').first().tap();
    await look();
    await phone.open('/papers/hostile');
    await phone.page.getByRole('button', { name: 'Add a note' }).tap();
    await look();
    await phone.page.getByRole('button', { name: 'Move to a theme …' }).tap();
    await look();
    await phone.open('/themes/t1');
    for (const button of ['Rename', 'Split …', 'Merge into …']) {
      await phone.page.getByRole('button', { name: button }).tap();
      await look();
    }
    await phone.open('/themes');
    await phone.page.getByText('Try another number or period').tap();
    await look();
    await phone.open('/add');
    await dropFiles(phone.page, 'main', [{ name: 'photo.png', content: '\u0000\u0001' }]);
    await phone.page.getByLabel('Format of photo.png').waitFor();
    await look();
    expect([...new Set(small)]).toEqual([]);
    await phone.page.context().close();
  });
});

const zoomOf = ({ page }: Tab) => page.evaluate(`({ ...document.querySelector('.map-canvas').__zoom })`);

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
