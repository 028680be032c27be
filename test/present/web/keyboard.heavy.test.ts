/** The page by keyboard alone: where the focus is after each step. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER } from '../../support/chromium.js';
import { LONGEST_TEST_MS, NO_BROWSER, openShared, page, path, served, settled, soon, tab } from './browser.js';

vi.setConfig({ testTimeout: LONGEST_TEST_MS, hookTimeout: LONGEST_TEST_MS });

const JSON_BODY = { 'content-type': 'application/json' };

describe.skipIf(BROWSER === undefined)(`the page${NO_BROWSER}`, () => {
  beforeAll(openShared);
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page().keyboard.press(key)), Promise.resolve());
  /** The text, label or kind of the focused control. */
  const focused = () =>
    page().evaluate(
      `(({ innerText, labels, tagName }) => tagName === 'MAIN' ? tagName : labels?.[0]?.innerText || innerText || tagName)(document.activeElement)`,
    );
  /** Not with the button, which is there for ten seconds only. */
  const undo = () => fetch(`${served().url}/api/undo`, { method: 'POST', headers: JSON_BODY, body: '{}' });
  const button = (name: string) => page().getByRole('button', { name, exact: true });

  test('merges and splits a theme, and cancels both, with the focus in its place', async () => {
    await tab().open('/themes/t2');
    for (const [open, field] of [
      ['Merge into …', /^Make its \d+ papers part of/],
      ['Split …', /^Number of themes/],
    ] as const) {
      await button(open).press('Enter');
      await soon(focused).toMatch(field);
      await press('Escape');
      await soon(focused).toBe(open);
      await press('Enter');
      await soon(focused).toMatch(field);
      await press('Tab', 'Tab', 'Enter');
      await soon(focused).toBe(open);
    }
    await press('Enter');
    await soon(focused).toMatch(/^Number of themes/);
    await press('Tab', 'Enter');
    await page()
      .getByText(/^Split “.+” into 2 themes\.$/)
      .waitFor();
    await settled(page());
    expect(await focused()).toBe('Split …');
    await undo();
    await tab().open('/themes/t2');
    await button('Merge into …').press('Enter');
    await soon(focused).toMatch(/^Make its/);
    await press('Tab', 'Enter');
    await page()
      .getByText(/^Merged “.+” into this theme\.$/)
      .waitFor();
    await settled(page());
    expect(await page().evaluate('document.activeElement.id')).toBe('main');
    await undo();
  });

  test('leaves a split from its preview too', async () => {
    await tab().open('/themes/t2');
    await button('Split …').press('Enter');
    await page().locator('.split-preview a').first().focus();
    await press('Escape');
    await soon(focused).toBe('Split …');
  });

  test('moves a paper to a theme, and comes back to the button', async () => {
    await tab().open('/papers/hostile');
    await button('Move to a theme …').press('Enter');
    await soon(focused).toMatch(/^It belongs to/);
    await press('Escape');
    await soon(focused).toBe('Move to a theme …');
    await press('Enter');
    await soon(focused).toMatch(/^It belongs to/);
    await page().getByLabel('It belongs to').selectOption({ index: 1 });
    await press('Tab', 'Enter');
    await page().getByText('Moved to another theme.').waitFor();
    await settled(page());
    expect(await focused()).toBe('Move to a theme …');
  });

  test('tries one number of themes after another in the same field', async () => {
    await tab().open('/themes');
    await page().getByText('Try another number or period').press('Enter');
    await press('Tab');
    for (const number of ['4', '5']) {
      await page().keyboard.type(number);
      await press('Enter');
      await page().getByText(`Preview: ${number} themes. Nothing is saved.`).waitFor();
      await settled(page());
      expect(await focused()).toMatch(/^Themes/);
      await press('Backspace');
    }
    await button('End the preview').press('Enter');
    await soon(path).toBe('/themes');
    await soon(() => page().locator('.preview-form input').first().inputValue()).toBe('');
  });

  test('comes back to the map from a paper that was opened on it', async () => {
    await tab().open('/themes');
    await page().locator('.map-canvas').press('ArrowRight');
    await page().locator('.map-card').waitFor();
    await press('Enter');
    await page().locator('.paper-head').waitFor();
    await page().goBack();
    await page().locator('.map-card').waitFor();
    await soon(focused).toBe('CANVAS');
    await press('Escape');
    await page().locator('.map-card').waitFor({ state: 'detached' });
  });

  test('lists the papers of a theme before the map is there', async () => {
    let answer = () => {};
    const drawn = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page().route('**/api/map', (route) => drawn.then(() => route.continue()), { times: 1 });
    await page().goto(
      tab()
        .page.url()
        .replace(/(?<=\d)\/.*/, '/themes?k=4'),
    );
    await page().getByText('Preview: 4 themes.').waitFor();
    await page().locator('.theme-choose').first().press('Enter');
    await button('List its papers').press('Enter');
    answer();
    await settled(page());
    await soon(() => page().locator('.inside-papers li').count()).toBeGreaterThan(20);
  });
});
