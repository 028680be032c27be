/** The page with papers that need much room, on tablets, and on paper. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER } from '../../support/chromium.js';
import { indexOf, LONGEST_TEST_MS, NO_BROWSER, openTab, type Served, serveIndex, settled, soon } from './browser.js';

vi.setConfig({ testTimeout: LONGEST_TEST_MS, hookTimeout: LONGEST_TEST_MS });

const SUMS = Array.from({ length: 14 }, (_, i) => String.raw`\sum_{i=1}^{n} a_{${i}} x_i^{${i}}`).join(' + ');
const AUTHORS = Array.from({ length: 900 }, (_, i) => `A. Observer${i}`);
const SUBJECTS = ['tides', 'bees', 'lamps', 'glaciers', 'bread', 'bridges'];
const PAPERS = [
  {
    id: 'wide',
    title: 'A polynomial of the tides',
    abstract: `The height of the tides in a harbour is $$${SUMS}$$ at every hour.`,
    published: '2021-01-05',
  },
  {
    id: 'wide-too',
    title: 'A polynomial of the tides',
    abstract: `The height of the tides in a harbour is $$${SUMS}$$ at every hour. We give an example.`,
    published: '2021-01-05',
  },
  {
    id: 'many',
    title: 'Observation of a rare tide',
    abstract: 'A collaboration of nine hundred people saw a tide.',
    authors: AUTHORS,
    published: '2021-02-05',
  },
  ...Array.from({ length: 60 }, (_, i) => ({
    id: `paper-${i}`,
    title: `Study ${i} of ${SUBJECTS[i % 6]}`,
    abstract: `We study ${SUBJECTS[i % 6]} for ${i + 2} years with instruments of class ${i % 5}.`,
    published: `20${20 + (i % 5)}-0${1 + (i % 9)}-01`,
  })),
];
const NOTE = 'The second lemma needs a longer argument than this one; ask its author about the case of shallow water. ';

let served: Served;

describe.skipIf(BROWSER === undefined)(`the page${NO_BROWSER}`, () => {
  beforeAll(async () => {
    const bytes = Buffer.from(PAPERS.map((one) => JSON.stringify(one)).join('\n'));
    served = await serveIndex({ index: await indexOf([{ name: 'papers.jsonl', bytes }]) });
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ paper: 'wide', text: NOTE.repeat(4) });
    await fetch(`${served.url}/api/marks/note`, { method: 'POST', headers, body });
  });

  test.each(['/papers/wide', '/search?q=polynomial+of+the+tides'])(
    'is no wider than a phone at %s, whose formula is',
    async (view) => {
      const phone = await openTab(served, { width: 360, height: 740, touch: true });
      await phone.open(view);
      for (const summary of await phone.page.getByText(/^Abstract/).all()) await summary.click();
      await phone.page.locator('.katex-display').first().waitFor();
      expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await phone.page.context().close();
    },
  );

  test('shows the abstract of nine hundred authors at once, and all of them if asked', async () => {
    const { page, open } = await openTab(served);
    await open('/papers/many');
    expect((await page.locator('.abstract').boundingBox())!.y).toBeLessThan(500);
    const authors = page.locator('.authors');
    expect(await authors.innerText()).toMatch(/A\. Observer19 and 880 others Show all authors$/);
    await page.getByRole('button', { name: 'Show all authors' }).press('Enter');
    await soon(() => authors.innerText()).toMatch(/A\. Observer899 Show fewer authors$/);
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Show fewer authors');
    await page.context().close();
  });

  test('shows the whole of a note of several lines', async () => {
    const { page, open } = await openTab(served, { width: 390, height: 844 });
    await open('/papers/wide');
    const hidden = () =>
      page.locator('.paper-note textarea').evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
    expect(await hidden()).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test('has its bar in one row from 720 pixels on, and nothing in it over another', async () => {
    const { page, open } = await openTab(served, { width: 768, height: 1024 });
    await open('/add');
    for (const width of [720, 768, 800, 834, 896, 1024]) {
      await page.setViewportSize({ width, height: 600 });
      await soon(() => page.evaluate('innerWidth')).toBe(width);
      const boxes = (await page.evaluate(
        `[...document.querySelectorAll('.wordmark, .view-link, .bar-count, .bar .icon-button')]
          .map((one) => one.getBoundingClientRect()).filter(({ width }) => width > 0)
          .map(({ left, right, height }) => ({ left, right, height }))`,
      )) as { left: number; right: number; height: number }[];
      expect(
        boxes.filter(({ left }, i) => i > 0 && left < boxes[i - 1]!.right),
        `${width}`,
      ).toEqual([]);
      expect(Math.max(...boxes.map(({ height }) => height)), `${width}`).toBeLessThan(40);
    }
    await page.context().close();
  });

  test.each([
    [768, 1024],
    [640, 800],
    [390, 844],
  ])('has no paper or name of the map behind the slider of dates, at %i × %i pixels', async (width, height) => {
    const { page, open } = await openTab(served, { width, height });
    await open('/themes');
    await page.locator('.map-dates').waitFor();
    const colours = (await page.evaluate(`(() => {
      const canvas = document.querySelector('.map-canvas');
      const from = document.querySelector('.map-dates').offsetTop;
      const { data } = canvas.getContext('2d').getImageData(0, from, canvas.width, canvas.height - from);
      return [...new Set(new Uint32Array(data.buffer))].length;
    })()`)) as number;
    expect(colours).toBe(1);
    await page.context().close();
  });

  test('says that no paper passes the filters, not that none of 0 is a match', async () => {
    const { page, open } = await openTab(served);
    await open('/search?q=tides&since=1901&until=1902');
    expect(await page.locator('.nothing h2').innerText()).toBe('No papers match these filters');
    await page.getByRole('button', { name: 'Search without the filters' }).click();
    await page.locator('.ranked-paper').first().waitFor();
    await page.context().close();
  });

  test('states problems as sentences, and commands as code', async () => {
    const { page, open } = await openTab(served);
    await open('/papers/no-such');
    expect(await page.getByRole('alert').innerText()).toMatch(/^No paper has the id no-such/);
    await page.route('**/api/papers/wide', (route) => route.abort());
    await open('/papers/wide');
    await page.locator('.note-problem code', { hasText: /^paperkin serve$/ }).waitFor();
    await page.context().close();
  });

  test('prints the query of a search, and no button for what is closed', async () => {
    const { page, open } = await openTab(served);
    await open('/search?q=polynomial+of+the+tides');
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    const { width, height } = (await page.getByRole('heading', { level: 1 }).boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThan(20);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Search: polynomial of the tides');
    expect(await page.locator('summary:visible').allInnerTexts()).toEqual([]);
    await page.context().close();
  });
});
