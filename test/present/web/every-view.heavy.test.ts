/** Every view of the page, looked at for faults of accessibility and of layout, and the page of a larger collection. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER } from '../../support/chromium.js';
import {
  accessibilityFaults,
  drawn,
  indexOf,
  LONGEST_TEST_MS,
  NO_BROWSER,
  openShared,
  openTab,
  page,
  serveIndex,
  settled,
  soon,
  tab,
} from './browser.js';

const VIEWS = [
  '/',
  '/search?q=latent+reasoning',
  '/search?q=robot&since=2025&min-comments=1',
  '/search?order=comments',
  '/search?like=hostile',
  '/collected',
  '/history',
  '/new',
  '/collected/starred',
  '/themes',
  '/themes?show=t1',
  '/themes?k=5&since=2024',
  '/themes/t1',
  '/papers/hostile',
  '/duplicates',
  '/add',
  '/nowhere',
];

const NAMES = ['Almond', 'Birch', 'Cedar', 'Damson', 'Elder', 'Fir', 'Gorse', 'Hazel'];
const pairs = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    ['a', 'b'].map((side) =>
      JSON.stringify({
        id: `${side}-${i}`,
        title: `Observation number ${i} of the river ${NAMES[i % 8]}`,
        abstract: `River ${NAMES[i % 8]}-${i} rose by ${i * 7} centimetres in ${1800 + i} and fell again within ${i + 3} days.${side === 'b' ? ' New.' : ''}`,
      }),
    ),
  )
    .flat()
    .join('\n');

vi.setConfig({ testTimeout: LONGEST_TEST_MS, hookTimeout: LONGEST_TEST_MS });

describe.skipIf(BROWSER === undefined)(`the page${NO_BROWSER}`, () => {
  beforeAll(openShared);

  test.each(VIEWS)('has no fault at %s that axe-core knows, in light and in dark', async (view) => {
    await tab().open(view);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page().emulateMedia({ colorScheme });
      await page().locator(`html[data-appearance="${colorScheme}"]`).waitFor();
      await drawn(page());
      expect(await accessibilityFaults(page()), `${view} in ${colorScheme}`).toEqual([]);
    }
  });

  test.each(VIEWS)('fits at %s from 360 to 2,560 pixels: nothing to scroll sideways to', async (view) => {
    await tab().open(view);
    for (const width of [360, 390, 768, 2560, 1280]) {
      await page().setViewportSize({ width, height: 800 });
      await soon(() => page().evaluate('innerWidth')).toBe(width);
      expect(await page().evaluate('document.documentElement.scrollWidth'), `${view} at ${width}`).toBeLessThanOrEqual(
        width,
      );
    }
  });

  test('shows all views in the bar at 320 pixels, which is 1,280 at four times its size', async () => {
    await page().setViewportSize({ width: 320, height: 256 });
    await tab().open('/duplicates');
    const [content, width] = (await page().evaluate(
      `(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('.views'))`,
    )) as [number, number];
    expect(content).toBeLessThanOrEqual(width);
    await page().setViewportSize({ width: 1280, height: 800 });
  });

  test('marks the current view and the pressed button where the system sets the colours', async () => {
    await tab().open('/themes');
    await page().emulateMedia({ forcedColors: 'active' });
    const colour = (selector: string) =>
      page().evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).backgroundColor`);
    await page().locator('.segments button').first().waitFor();
    expect(await colour('.view-link[aria-current]')).not.toBe(await colour('.view-link:not([aria-current])'));
    expect(await colour('.segments [aria-pressed="true"]')).not.toBe(await colour('.segments [aria-pressed="false"]'));
    await page().emulateMedia({ forcedColors: 'none' });
  });

  test('complained of nothing', () => {
    expect(tab().complaints).toEqual([]);
  });
});

describe.skipIf(BROWSER === undefined)(`near-duplicates of a larger collection${NO_BROWSER}`, () => {
  test('are shown beyond the first hundred groups, and each paper finds its own', async () => {
    const rivers = await serveIndex({
      index: await indexOf([{ name: 'rivers.jsonl', bytes: Buffer.from(pairs(112)) }]),
    });
    const other = await openTab(rivers);
    await other.open('/duplicates');
    const groups = other.page.locator('.group');
    const total = Number(/^\d+/.exec(await other.page.locator('.page-head p').first().innerText())![0]);
    expect(total).toBeGreaterThan(100);
    for (let shown = 10; shown < total; shown += 30) {
      expect(await groups.count()).toBe(shown);
      await other.page.getByRole('button', { name: /^Show \d+ more/ }).click();
      await soon(() => groups.count()).toBe(Math.min(shown + 30, total));
      await settled(other.page);
    }
    expect(await other.page.getByRole('button', { name: /^Show/ }).count()).toBe(0);
    await groups.last().getByRole('link', { name: 'Open the paper' }).first().click();
    await other.page.locator('.near-duplicates .paper-link').first().waitFor();
    await other.page.goBack();
    await soon(() => groups.count()).toBe(total);
    const {
      themes: [into, ...others],
    } = (await (await fetch(`${rivers.url}/api/themes`)).json()) as { themes: { id: string }[] };
    for (const { id } of others)
      await fetch(`${rivers.url}/api/themes/merge`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ from: id, into: into!.id }),
      });
    await other.open(`/themes/${into!.id}`);
    const rows = other.page.locator('.theme .paper-list').first().locator('li');
    await soon(() => rows.count()).toBe(50);
    await other.page.getByRole('button', { name: /^Show \d+ more/ }).press('Enter');
    await soon(() => rows.count()).toBeGreaterThan(50);
    await soon(() => other.page.evaluate('document.activeElement.innerText')).toBe(
      await rows.nth(50).locator('.paper-link').innerText(),
    );
    const read = rows.nth(60).locator('.paper-link');
    const title = await read.innerText();
    await read.click();
    await other.page.locator('.paper-head').waitFor();
    await other.page.goBack();
    await soon(() => other.page.evaluate('document.activeElement.innerText')).toBe(title);
    await settled(other.page);
    expect(other.complaints).toEqual([]);
  });
});
