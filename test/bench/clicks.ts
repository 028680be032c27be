/**
 * How many clicks each task of the page takes, counted while a browser does it.
 *
 *   npm run build && npx tsx test/bench/clicks.ts [CHECKOUT=. [WORDS OF A TASK]]
 *
 * Every task begins at the start view of a new index of the fixture pages, and ends when what was wanted is on the
 * page. A drag counts as a click; typing a text does not. CHECKOUT is another built checkout; where a task of that page
 * takes other steps, they stand beside those of today, and `–` says that the page could not do it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { BROWSER, QUIET } from '../support/chromium.js';

const own = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const root = resolve(process.argv[2] ?? own);
const isOwn = root === own;
const { serve } = (await import(
  join(root, 'dist/present/http/index.js')
)) as typeof import('../../src/present/http/index.js');

/** A mouse that counts. */
class Hand {
  count = 0;
  constructor(readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    await target.click();
    this.count++;
  }

  button(name: string | RegExp, nth = 0): Promise<void> {
    return this.click(this.page.getByRole('button', { name }).nth(nth));
  }

  link(name: string | RegExp): Promise<void> {
    return this.click(this.page.getByRole('link', { name }).first());
  }

  async drag(target: Locator, [x, y]: readonly [number, number], [toX, toY]: readonly [number, number]) {
    const box = (await target.boundingBox())!;
    await this.page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + toX * box.width, box.y + toY * box.height, { steps: 8 });
    await this.page.mouse.up();
    this.count++;
  }

  async ask(text: string): Promise<void> {
    await this.page.locator('input[type="search"], textarea, .query input').first().fill(text);
    await this.page.locator('.ranked-paper').first().waitFor();
  }

  /** Waits for what the task is to reach. */
  sees(target: Locator | string | RegExp): Promise<void> {
    return (typeof target === 'object' && 'waitFor' in target ? target : this.page.getByText(target).first()).waitFor();
  }

  /** Another theme than the first of a list of choices; choosing counts. */
  async choose(list: Locator): Promise<void> {
    const value = await list.locator('option').nth(1).getAttribute('value');
    await list.selectOption(value!);
    this.count += 2;
  }
}

interface Task {
  readonly what: string;
  readonly now: (hand: Hand) => Promise<void>;
  /** The steps before the page was reworked: `same`, others, or none where it could not be done. */
  readonly before?: 'same' | ((hand: Hand) => Promise<void>);
}

const papers = (hand: Hand) => hand.page.locator('.ranked-paper');
const firstTheme = async (hand: Hand) => {
  await hand.click(hand.page.locator('main a[href*="/themes/t"]').first());
  await hand.sees(hand.page.getByRole('button', { name: 'Rename' }));
};
const TASKS: readonly Task[] = [
  {
    what: 'the newest papers',
    now: async (hand) => {
      await hand.button('Newest papers').catch(() => hand.link('Newest papers'));
      await hand.sees(hand.page.locator('.row-actions, .ranked-paper').first());
    },
  },
  {
    what: 'papers of a period',
    now: async (hand) => {
      await hand.drag(hand.page.locator('.when svg, .brush').first(), [0.7, 0.5], [0.95, 0.5]);
      await hand.sees(hand.page.locator('.row-actions').first());
    },
  },
  {
    what: 'what is new since the last visit',
    now: async (hand) => {
      await hand.link('New');
      await hand.sees(/papers? since/);
    },
  },
  {
    what: 'find papers about a text',
    now: (hand) => hand.ask('latent reasoning'),
    before: 'same',
  },
  {
    what: 'star a paper of the answers',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.click(papers(hand).first().locator('.star'));
      await hand.sees(hand.page.locator('.star[aria-pressed="true"]').first());
    },
  },
  {
    what: 'search by two papers, but unlike a third',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.button(/^More like this/);
      await hand.sees('Basket');
      await hand.button(/^More like this/, 1);
      await hand.button(/^Less like this/, 3);
      await hand.sees(hand.page.getByText('Unlike').first());
    },
  },
  {
    what: 'export the first five answers as BibTeX',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.click(hand.page.locator('[data-tick]').first());
      await hand.page.keyboard.down('Shift');
      await hand.click(hand.page.locator('[data-tick]').nth(4));
      await hand.page.keyboard.up('Shift');
      await hand.sees('5');
      await hand.click(hand.page.locator('.selection summary'));
      await Promise.all([
        hand.page.waitForEvent('download'),
        hand.click(hand.page.locator('.selection a', { hasText: 'BibTeX' })),
      ]);
    },
  },
  {
    what: 'export all answers as BibTeX',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.click(hand.page.locator('.download summary').first());
      await Promise.all([
        hand.page.waitForEvent('download'),
        hand.click(hand.page.locator('.download a', { hasText: 'BibTeX' }).first()),
      ]);
    },
    before: async (hand) => {
      await hand.ask('latent reasoning');
      await Promise.all([
        hand.page.waitForEvent('download'),
        hand.click(hand.page.locator('.download a', { hasText: 'BibTeX' }).first()),
      ]);
    },
  },
  {
    what: 'copy the BibTeX entry of a paper',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.click(papers(hand).first().locator('.paper-link'));
      await hand.button('Copy BibTeX');
    },
  },
  {
    what: 'results of a search on the map',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.link('Show on the map');
      await hand.sees(/^Highlighted/);
    },
  },
  {
    what: 'list the papers of a region of the map',
    now: async (hand) => {
      await hand.link('Themes');
      await hand.button('Select');
      await hand.drag(hand.page.locator('.map-canvas'), [0.2, 0.2], [0.8, 0.8]);
      await hand.sees(/papers? selected/);
    },
    before: async (hand) => {
      await hand.link('Themes');
      await hand.button('Select');
      const box = (await hand.page.locator('.map-canvas').boundingBox())!;
      const at = (x: number, y: number) => hand.page.mouse.move(box.x + x * box.width, box.y + y * box.height);
      await at(0.2, 0.2);
      await hand.page.mouse.down();
      for (const [x, y] of [
        [0.8, 0.2],
        [0.8, 0.8],
        [0.2, 0.8],
      ] as const)
        await at(x, y);
      await hand.page.mouse.up();
      hand.count++;
      await hand.sees(hand.page.getByRole('heading', { name: /\d+ papers?/ }).first());
    },
  },
  {
    what: 'rename a theme',
    now: async (hand) => {
      await firstTheme(hand);
      await hand.button('Rename');
      await hand.page.getByLabel('Name of the theme').fill('A name of mine');
      await hand.button('Save');
      await hand.sees(hand.page.getByRole('heading', { name: 'A name of mine' }));
    },
    before: 'same',
  },
  {
    what: 'merge two themes',
    now: async (hand) => {
      await firstTheme(hand);
      await hand.button('Merge into …');
      await hand.choose(hand.page.locator('.theme-merge select'));
      const { pathname } = new URL(hand.page.url());
      await hand.click(hand.page.getByRole('button', { name: 'Merge', exact: true }));
      await hand.page.waitForURL((url) => url.pathname !== pathname);
    },
    before: 'same',
  },
  {
    what: 'split a theme',
    now: async (hand) => {
      await firstTheme(hand);
      await hand.button('Split …');
      await hand.click(hand.page.getByRole('button', { name: 'Split', exact: true }));
      await hand.sees(/into 2 themes/);
    },
  },
  {
    what: 'undo the last change (a theme was merged)',
    now: async (hand) => {
      await firstTheme(hand);
      await hand.button('Merge into …');
      await hand.click(hand.page.getByRole('button', { name: 'Merge', exact: true }));
      await hand.sees(hand.page.getByRole('button', { name: 'Undo', exact: true }));
      hand.count = 0;
      await hand.click(hand.page.getByRole('button', { name: 'Undo', exact: true }));
      await hand.sees('Undone.');
    },
  },
  {
    what: 'undo an earlier change',
    now: async (hand) => {
      await firstTheme(hand);
      await hand.button('Rename');
      await hand.page.getByLabel('Name of the theme').fill('Another name of mine');
      await hand.button('Save');
      await hand.sees(hand.page.getByRole('heading', { name: 'Another name of mine' }));
      hand.count = 0;
      await hand.link('Add');
      await hand.link('History');
      await hand.click(hand.page.locator('.history-list button').first());
      await hand.sees(hand.page.locator('.history-undone').first());
    },
  },
  {
    what: 'merge near-duplicates',
    now: async (hand) => {
      await hand.link('Duplicates');
      await hand.button(/^Merge/);
      await hand.sees(/Merged/);
    },
    before: 'same',
  },
];

/** Made up, with an arXiv id. */
const LINKED = {
  title: 'Tides of a small harbour',
  abstract: 'We measure the tides of a small harbour for two years and predict them a week ahead.',
  arxiv: '2601.01234',
  published: '2026-01-05',
};
const OTHER = { title: 'Ropes of a large ship', abstract: 'We test the ropes of a large ship for two years.' };
const OWN_FILE = { name: 'mine.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(JSON.stringify(LINKED)) };

const REST: readonly Task[] = [
  {
    what: 'mark all as seen',
    now: async (hand) => {
      await hand.link('New');
      await hand.button('Mark all as seen');
      await hand.sees(/^No new papers/);
    },
  },
  {
    what: 'recommended papers for the starred',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      // The first has a star by now; another click would remove it.
      await hand.click(papers(hand).nth(1).locator('.star'));
      await hand.sees(papers(hand).nth(1).locator('.star[aria-pressed="true"]'));
      hand.count = 0;
      await hand.link('Collected');
      await hand.link('Starred');
      await hand.sees(hand.page.locator('[aria-labelledby="more-of-tag"] .paper-link').first());
    },
  },
  {
    what: 'open a paper on arXiv',
    now: async (hand) => {
      await hand.ask(LINKED.title);
      await hand.click(papers(hand).first().locator('.paper-link'));
      const link = hand.page.locator('.identifiers a[href*="arxiv.org/abs"]');
      // Counted, not followed: nothing here asks another host.
      await link.evaluate((node) => node.addEventListener('click', (event) => event.preventDefault()));
      await hand.click(link);
    },
  },
  {
    what: 'papers of the map up to a month',
    now: async (hand) => {
      await hand.link('Themes');
      await hand.drag(hand.page.locator('.map-dates input'), [0.97, 0.5], [0.5, 0.5]);
      await hand.sees(/^Up to /);
    },
  },
  {
    what: 'keep both near-duplicates',
    now: async (hand) => {
      await hand.link('Duplicates');
      await hand.button(/^Keep both/);
      await hand.sees('Marked as not duplicates.');
    },
  },
  {
    what: 'save a search',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.button('Save this search');
      await hand.sees('Saved');
    },
  },
  {
    what: 'papers with a tag that are about a text',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.click(papers(hand).nth(2).locator('.star'));
      await hand.sees(papers(hand).nth(2).locator('.star[aria-pressed="true"]'));
      hand.count = 2; // the list is opened, and the tag chosen
      await hand.page.locator('.filters select').last().selectOption('starred');
      await hand.page.waitForURL(/tag=starred/);
    },
  },
  {
    what: 'mark a paper as read',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.click(papers(hand).first().locator('.paper-link'));
      await hand.button('Mark as read');
      await hand.sees('✓ Read');
    },
  },
  {
    what: 'write a note on a paper',
    now: async (hand) => {
      await hand.ask('latent reasoning');
      await hand.click(papers(hand).first().locator('.paper-link'));
      await hand.button('Add a note');
      await hand.page.getByLabel('Note').fill('Compare with ours.');
      await hand.page.getByLabel('Note').blur();
    },
  },
  {
    what: 'look at 8 themes instead',
    now: async (hand) => {
      await hand.link('Themes');
      await hand.click(hand.page.getByText('Try another number or period'));
      await hand.page.getByLabel('Themes', { exact: true }).fill('8');
      await hand.button('Preview');
      await hand.sees(/^Preview: 8 themes/);
    },
  },
  {
    what: 'export the papers of a region of the map',
    now: async (hand) => {
      await hand.link('Themes');
      await hand.button('Select');
      await hand.drag(hand.page.locator('.map-canvas'), [0.2, 0.2], [0.8, 0.8]);
      await hand.click(hand.page.locator('.inside .download summary'));
      await Promise.all([
        hand.page.waitForEvent('download'),
        hand.click(hand.page.locator('.inside .download a', { hasText: 'BibTeX' })),
      ]);
    },
  },
  {
    what: 'which papers of a file the collection has',
    now: async (hand) => {
      await hand.link('Duplicates');
      const [chooser] = await Promise.all([
        hand.page.waitForEvent('filechooser'),
        hand.click(hand.page.getByText('Compare a file …')),
      ]);
      await chooser.setFiles(OWN_FILE);
      await hand.sees(/in the collection\.$/);
    },
  },
  {
    what: 'add a file',
    now: async (hand) => {
      const files = await hand.page.evaluateHandle(`(() => {
        const files = new DataTransfer();
        files.items.add(new File([${JSON.stringify(JSON.stringify(OTHER))}], 'other.jsonl'));
        return files;
      })()`);
      for (const type of ['dragenter', 'dragover', 'drop'])
        await hand.page.dispatchEvent('main', type, { dataTransfer: files });
      await hand.sees(/^1 paper read/);
    },
  },
];

async function run(browser: Browser, url: string, { what, now, before }: Task): Promise<string> {
  const steps = isOwn || before === 'same' ? now : before;
  if (steps === undefined) return `| ${what} | – |`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(url);
    await page.locator('main a[href*="/themes/t"]').first().waitFor();
    const hand = new Hand(page);
    await steps(hand);
    return `| ${what} | ${hand.count} |`;
  } catch (error) {
    return `| ${what} | failed: ${String(error).split('\n')[0]} |`;
  } finally {
    await context.close();
  }
}

const index = mkdtempSync(join(tmpdir(), 'paperkin-'));
const serving = await serve({ index, host: '127.0.0.1', port: 0 });
const browser = await chromium.launch({ executablePath: BROWSER ?? '/usr/bin/chromium', args: QUIET });
try {
  for (const name of ['daily-1.txt', 'daily-2.txt', 'daily-3.txt', 'daily-4.txt'])
    await fetch(`${serving.url}api/papers?name=${name}`, {
      method: 'POST',
      body: readFileSync(join(own, 'fixtures/pages', name)),
      headers: { 'content-type': 'application/octet-stream' },
    });
  await fetch(`${serving.url}api/papers?name=${OWN_FILE.name}`, {
    method: 'POST',
    body: OWN_FILE.buffer,
    headers: { 'content-type': 'application/octet-stream' },
  });
  for (const derived of ['themes', 'map', 'duplicates']) await fetch(`${serving.url}api/${derived}`);
  for (const task of [...TASKS, ...REST].filter(({ what }) => what.includes(process.argv[3] ?? '')))
    console.log(await run(browser, serving.url, task));
} finally {
  await browser.close();
  await serving.close();
  rmSync(index, { recursive: true, force: true });
}
