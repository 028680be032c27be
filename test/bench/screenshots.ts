/**
 * Screenshots of every view of the page, to look at; one of them is in the README.
 *
 *   npm run build && npx tsx test/bench/screenshots.ts FOLDER [NAME …] [--index DIR] [--whole]
 *
 * Writes FOLDER/NAME.png, where NAME is a view, a width and an appearance, as in `themes-1280-light`; all of them where
 * none is named, and both appearances at every width where only a view is named. Serves our fixtures from a new index,
 * or a copy of the index in DIR. `--whole` shows the whole page, not only what a screen holds. Wants Debian's chromium,
 * or another in $CHROMIUM.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { BROWSER, QUIET } from '../support/chromium.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { serve } = (await import(
  join(root, 'dist/present/http/index.js')
)) as typeof import('../../src/present/http/index.js');

const SCREENS = [
  { width: 1280, height: 800, scale: 2 },
  { width: 390, height: 844, scale: 2 },
  { width: 360, height: 740, scale: 2 },
  { width: 2560, height: 1300, scale: 1 },
];
const VIEWS: Readonly<Record<string, (page: Page, url: string) => Promise<unknown>>> = {
  start: (page, url) => page.goto(url),
  search: (page, url) => page.goto(`${url}search?q=latent+reasoning`),
  nothing: (page, url) => page.goto(`${url}search?q=sourdough+bread+with+a+crisp+crust`),
  similar: async (page, url) => {
    await page.goto(`${url}search?q=latent+reasoning`);
    await page
      .getByRole('button', { name: /^More like this/ })
      .first()
      .click();
    await page
      .getByRole('button', { name: /^Less like this/ })
      .nth(2)
      .click();
    await page.evaluate('scrollTo(0, 0)');
  },
  themes: (page, url) => page.goto(`${url}themes`),
  chosen: async (page, url) => {
    await page.goto(`${url}themes?show=t1`);
    await page.locator('.map-canvas').press('ArrowRight');
  },
  selected: async (page, url) => {
    await page.goto(`${url}themes`);
    await page.getByRole('button', { name: 'Select' }).click();
    const box = (await page.locator('.map-canvas').boundingBox())!;
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.down();
    for (const [x, y] of [
      [0.6, 0.1],
      [0.6, 0.7],
      [0.1, 0.7],
      [0.1, 0.2],
    ] as const)
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
    await page.mouse.up();
  },
  theme: (page, url) => page.goto(`${url}themes/t1`),
  rename: async (page, url) => {
    await page.goto(`${url}themes/t2`);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('button', { name: 'Merge into …' }).click();
  },
  split: async (page, url) => {
    await page.goto(`${url}themes/t2`);
    await page.getByRole('button', { name: 'Split …' }).click();
    await page.locator('.split-preview').waitFor();
  },
  new: (page, url) => page.goto(`${url}new`),
  collected: (page, url) => page.goto(`${url}collected`),
  history: (page, url) => page.goto(`${url}history`),
  below: async (page, url) => {
    await page.goto(`${url}search?q=latent+reasoning`);
    await page.getByRole('button', { name: /^Show \d+ more/ }).scrollIntoViewIfNeeded();
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  },
  paper: async (page, url) => {
    await page.goto(`${url}duplicates`);
    await page.getByRole('link', { name: 'Open the paper' }).first().click();
  },
  sure: async (page, url) => {
    await page.goto(`${url}search?q=latent+reasoning`);
    await page.locator('.ranked-paper .paper-link').first().click();
    await page.getByRole('button', { name: 'Move to a theme …' }).click();
    await page.getByRole('button', { name: 'Remove …' }).click();
  },
  duplicates: (page, url) => page.goto(`${url}duplicates`),
  borderline: async (page, url) => {
    await page.goto(`${url}duplicates`);
    await page.getByText('Borderline pairs').click();
    await page.getByRole('heading', { name: 'Just rejected' }).scrollIntoViewIfNeeded();
  },
  preview: async (page, url) => {
    await page.goto(`${url}themes?k=8`);
    await page.getByText(/^Preview: 8 themes/).waitFor();
    await page.locator('.theme-choose').nth(1).click();
  },
  compare: async (page, url) => {
    await page.goto(`${url}duplicates`);
    const { papers } = (await (await fetch(`${url}api/papers?limit=3`)).json()) as {
      papers: { title: string; abstract: string }[];
    };
    const other = { title: 'Tides of a small harbour', abstract: 'We measure the tides of a harbour for two years.' };
    const lines = [...papers.map(({ title, abstract }) => ({ title, abstract })), other].map((one) =>
      JSON.stringify(one),
    );
    await page
      .locator('.compare input[type="file"]')
      .setInputFiles({ name: 'mine.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(lines.join('\n')) });
    await page.locator('.compare-result .paper-list').last().waitFor();
  },
  add: async (page, url) => {
    await page.goto(`${url}add`);
    await page
      .locator('input[type="file"]')
      .setInputFiles([join(root, 'fixtures/pages/daily-4.txt'), join(root, 'fixtures/near-duplicates.tsv')]);
    await page.locator('.adding-done').waitFor();
    await page.locator('.adding-reading, .adding-waiting').first().waitFor({ state: 'detached' });
    await page.locator('.adding-done summary').first().click();
  },
  failed: async (page, url) => {
    await page.goto(`${url}add`);
    await page.locator('input[type="file"]').setInputFiles([
      { name: 'A photo.png', mimeType: 'image/png', buffer: Buffer.from('\u0000\u0001') },
      { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
    ]);
    await page.locator('.adding-failed').nth(1).waitFor();
  },
  unknown: (page, url) => page.goto(`${url}papers/no-such-paper`),
  nowhere: (page, url) => page.goto(`${url}no-such-view`),
  help: async (page, url) => {
    await page.goto(`${url}themes`);
    await page.getByRole('button', { name: 'Help and keys' }).click();
  },
};

async function picture(browser: Browser, url: string, name: string, folder: string): Promise<void> {
  const [view, width, appearance] = name.split('-');
  const screen = SCREENS.find((one) => String(one.width) === width);
  const show = VIEWS[view!];
  if (screen === undefined || show === undefined) throw new Error(`there is no picture ${name}`);
  const context = await browser.newContext({
    viewport: screen,
    deviceScaleFactor: screen.scale,
    colorScheme: appearance === 'dark' ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await show(page, url);
  await page.waitForLoadState('networkidle');
  await page.locator('.waiting, [aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: values.whole });
  await context.close();
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { index: { type: 'string' }, whole: { type: 'boolean', default: false } },
});
const [folder, ...named] = positionals;
if (folder === undefined) throw new Error('name a folder');
mkdirSync(folder, { recursive: true });
const names = (named.length > 0 ? named : Object.keys(VIEWS)).flatMap((name) =>
  name.includes('-')
    ? name
    : SCREENS.flatMap(({ width }) => ['light', 'dark'].map((appearance) => `${name}-${width}-${appearance}`)),
);
const index = mkdtempSync(join(tmpdir(), 'paperkin-'));
if (values.index !== undefined) cpSync(values.index, index, { recursive: true });
const serving = await serve({ index, host: '127.0.0.1', port: 0 });
const browser = await chromium.launch({ executablePath: BROWSER ?? '/usr/bin/chromium', args: QUIET });
try {
  const fixtures = ['daily-1.txt', 'daily-2.txt', 'daily-3.txt', 'daily-4.txt'];
  for (const name of values.index === undefined ? fixtures : []) {
    await fetch(`${serving.url}api/papers?name=${name}`, {
      method: 'POST',
      body: readFileSync(join(root, 'fixtures/pages', name)),
      headers: { 'content-type': 'application/octet-stream' },
    });
  }
  // While these are computed, the page asks for their progress, and the network is never idle.
  for (const derived of ['themes', 'map', 'duplicates']) await fetch(`${serving.url}api/${derived}`);
  for (const name of names)
    await picture(browser, serving.url, name, folder).catch((error) => {
      // A collection without near-duplicates, say, has no pair to open.
      console.error(`${name}: ${String(error).split('\n')[0]}`);
      process.exitCode = 1;
    });
} finally {
  await browser.close();
  await serving.close();
  rmSync(index, { recursive: true, force: true });
}
