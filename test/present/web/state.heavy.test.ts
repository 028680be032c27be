/** What a person wrote, chose or decided on the page, and that none of it is lost. */
import type { Route } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER } from '../../support/chromium.js';
import {
  accessibilityFaults,
  dropFiles,
  indexOf,
  LONGEST_TEST_MS,
  NO_BROWSER,
  openTab,
  type Served,
  serveIndex,
  settled,
  soon,
  type Tab,
} from './browser.js';

vi.setConfig({ testTimeout: LONGEST_TEST_MS, hookTimeout: LONGEST_TEST_MS });

const MEADOWS =
  'We measure the soil moisture of alpine meadows by radar over ten years and compare it with probes in the ground at ' +
  'forty sites of the eastern Alps.';
const meadow = (id: string, end: string) => ({
  id,
  title: 'Soil moisture of alpine meadows measured by radar',
  abstract: `${MEADOWS} ${end}`,
});
const SUBJECTS = ['Bees', 'Ferns', 'Larks', 'Moths', 'Newts', 'Owls', 'Pikes', 'Rooks', 'Seals', 'Toads'];
const PAPERS = [
  meadow('meadow-a', 'Data are available.'),
  meadow('meadow-b', 'Code is available.'),
  meadow('meadow-c', 'Both are available.'),
  ...SUBJECTS.map((name, i) => ({
    id: `animal-${i}`,
    title: `${name} in winter`,
    abstract: `${name} were counted on ${i + 3} winter days in the year ${1950 + 7 * i}. `.repeat(1 + (i % 3)),
  })),
  { id: 'untitled', title: '', abstract: 'How far the tide reaches up a narrow estuary, from gauges on a pier.' },
];

let served: Served;
let tab: Tab;

describe.skipIf(BROWSER === undefined)(`the page${NO_BROWSER}`, () => {
  beforeAll(async () => {
    const file = { name: 'papers.jsonl', bytes: Buffer.from(PAPERS.map((one) => JSON.stringify(one)).join('\n')) };
    served = await serveIndex({ index: await indexOf([file]) });
    tab = await openTab(served);
  });
  const focused = () => tab.page.evaluate('document.activeElement.tagName');
  /** Holds the next answer with the themes. @returns what lets it go, once it was asked for */
  const holdThemes = async () => {
    const waiting: (() => void)[] = [];
    const hold = async (route: Route) => {
      await new Promise<void>((answered) => waiting.push(answered));
      await route.continue();
    };
    await tab.page.route('**/api/themes/brief', hold, { times: 1 });
    return waiting;
  };
  const noteOf = async (paper: string) => {
    const { marks } = (await (await fetch(`${served.url}/api/marks`)).json()) as {
      marks: { paper: string; note: string | null }[];
    };
    return marks.find((one) => one.paper === paper)?.note ?? null;
  };

  test('goes back from papers like one to that one', async () => {
    await tab.open('/search?q=winter');
    const row = tab.page.locator('.ranked-paper').nth(8);
    await row.scrollIntoViewIfNeeded();
    const before = await tab.page.evaluate('scrollY');
    expect(before).toBeGreaterThan(0);
    await row.getByRole('button', { name: /^More like this/ }).click();
    await tab.page.locator('.basis-like').waitFor();
    await settled(tab.page);
    expect(await tab.page.evaluate('scrollY')).toBe(0);
    await tab.page.goBack();
    await soon(() => tab.page.evaluate('scrollY')).toBe(before);
  });

  test('lets a filter of two words be typed slowly', async () => {
    await tab.open('/search?q=winter');
    const by = tab.page.getByRole('textbox', { name: 'By', exact: true });
    await by.pressSequentially('Ada ');
    await tab.page.waitForURL(/by=Ada$/);
    await settled(tab.page);
    await by.pressSequentially('Reed');
    await tab.page.waitForURL(/by=Ada\+Reed$/);
    expect(await by.inputValue()).toBe('Ada Reed');
  });

  test('saves a note that was being written when the paper is left', async () => {
    for (const paper of ['animal-1', 'animal-2']) {
      await tab.open('/search?q=winter');
      await tab.page.locator(`.ranked a[href="/papers/${paper}"]`).click();
      await tab.page.getByRole('button', { name: 'Add a note' }).click();
      await soon(focused).toBe('TEXTAREA');
      await tab.page.keyboard.type(`About ${paper}`);
      await tab.page.goBack();
      await soon(() => noteOf(paper)).toBe(`About ${paper}`);
    }
  });

  test('asks before a tab is closed over an unsaved note', async () => {
    await tab.open('/papers/animal-3');
    await tab.page.getByRole('button', { name: 'Add a note' }).click();
    await soon(focused).toBe('TEXTAREA');
    await tab.page.keyboard.type('Unsaved');
    const asked = tab.page.waitForEvent('dialog');
    void tab.page.reload().catch(() => undefined);
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    expect(await tab.page.getByLabel('Note').inputValue()).toBe('Unsaved');
    await tab.page.locator('h1').click();
    await soon(() => noteOf('animal-3')).toBe('Unsaved');
  });

  test('keeps what is written while an earlier note arrives', async () => {
    await fetch(`${served.url}/api/marks/note`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ paper: 'animal-5', text: 'A first thought' }),
    });
    expect(await noteOf('animal-5')).toBe('A first thought');
    const marks = /\/api\/marks$/;
    let answer = () => {};
    const written = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await tab.page.route(marks, (route) => written.then(() => route.continue()));
    await tab.page.goto(`${served.url}/papers/animal-5`);
    await tab.page.getByRole('button', { name: 'Add a note' }).click();
    await soon(focused).toBe('TEXTAREA');
    await tab.page.keyboard.type('A second thought');
    answer();
    await settled(tab.page);
    expect(await tab.page.getByLabel('Note').inputValue()).toBe('A second thought');
    await tab.page.unroute(marks);
    await tab.page.locator('h1').click();
    await soon(() => noteOf('animal-5')).toBe('A second thought');
  });

  test('names a paper without a title by its id', async () => {
    await tab.open('/papers/untitled');
    expect(await tab.page.locator('h1').innerText()).toBe('untitled');
    expect(await tab.page.title()).toBe('untitled · paperkin');
  });

  test('says so if a star cannot be saved, above what is selected', async () => {
    await tab.open('/search?q=winter');
    await tab.page.route('**/api/tags/**', (route) => route.abort());
    await tab.page.locator('.tick').first().click();
    await tab.page.locator('[data-star]').first().click();
    await tab.page.getByRole('status').filter({ hasText: 'The server does not answer' }).waitFor();
    const [said, selected] = await Promise.all(
      ['.undo-bar', '.selection'].map((bar) => tab.page.locator(bar).boundingBox()),
    );
    expect(said!.y + said!.height).toBeLessThanOrEqual(selected!.y);
    await tab.page.getByRole('button', { name: 'Clear', exact: true }).click();
    await tab.page.unroute('**/api/tags/**');
    tab.complaints.length = 0;
  });

  test('reads a file with the year that was typed, wherever it is dropped, and again as another format', async () => {
    await tab.open('/add');
    await tab.page.getByLabel('Year for dates without a year').fill('2024');
    const asked = tab.page.waitForRequest(/\/api\/papers\?name=list\.txt&year=2024$/);
    await dropFiles(tab.page, 'main h1', [{ name: 'list.txt', content: '\u0000\u0001' }]);
    await asked;
    const again = tab.page.waitForRequest(/\/api\/papers\?name=list\.txt&year=2024&format=csv$/);
    await tab.page.getByLabel('Format of list.txt').selectOption('csv');
    await tab.page.getByRole('button', { name: 'Try again' }).click();
    await again;
    await settled(tab.page);
  });

  test('still shows a group of near-duplicates after a decision on one of its pairs', async () => {
    await tab.open('/duplicates');
    const group = tab.page.locator('.group', { hasText: 'alpine meadows' });
    const pairs = group.locator('.pair');
    expect(await pairs.count()).toBe(3);
    await pairs.first().getByRole('button', { name: 'Keep both' }).press('Enter');
    await soon(() => pairs.count()).toBe(2);
    await soon(() => tab.page.evaluate('document.activeElement.closest(".group") !== null')).toBe(true);
  });

  test('merges once while a key is held', async () => {
    await tab.open('/duplicates');
    const merges: string[] = [];
    tab.page.on('request', (request) => {
      if (request.url().endsWith('/merge')) merges.push(request.url());
    });
    await tab.page.locator('.group [data-step]').first().focus();
    await tab.page.evaluate(
      `for (let i = 0; i < 3; i++) document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'm', repeat: true, bubbles: true }))`,
    );
    expect(merges).toEqual([]);
    await tab.page.keyboard.press('m');
    await soon(() => merges.length).toBe(1);
    await settled(tab.page);
  });

  test('asks again while the server does not answer', async () => {
    await tab.open('/search?q=winter');
    await tab.page.context().setOffline(true);
    await tab.page.getByRole('link', { name: 'Themes', exact: true }).click();
    await tab.page.locator('.note-problem', { hasText: 'The server does not answer' }).first().waitFor();
    await tab.page.context().setOffline(false);
    await tab.page.locator('.theme-list').first().waitFor();
    await soon(() => tab.page.locator('.note-problem').count()).toBe(0);
    tab.complaints.length = 0;
  });

  test('can clear a highlighted search that failed', async () => {
    const search = '**/api/search?*';
    await tab.page.route(search, (route) => route.fulfill({ status: 503, json: { detail: 'Too many questions.' } }));
    await tab.open('/themes?find=ferns');
    const said = tab.page.getByRole('status').filter({ hasText: 'Nothing is highlighted for' });
    await said.waitFor();
    await tab.page.locator('.note-problem', { hasText: 'Too many questions.' }).waitFor();
    await said.getByRole('button', { name: 'Clear' }).click();
    await said.waitFor({ state: 'detached' });
    await tab.page.unroute(search);
    tab.complaints.length = 0;
  });

  test('can clear the papers of a theme while the map is awaited, and where it failed', async () => {
    let fail = () => {};
    const failed = new Promise<void>((resolve) => {
      fail = resolve;
    });
    const answer = (route: Route) =>
      failed.then(() => route.fulfill({ status: 503, json: { detail: 'Too many questions.' } }));
    await tab.page.route('**/api/map', answer);
    await tab.page.goto(`${served.url}/themes?k=3`);
    const side = tab.page.locator('.themes-side');
    const list = () => side.getByRole('button', { name: 'List its papers' }).click();
    const clear = async () => {
      await side.getByRole('button', { name: 'Clear' }).click();
      await side.locator('.theme-list').waitFor();
    };
    await side.getByText('Preview: 3 themes.').waitFor();
    await side.locator('.theme-choose').first().click();
    await list();
    await side.getByText('Looking for the papers').waitFor();
    await clear();
    await list();
    fail();
    await side.getByText('cannot be listed without the map').waitFor();
    expect(await tab.page.getByText('Too many questions.').count()).toBe(1);
    expect(await side.getByText('Looking for the papers').count()).toBe(0);
    await clear();
    await tab.page.unroute('**/api/map', answer);
    tab.complaints.length = 0;
  });

  test('lists the themes where the map has no papers, whatever was selected', async () => {
    await tab.page.route('**/api/map', (route) => route.fulfill({ json: { points: [] } }), { times: 1 });
    await tab.page.goto(`${served.url}/themes?k=3`);
    const side = tab.page.locator('.themes-side');
    await side.getByText('Preview: 3 themes.').waitFor();
    await side.locator('.theme-choose').first().click();
    await side.getByRole('button', { name: 'List its papers' }).click();
    await settled(tab.page);
    expect(await side.locator('.theme-list').count()).toBe(1);
    expect(await side.getByText('Looking for the papers').count()).toBe(0);
  });

  test('selects no paper that is removed', async () => {
    await tab.open('/search?q=winter');
    await tab.page.locator('[data-tick="animal-5"]').click();
    await tab.page.locator('.ranked a[href="/papers/animal-5"]').click();
    await tab.page.getByRole('button', { name: 'Remove …' }).click();
    await tab.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await tab.page.locator('.selection').waitFor({ state: 'detached' });
  });

  test('goes back to the search before the one that was typed', async () => {
    await tab.open('/search?q=winter');
    const field = tab.page.locator('#query');
    await field.fill('ferns');
    await tab.page.waitForURL(/q=ferns$/);
    await tab.page.goBack();
    await tab.page.waitForURL(/q=winter$/);
    await soon(() => field.inputValue()).toBe('winter');
  });

  test('removes a star that was pressed twice while the answers are slow', async () => {
    await tab.open('/papers/animal-6');
    const told: string[] = [];
    let answer = () => {};
    const pressedTwice = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await tab.page.route('**/api/tags/**', async (route) => {
      told.push(new URL(route.request().url()).pathname);
      await pressedTwice;
      await route.continue();
    });
    const star = tab.page.locator('.paper-head [data-star]');
    await star.click();
    await soon(() => star.getAttribute('aria-pressed')).toBe('true');
    await star.click();
    await soon(() => star.getAttribute('aria-pressed')).toBe('false');
    answer();
    await soon(() => told.length).toBe(2);
    await settled(tab.page);
    await tab.page.unroute('**/api/tags/**');
    expect(told[1]).not.toBe(told[0]);
    await soon(async () => {
      const { marks } = (await (await fetch(`${served.url}/api/marks`)).json()) as { marks: { paper: string }[] };
      return marks.some(({ paper }) => paper === 'animal-6');
    }).toBe(false);
    expect(await star.getAttribute('aria-pressed')).toBe('false');
  });

  test('says why a year is refused', async () => {
    await tab.open('/add');
    const field = tab.page.getByLabel('Year for dates without a year');
    await field.fill('19o9');
    await tab.page.locator('.year', { hasText: 'Four digits, such as 2024' }).waitFor();
    await field.fill('');
    expect(await tab.page.locator('.year .field-error').innerText()).toBe('');
  });

  test('has the button that closes a long message beside it on a phone', async () => {
    const phone = await openTab(served, { width: 390, height: 844, touch: true });
    await phone.page.route('**/api/tags/**', (route) =>
      route.fulfill({
        status: 503,
        json: { detail: 'Another process is writing to the index. Try again later, please.' },
      }),
    );
    await phone.open('/papers/animal-6');
    await phone.page.locator('.paper-head [data-star]').tap();
    const text = (await phone.page.locator('.undo-bar > p').boundingBox())!;
    const close = (await phone.page.locator('.undo-bar').getByRole('button', { name: 'Close' }).boundingBox())!;
    expect(text.height).toBeGreaterThan(30);
    expect(close.y).toBeLessThan(text.y + text.height);
    await phone.page.context().close();
  });

  test('shows the whole map around the paper of an address', async () => {
    await tab.open('/themes?paper=animal-1');
    await tab.page.locator('.map-card').waitFor();
    const zoom = await tab.page.evaluate(`({ ...document.querySelector('.map-canvas').__zoom })`);
    expect(zoom).toEqual({ k: 1, x: 0, y: 0 });
  });

  test('dims no paper for a theme that is gone', async () => {
    const drawing = async (path: string) => {
      await tab.open(path);
      let [before, now] = ['', ''];
      await soon(async () => {
        [before, now] = [now, await tab.page.evaluate(`document.querySelector('.map-canvas').toDataURL()`)];
        return now === before;
      }).toBe(true);
      return now;
    };
    const [gone, all] = [await drawing('/themes?show=t999'), await drawing('/themes')];
    expect(gone === all).toBe(true);
  });

  test('moves the map to a theme that is chosen out of sight', async () => {
    await tab.open('/themes');
    const drawing = () => tab.page.evaluate(`document.querySelector('.map-canvas').toDataURL()`);
    for (let i = 0; i < 8; i++) await tab.page.getByRole('button', { name: 'Zoom in' }).click();
    const { x, y, width, height } = (await tab.page.locator('.map-canvas').boundingBox())!;
    // Beyond the last paper, wherever the layout has it.
    for (let i = 0; i < 14; i++) {
      await tab.page.mouse.move(x + 10, y + height / 2);
      await tab.page.mouse.down();
      await tab.page.mouse.move(x + width - 10, y + height / 2);
      await tab.page.mouse.up();
    }
    await settled(tab.page);
    const empty = await drawing();
    await tab.page.locator('.theme-choose').first().click();
    await soon(drawing).not.toBe(empty);
  });

  test('comes back to the map as it was left', async () => {
    await tab.open('/themes');
    // Out, as which papers a nearer view has in it depends on the layout, and that on the processor.
    await tab.page.getByRole('button', { name: 'Zoom out' }).click();
    const { x, y, width, height } = (await tab.page.locator('.map-canvas').boundingBox())!;
    await tab.page.keyboard.down('Shift');
    await tab.page.mouse.move(x + 5, y + 60);
    await tab.page.mouse.down();
    await tab.page.mouse.move(x + width - 5, y + height - 5, { steps: 4 });
    await tab.page.mouse.up();
    await tab.page.keyboard.up('Shift');
    const selected = tab.page.locator('.inside-papers li');
    await soon(() => selected.count()).toBeGreaterThan(1);
    await settled(tab.page);
    const papers = await selected.allInnerTexts();
    const drawing = () => tab.page.evaluate(`document.querySelector('.map-canvas').toDataURL()`);
    const before = await drawing();
    await selected.last().locator('a').click();
    await tab.page.locator('.paper-head').waitFor();
    await tab.page.goBack();
    await soon(() => selected.allInnerTexts()).toEqual(papers);
    await soon(drawing).toBe(before);
  });

  test('selects on the map with one finger, and nothing when that is interrupted', async () => {
    await tab.open('/themes');
    await tab.page.getByRole('button', { name: 'Select' }).click();
    await tab.page.locator('.map-drawing').waitFor();
    const { x, y, width, height } = (await tab.page.locator('.map-canvas').boundingBox())!;
    const send = (type: string, more = '') =>
      tab.page.evaluate(
        `document.querySelector('.map-canvas').dispatchEvent(new PointerEvent('${type}', { bubbles: true${more} }))`,
      );
    const across = async (interrupt: () => Promise<unknown>) => {
      await tab.page.mouse.move(x + 5, y + 60);
      await tab.page.mouse.down();
      await tab.page.mouse.move(x + width / 2, y + height / 2);
      await interrupt();
      await tab.page.mouse.move(x + width - 5, y + height - 5);
      await tab.page.mouse.up();
      await settled(tab.page);
    };
    await across(() => send('pointercancel', ', isPrimary: true'));
    expect(await tab.page.locator('.inside').count()).toBe(0);
    await across(async () => {
      await send('pointerup', ', isPrimary: false, pointerId: 7');
      await settled(tab.page);
      expect(await tab.page.locator('.inside').count()).toBe(0);
    });
    const papers = await tab.page.locator('.inside-papers li').count();
    expect(papers).toBeGreaterThan(8);
    const other = await tab.page.context().newPage();
    await other.goto(`${served.url}/papers/animal-9`);
    await other.getByRole('button', { name: 'Remove …' }).click();
    await other.getByRole('button', { name: 'Remove', exact: true }).click();
    await soon(() => tab.page.locator('.inside-papers li').count()).toBe(papers - 1);
    // A request of a closed page would never end for the tab.
    await settled(tab.page);
    await other.close();
  });

  test('has a margin around what it says of an empty collection, in place of the map too', async () => {
    const empty = await openTab(await serveIndex());
    for (const view of ['/', '/themes']) {
      await empty.open(view);
      expect((await empty.page.locator('main h1').boundingBox())!.x, view).toBeGreaterThan(10);
    }
    await empty.page.context().close();
  });

  test('shows the new name of a theme before it asks for the themes within it', async () => {
    await tab.open('/themes/t1');
    const waiting = await holdThemes();
    tab.asked.length = 0;
    await tab.page.getByRole('button', { name: 'Rename' }).click();
    await tab.page.getByLabel('Name of the theme').fill('Winter counts');
    await tab.page.keyboard.press('Enter');
    await soon(() => waiting.length).toBe(1);
    await soon(() => tab.asked.some((url) => url.endsWith('/api/marks'))).toBe(true);
    expect(tab.asked.filter((url) => /\/api\/themes\/t1/.test(url))).toEqual([]);
    waiting[0]!();
    await tab.page.getByText('Updating the themes …').waitFor({ state: 'detached' });
    await settled(tab.page);
    expect(tab.asked.filter((url) => url.endsWith('/api/themes/t1'))).toHaveLength(1);
  });

  test.each(['/themes', '/new'])(
    'finds the themes at %s before what needs them, so that progress is shown',
    async (view) => {
      const waiting = await holdThemes();
      tab.asked.length = 0;
      await tab.page.goto(`${served.url}${view}`);
      await tab.page.getByText('Finding the themes …').first().waitFor();
      await soon(() => waiting.length).toBe(1);
      await soon(() => tab.asked.some((url) => url.endsWith('/api/marks'))).toBe(true);
      const late = () => tab.asked.filter((url) => /\/api\/(map|digest)/.test(url)).length;
      expect(late()).toBe(0);
      waiting[0]!();
      await soon(late).toBe(1);
      await settled(tab.page);
    },
  );

  test('keeps the name of a tag that is refused', async () => {
    await tab.open('/papers/animal-7');
    const field = tab.page.getByLabel('Add a tag');
    await field.fill('winter, birds');
    await field.press('Enter');
    await tab.page.locator('.note-problem', { hasText: 'cannot be the name of a tag' }).waitFor();
    expect(await field.inputValue()).toBe('winter, birds');
    await field.fill('winter birds');
    await field.press('Enter');
    await tab.page.locator('.tag', { hasText: 'winter birds' }).waitFor();
    await soon(() => field.inputValue()).toBe('');
    tab.complaints.length = 0;
  });

  test('follows what another program changed while the tab was not looked at', async () => {
    await tab.open('/search?q=winter');
    const star = tab.page.locator('.ranked-paper', { has: tab.page.locator('a[href="/papers/animal-8"]') });
    const isStarred = () => star.locator('[data-star]').getAttribute('aria-pressed');
    expect(await isStarred()).toBe('false');
    await fetch(`${served.url}/api/tags/starred`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ papers: ['animal-8'] }),
    });
    tab.asked.length = 0;
    await tab.page.evaluate(`dispatchEvent(new Event('focus'))`);
    await soon(isStarred).toBe('true');
    await settled(tab.page);
    tab.asked.length = 0;
    await tab.page.evaluate(`dispatchEvent(new Event('focus'))`);
    await settled(tab.page);
    expect(tab.asked).toEqual([`${served.url}/api/status`]);
  });

  test('follows what is changed in another tab', async () => {
    await tab.open('/search?q=winter');
    const other = await tab.page.context().newPage();
    await other.goto(`${served.url}/papers/animal-4`);
    await other.locator('.paper-head [data-star]').click();
    const row = tab.page.locator('.ranked-paper', { has: tab.page.locator('a[href="/papers/animal-4"]') });
    await soon(() => row.locator('[data-star]').getAttribute('aria-pressed')).toBe('true');
    await other.getByRole('button', { name: 'Remove …' }).click();
    await other.getByRole('button', { name: 'Remove', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    await settled(tab.page);
    await other.close();
  });

  test('lists papers by reading state and note, shows both, and leads to the notes from a search without a match', async () => {
    const post = (path: string, body: object) =>
      fetch(`${served.url}/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post('marks/read', { papers: ['animal-7'] });
    await post('marks/note', { paper: 'animal-7', text: 'Counted twice' });
    await post('tags/tides', { papers: ['animal-7', 'untitled'] });
    await tab.open('/collected');
    await tab.page.locator('.tag-card', { hasText: 'tides' }).getByRole('link', { name: '1 unread' }).click();
    await tab.page.waitForURL(/\/search\?tag=tides&reading=unread$/);
    const titles = () => tab.page.locator('.listed-paper .paper-link').allInnerTexts();
    await soon(titles).toEqual(['untitled']);
    await tab.page.getByLabel('Reading').selectOption('Read');
    await soon(titles).toEqual(['Rooks in winter']);
    expect(await tab.page.locator('.listed-paper .facts').innerText()).toContain('✓ Read');

    const words = 'sourdough bread with a crisp crust';
    await tab.open(`/search?q=${encodeURIComponent(words)}`);
    await tab.page.locator('.nothing .paper-link').click();
    await tab.page.getByRole('button', { name: 'Add a note' }).click();
    await soon(focused).toBe('TEXTAREA');
    await tab.page.keyboard.type(`Sourdough bread, and ${words}`);
    await tab.page.goBack();
    await tab.page.getByRole('link', { name: '1 of your notes' }).click();
    await tab.page.waitForURL(/\/search\?in-note=sourdough\+/);
    await soon(() => tab.page.locator('.own-note').allInnerTexts()).toEqual([
      `Your note: Sourdough bread, and ${words}`,
    ]);
    await tab.page.getByLabel('Your note').fill('*');
    await tab.page.waitForURL(/\/search\?in-note=\*$/);
    await soon(titles).toContain('Rooks in winter');
    expect(await accessibilityFaults(tab.page)).toEqual([]);
  });

  test('complained of nothing', () => {
    expect(tab.complaints).toEqual([]);
  });
});
