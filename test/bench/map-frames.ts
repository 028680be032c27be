/**
 * How smoothly the map of the page moves with many papers on it.
 *
 *   npm run build && npx tsx test/bench/map-frames.ts [PAPERS=10000] [PICTURE.png]
 *
 * Made-up papers in 24 themes stand on the map; a browser without a graphics card, the hardest case, points at them,
 * drags the map, zooms and draws a line around papers. Prints how long its frames took, in milliseconds (16.7 is every
 * frame of a screen at 60 Hz), and how much processor time of the page's thread a frame cost, which does not depend on
 * what else runs on the machine. Wants Debian's chromium, or another in $CHROMIUM.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { BROWSER, QUIET } from '../support/chromium.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { serve } = (await import(
  join(root, 'dist/present/http/index.js')
)) as typeof import('../../src/present/http/index.js');
const { seededRandom } = (await import(
  join(root, 'dist/maths/random.js')
)) as typeof import('../../src/maths/random.js');

const COUNT = Number(process.argv[2] ?? 10_000);
const THEMES = 24;
const STEPS = 60;
const FRAME_MS = 16;
const random = seededRandom(1);
const near = (middle: number) => middle + (random() + random() + random() - 1.5) * 0.25;

const middles = Array.from(
  { length: THEMES },
  (_, i) =>
    [Math.cos(i * 2.4) * Math.sqrt((i + 0.5) / THEMES), Math.sin(i * 2.4) * Math.sqrt((i + 0.5) / THEMES)] as const,
);
const points = Array.from({ length: COUNT }, (_, i) => {
  const theme = Math.floor(random() * THEMES);
  return {
    id: `p${i}`,
    title: `Paper ${i} with a title of a usual length`,
    x: near(middles[theme]![0]),
    y: near(middles[theme]![1]),
    theme: `t${theme + 1}`,
    published: `${2010 + (i % 15)}-${String((i % 12) + 1).padStart(2, '0')}`,
  };
});
const themes = middles.map((_, i) => {
  const papers = points
    .filter(({ theme }) => theme === `t${i + 1}`)
    .map(({ id, title }) => ({ id, title, similarity: 0.5, also: null }));
  return {
    id: `t${i + 1}`,
    label: `Theme of number ${i + 1}`,
    renamed: false,
    terms: [],
    size: papers.length,
    cohesion: 0.5,
    area: null,
    sentence: { paper: papers[0]?.id ?? 'p0', text: '' },
    near: [],
    papers,
    periods: [],
    rising: false,
  };
});
const ANSWERS: Readonly<Record<string, unknown>> = {
  status: {
    papers: COUNT,
    embeddings: COUNT,
    model: null,
    dimension: null,
    index: { path: '', sizeBytes: 0, neighbours: COUNT },
  },
  themes: {
    themes,
    outliers: [],
    areas: [],
    why: { k: THEMES, criterion: 'made up', outlierBelow: 0, dissolved: 0, curve: [], changes: [] },
  },
  map: { points },
};

/** Processor time of the page's thread so far, in milliseconds. */
async function processorTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
}

async function measure(page: Page, what: string, act: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await processorTime(session);
  await page.evaluate(`(() => {
    const run = (window.run = { frames: [], going: true });
    let last = performance.now();
    (function tick(now) { run.frames.push(now - last); last = now; if (run.going) requestAnimationFrame(tick); })(last);
  })()`);
  await act();
  const frames = ((await page.evaluate('window.run.going = false, window.run.frames.slice(2)')) as number[]).sort(
    (a, b) => a - b,
  );
  const used = ((await processorTime(session)) - before) / frames.length;
  await session.detach();
  const at = (share: number) => frames[Math.min(frames.length - 1, Math.floor(frames.length * share))]!.toFixed(1);
  console.log(
    `${what.padEnd(10)} ${String(frames.length).padStart(4)} frames   p50 ${at(0.5)}   p95 ${at(0.95)}   longest ${at(1)}   processor ${used.toFixed(1)}`,
  );
}

async function along(page: Page, place: (i: number) => readonly [number, number]): Promise<void> {
  for (let i = 0; i < STEPS; i++) {
    await page.mouse.move(...place(i));
    await page.waitForTimeout(FRAME_MS);
  }
}

async function measureAll(page: Page): Promise<void> {
  await measure(page, 'pointing', () => along(page, (i) => [200 + i * 8, 300 + (i % 7) * 20]));
  await page.mouse.move(400, 400);
  await page.mouse.down();
  await measure(page, 'dragging', () => along(page, (i) => [400 + i * 3, 400 + i]));
  await page.mouse.up();
  await measure(page, 'zooming', async () => {
    for (let i = 0; i < STEPS; i++) {
      await page.mouse.wheel(0, i < STEPS / 2 ? -60 : 60);
      await page.waitForTimeout(FRAME_MS);
    }
  });
  await page.keyboard.down('Shift');
  await page.mouse.move(300, 350);
  await page.mouse.down();
  await measure(page, 'drawing', () =>
    along(page, (i) => [
      470 - 170 * Math.cos((i / STEPS) * 2 * Math.PI),
      350 - 150 * Math.sin((i / STEPS) * 2 * Math.PI),
    ]),
  );
  await page.mouse.up();
  await page.keyboard.up('Shift');
}

const index = mkdtempSync(join(tmpdir(), 'paperkin-'));
const serving = await serve({ index, host: '127.0.0.1', port: 0 });
const browser = await chromium.launch({ executablePath: BROWSER ?? '/usr/bin/chromium', args: QUIET });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  for (const [name, answer] of Object.entries(ANSWERS))
    await page.route(`**/api/${name}`, (route) => route.fulfill({ json: answer }));
  await page.goto(`${serving.url}themes`);
  await page.locator('.theme-row').first().waitFor();
  await page.waitForTimeout(500);
  console.log(`${COUNT} papers, Chromium ${browser.version()}, ${cpus().length} × ${cpus()[0]?.model ?? ''}`);
  await measureAll(page);
  const picture = process.argv[3];
  if (picture !== undefined) await page.screenshot({ path: picture });
} finally {
  await browser.close();
  await serving.close();
  rmSync(index, { recursive: true, force: true });
}
