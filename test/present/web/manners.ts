/** The manners of the page: keys, screen readers, small and large screens, weight, tokens. */
import { expect, test } from 'vitest';
import { accessibilityFaults, drawn, openTab, page, path, served, serveIndex, settled, soon, tab } from './browser.js';

/** What a first visit may weigh, compressed: scripts, styles and type. */
const LARGEST_FIRST_LOAD_BYTES = 300_000;
const TOKEN = 'a-token-for-the-test';

const focused = () =>
  page().evaluate('document.activeElement.innerText || document.activeElement.id') as Promise<string>;

export function keys(): void {
  test('goes to the search with /, through the answers with arrows, into one with Enter, and back with Esc', async () => {
    await tab().open('/add');
    await page().keyboard.press('/');
    await soon(focused).toBe('query');
    await page().keyboard.type('latent reasoning');
    const titles = page().locator('.ranked-paper .paper-link');
    await soon(path).toBe('/search?q=latent+reasoning');
    await page().locator('.ranked-paper mark').first().waitFor();
    await settled(page());
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('ArrowDown');
    const second = await titles.nth(1).innerText();
    await soon(focused).toBe(second);
    await page().keyboard.press('Escape');
    await soon(focused).toBe('query');
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Enter');
    await soon(() => page().locator('h1').innerText()).toBe(second);
  });

  test('writes / and ? in text fields', async () => {
    await tab().open('/');
    await page().locator('#query').pressSequentially('either/or?');
    await drawn(page());
    expect(await page().locator('#query').inputValue()).toBe('either/or?');
    expect(await page().locator('dialog[open]').count()).toBe(0);
  });

  test('shows its keys with ?, and can turn them off', async () => {
    await tab().open('/themes');
    await page().keyboard.press('?');
    await page().getByRole('dialog', { name: 'Keys' }).waitFor();
    await page().getByLabel('Keys of one character').uncheck();
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'hidden' });
    await page().keyboard.press('?');
    await drawn(page());
    expect(await page().locator('dialog[open]').count()).toBe(0);
    await page().getByRole('button', { name: 'Help and keys' }).click();
    await page().getByLabel('Keys of one character').check();
    await page().getByRole('button', { name: 'Close' }).click();
  });

  test('keeps the focus in its place when the focused control disappears', async () => {
    await tab().open('/papers/hostile');
    for (const button of ['Remove …', 'Move to a theme …']) {
      await page().getByRole('button', { name: button }).press('Enter');
      await soon(() => page().evaluate(`document.activeElement.closest('form') !== null`)).toBe(true);
      await page().keyboard.press('Escape');
      await soon(focused).toBe(button);
    }
    for (const tag of ['first', 'second']) {
      await page().getByLabel('Add a tag').fill(tag);
      await page().getByLabel('Add a tag').press('Enter');
      await page().getByRole('link', { name: tag }).waitFor();
    }
    await page().getByRole('button', { name: 'Remove the tag first' }).press('Enter');
    await soon(focused).toBe('second');
    await page().getByRole('button', { name: 'Remove the tag second' }).press('Enter');
    await soon(focused).toBe('Mark as read');
  });

  test('leaves the focus on a button while the server works, and does the thing once', async () => {
    const other = await openTab(served());
    let sent = 0;
    await other.page.route('**/api/searches', (route) => {
      if (route.request().method() === 'POST') sent++;
      else return route.continue();
    });
    await other.open('/search?q=acoustics');
    const button = other.page.getByRole('button', { name: 'Save this search' });
    for (let i = 0; i < 3; i++) await button.press('Enter');
    await soon(() => sent).toBe(1);
    await button.press('Enter');
    await drawn(other.page);
    expect(await other.page.evaluate('document.activeElement.innerText')).toBe('Save this search');
    expect(sent).toBe(1);
    await other.page.context().close();
  });

  test('keeps the way to undo while the focus is on it', async () => {
    const other = await openTab(served());
    await other.page.clock.install();
    await other.open('/themes/t1');
    const label = await other.page.locator('h1').innerText();
    await other.page.getByRole('button', { name: 'Rename' }).press('Enter');
    await other.page.getByLabel('Name of the theme').fill('Renamed to be undone');
    await other.page.keyboard.press('Enter');
    const undo = other.page.getByRole('button', { name: 'Undo', exact: true });
    await undo.focus();
    await other.page.clock.fastForward(30_000);
    await undo.press('Enter');
    await other.page.getByText('Undone.').waitFor();
    await soon(() => other.page.locator('h1').innerText()).toBe(label);
    await other.page.clock.fastForward(10_001);
    await soon(() => other.page.locator('.undo-bar').count()).toBe(0);
    await other.page.context().close();
  });

  test('says that a change of the history is undone, and keeps the focus there', async () => {
    const other = await openTab(served());
    await fetch(`${served().url}/api/themes/rename`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ theme: 't1', label: 'Renamed to be undone' }),
    });
    await other.open('/history');
    await other.page.getByRole('button', { name: /^Undo/ }).first().press('Enter');
    await other.page.getByText('Undone.').waitFor();
    await settled(other.page);
    expect(await other.page.evaluate(`document.activeElement.closest('main') !== null`)).toBe(true);
    await other.page.context().close();
  });

  test('says on the map which paper the keys reached, and which theme is selected', async () => {
    await tab().open('/themes');
    await page().locator('.map-canvas').press('ArrowRight');
    const said = () => page().locator('.map > [role="status"]').innerText();
    await soon(said).toMatch(/\. Theme: .+/);
    const reached = await said();
    await page().locator('.map-canvas').press('Space');
    await soon(said).toBe(`${reached}, selected`);
  });

  test('offers a way past the bar first', async () => {
    await tab().open('/themes');
    await page().keyboard.press('Tab');
    await soon(focused).toBe('Skip to the content');
    await page().keyboard.press('Enter');
    await soon(focused).toContain('Themes');
  });
}

export function everyone(): void {
  test('has none with the help open, nor on a phone', async () => {
    const phone = await openTab(served(), { width: 390, height: 844, touch: true });
    for (const view of ['/search?q=latent+reasoning', '/themes']) {
      await phone.open(view);
      await phone.page.getByRole('button', { name: 'Help and keys' }).click();
      await phone.page.getByRole('dialog', { name: 'Keys' }).waitFor();
      expect(await accessibilityFaults(phone.page), view).toEqual([]);
    }
  });

  test('keeps the appearance that was chosen', async () => {
    const other = await openTab(served(), { dark: true });
    const ground = () => other.page.evaluate('getComputedStyle(document.body).backgroundColor');
    await other.open('/');
    const dark = await ground();
    await other.page.getByRole('button', { name: 'Switch to light appearance' }).click();
    await soon(ground).not.toBe(dark);
    const light = await ground();
    await other.page.reload();
    await soon(ground).toBe(light);
  });

  test('prints on white, without buttons, in dark appearance too', async () => {
    const other = await openTab(served(), { dark: true });
    for (const view of ['/themes/t1', '/papers/hostile', '/duplicates']) {
      await other.open(view);
      await other.page.emulateMedia({ media: 'print' });
      expect(await other.page.evaluate('getComputedStyle(document.body).backgroundColor'), view).toBe(
        'rgb(255, 255, 255)',
      );
      expect(await other.page.locator('main button:visible').allInnerTexts(), view).toEqual([]);
      await other.page.emulateMedia({ media: 'screen' });
    }
    await other.page.context().close();
  });

  test('keeps the buttons of the map whole on a phone where text is twice its size', async () => {
    const phone = await openTab(served(), { width: 390, height: 844 });
    await phone.open('/themes');
    await phone.page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    for (const button of await phone.page.locator('.map-buttons button').all()) {
      const { x, width, height } = (await button.boundingBox())!;
      expect(x + width).toBeLessThan(390);
      expect(height).toBeLessThan(80);
    }
    await phone.page.context().close();
  });
}

/** Says nothing to the page's question. */
const unanswered = () => {};

export function headings(): void {
  test.each([
    ['/themes/t1', '**/api/themes/brief', 'Theme'],
    ['/papers/hostile', '**/api/papers/hostile', 'Paper'],
    ['/collected/lamps', '**/api/tags', 'lamps'],
  ])('are there at %s before the answer is', async (path, question, heading) => {
    await page().route(question, unanswered);
    await page().goto(served().url + path);
    await page().locator('.waiting').first().waitFor();
    expect(await page().locator('h1').allInnerTexts()).toEqual([heading]);
    await page().unroute(question, unanswered);
  });

  test.each([
    ['/papers/hostile', '**/api/duplicates?paper=*', 'Looking for near-duplicates'],
    ['/themes/t1', '**/api/themes/t1', 'Looking for themes within it'],
  ])('at %s, what takes long says so', async (path, question, what) => {
    await page().route(question, unanswered);
    await page().goto(served().url + path);
    await page().getByText(what).waitFor();
    await page().unroute(question, unanswered);
  });

  test('of what is computed for minutes, only that it is announced, not how far it is', async () => {
    await page().route('**/api/map', unanswered);
    await page().route('**/api/progress', (route) =>
      route.fulfill({ json: { running: [{ work: 'map', share: 0.42 }] } }),
    );
    await page().goto(`${served().url}/themes`);
    await page().getByText('42 %').waitFor();
    expect(await page().getByRole('status').filter({ hasText: 'Drawing the map' }).innerText()).toBe(
      'Drawing the map …',
    );
    await page().unroute('**/api/map', unanswered);
    await page().unroute('**/api/progress');
  });

  test('name each group of near-duplicates', async () => {
    await tab().open('/duplicates');
    const names = await page().locator('.group h2').allInnerTexts();
    expect(names[0]).toMatch(/^EchoAtlas: .*, 2 papers$/);
    expect(new Set(names).size).toBe(names.length);
  });
}

export function screens(): void {
  test('tells of keys where there is a keyboard', async () => {
    const phone = await openTab(served(), { width: 390, height: 844, touch: true });
    for (const each of [tab(), phone]) await each.open('/collected');
    const lead = (each: typeof phone) => each.page.locator('.start-lead').innerText();
    expect(await lead(tab())).toMatch(/beside its title, or with the key s; add/);
    expect(await lead(phone)).toMatch(/beside its title; add/);
  });

  test('can be used with a thumb: filters behind a button, a paper on the map with a tap', async () => {
    const phone = await openTab(served(), { width: 390, height: 844, touch: true });
    await phone.open('/search?q=robot');
    expect(await phone.page.getByLabel('Since', { exact: true }).isVisible()).toBe(false);
    await phone.page.getByRole('button', { name: 'Filters' }).tap();
    await phone.page.getByLabel('Since', { exact: true }).waitFor({ state: 'visible' });
    await phone.open('/themes');
    const box = (await phone.page.locator('.map-canvas').boundingBox())!;
    for (let i = 0; i < 40 && (await phone.page.locator('.map-card').count()) === 0; i++) {
      const clicked = phone.page.evaluate(
        `new Promise((done) => document.querySelector('.map-canvas').addEventListener('click', () => setTimeout(done), { once: true }))`,
      );
      await phone.page.touchscreen.tap(
        box.x + box.width * (0.3 + 0.1 * (i % 5)),
        box.y + box.height * (0.3 + 0.07 * ((i / 5) | 0)),
      );
      await clicked;
      await drawn(phone.page);
    }
    await phone.page.locator('.map-card .paper-link').waitFor();
  });

  test(`weighs less than ${LARGEST_FIRST_LOAD_BYTES / 1000} kB when it is first opened`, async () => {
    const other = await openTab(served());
    await other.open('/themes');
    await other.page.evaluate('document.fonts.ready');
    const loaded = (await other.page.evaluate(
      `performance.getEntries().filter(({ entryType }) => ['navigation', 'resource'].includes(entryType)).map(({ name, encodedBodySize }) => ({ name, encodedBodySize }))`,
    )) as { name: string; encodedBodySize: number }[];
    const files = loaded.filter(({ name }) => !name.includes('/api/'));
    expect(files.some(({ name }) => name.endsWith('.js')) && files.some(({ name }) => name.endsWith('.woff2'))).toBe(
      true,
    );
    expect(files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)).toBeLessThan(LARGEST_FIRST_LOAD_BYTES);
  });
}

export function door(): void {
  test('asks for the token if there is one, and stores it for the tab', async () => {
    const other = await openTab(await serveIndex({ token: TOKEN }));
    await other.open('/add');
    await other.page.getByLabel('Token').fill('a-wrong-token-of-some-length');
    await other.page.getByRole('button', { name: 'Enter' }).click();
    await other.page.getByText('That token is wrong.').waitFor();
    await other.page.getByLabel('Token').fill(TOKEN);
    await other.page.getByRole('button', { name: 'Enter' }).click();
    await other.page.getByText('Drop files here').waitFor();
    await other.page.reload();
    await other.page.getByText('Drop files here').waitFor();
  });

  test('lets a person in whose browser refuses to store anything', async () => {
    const other = await openTab(await serveIndex({ token: TOKEN }));
    // As Firefox and Safari do where cookies are blocked.
    await other.page.addInitScript(
      `for (const name of ['localStorage', 'sessionStorage', 'BroadcastChannel'])
        Object.defineProperty(globalThis, name, { get() { throw new DOMException('Insecure', 'SecurityError') } })`,
    );
    await other.open('/add');
    await other.page.getByLabel('Token').fill(TOKEN);
    await other.page.getByRole('button', { name: 'Enter' }).click();
    await other.page.getByText('Drop files here').waitFor();
    await other.page.context().close();
  });
}
