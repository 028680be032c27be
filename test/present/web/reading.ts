/** Themes, the map, and a paper. */
import { expect, test } from 'vitest';
import { drawn, HOSTILE_TITLE, page, path, soon, tab } from './browser.js';

export function themes(): void {
  test('are a list and a map that choose each other', async () => {
    await tab().open('/themes');
    const rows = page().locator('.theme-row');
    expect(await rows.count()).toBeGreaterThan(5);
    await rows.nth(2).getByRole('button').click();
    await soon(path).toMatch(/^\/themes\?show=t\d+$/);
    await soon(() => rows.nth(2).getByRole('button').getAttribute('aria-pressed')).toBe('true');
    await page().locator('.map-canvas').focus();
    await page().keyboard.press('ArrowRight');
    await page().keyboard.press('ArrowRight');
    await page().locator('.map-card .paper-link').waitFor();
    await soon(path).toMatch(/&paper=[\w-]+$/);
    await page().reload();
    await page().locator('.map-card .paper-link').waitFor();
    await page().locator('.theme-chosen').waitFor();
  });

  test('are listed by area, and only their list scrolls', async () => {
    const size = page().viewportSize()!;
    await page().setViewportSize({ width: 1280, height: 480 });
    await tab().open('/themes');
    await page().locator('.theme-row').first().waitFor();
    const { themes, areas } = (await page().evaluate('fetch("/api/themes").then((one) => one.json())')) as {
      themes: { area: string | null }[];
      areas: { id: string; label: string }[];
    };
    const alone = themes.filter(({ area }) => area === null).length > 0 ? ['Other themes'] : [];
    const labels = areas.length === 0 ? [] : [...areas.map(({ label }) => label), ...alone];
    const heads = await page().locator('.area-head').allInnerTexts();
    expect(heads.map((text) => text.replace(/\s+[\d,]+ papers?$/, ''))).toEqual(labels);
    expect(await page().locator('.theme-row').count()).toBe(themes.length);
    expect(await page().evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0);
    await page().setViewportSize(size);
  });

  test('show the paper under the pointer, and the one that is clicked', async () => {
    await tab().open('/themes');
    const at = await pointOnMap();
    await page().mouse.move(at.x, at.y);
    const title = await page().locator('.map-hover-title').innerText();
    await page().mouse.click(at.x, at.y);
    await soon(() => page().locator('.map-card .paper-link').innerText()).toBe(title);
  });

  test('list what is inside a line drawn around papers', async () => {
    await tab().open('/themes');
    await page().getByRole('button', { name: 'Select' }).click();
    await page().locator('.map-drawing').waitFor();
    const box = (await page().locator('.map-canvas').boundingBox())!;
    const corners = [
      [0.02, 0.1],
      [0.98, 0.1],
      [0.98, 0.98],
      [0.02, 0.98],
      [0.02, 0.12],
    ].map(([x, y]) => [box.x + x! * box.width, box.y + y! * box.height] as const);
    await page().mouse.move(...corners[0]!);
    await page().mouse.down();
    for (const corner of corners) await page().mouse.move(...corner, { steps: 3 });
    await page().mouse.up();
    expect(Number(/^\d+(?= papers selected)/.exec(await page().locator('.inside h2').innerText())![0])).toBeGreaterThan(
      120,
    );
    expect(await page().locator('.inside-papers .paper-link').count()).toBe(100);
    await page().getByRole('button', { name: 'Clear' }).click();
    await page().locator('.theme-list').waitFor();
  });

  test('can be another number for a look, on the same map, and are the usual ones again', async () => {
    await tab().open('/themes');
    const rows = page().locator('.theme-row');
    const usual = await rows.count();
    await page().getByText('Try another number or period').click();
    await page().getByLabel('Themes', { exact: true }).fill('4');
    await page().getByRole('button', { name: 'Preview' }).click();
    await page().getByText('Preview: 4 themes. Nothing is saved.').waitFor();
    expect([path(), await rows.count()]).toEqual(['/themes?k=4', 4]);
    await rows.first().getByRole('button').click();
    await page().getByRole('button', { name: 'List its papers' }).click();
    await page().locator('.inside-papers .paper-link').first().waitFor();
    await page().getByRole('button', { name: 'Clear' }).click();
    await page().getByRole('button', { name: 'End the preview' }).click();
    await soon(() => rows.count()).toBe(usual);
    expect(path()).toBe('/themes');
  });

  test('say in words what their bars show: the highest month and the last', async () => {
    await tab().open('/themes');
    await soon(() => page().locator('.theme-row .bars').first().getAttribute('aria-label')).toMatch(
      /^Share by month from \w{3} \d{4}: highest [\d.]+ % in \w{3} \d{4}, last [\d.]+ % in \w{3} \d{4}$/,
    );
  });

  test('have a page each: its papers, its sentence, its neighbours', async () => {
    await tab().open('/themes');
    await page().locator('.theme-row button').first().click();
    const label = await page().locator('.theme-chosen .theme-label').innerText();
    await page().getByRole('link', { name: 'Open the theme' }).click();
    await page().locator('.theme .paper-list li').nth(3).waitFor();
    expect(label).toContain(await page().locator('h1').innerText());
    await page().getByRole('link', { name: 'Search inside' }).click();
    await page().locator('#query').fill('model');
    await page().locator('.ranked-paper').first().waitFor();
    await soon(path).toMatch(/^\/search\?q=model&theme=t\d+$/);
    await tab().open('/themes/t999');
    expect(await page().locator('h1').innerText()).toBe('No theme t999');
  });
}

/** Somewhere on the map where there is a paper. */
async function pointOnMap(): Promise<{ x: number; y: number }> {
  const box = (await page().locator('.map-canvas').boundingBox())!;
  for (let y = box.y + 90; y < box.y + box.height; y += 14) {
    for (let x = box.x + 40; x < box.x + box.width; x += 40) {
      await page().mouse.move(x, y);
      await drawn(page());
      if ((await page().locator('.map-pointing').count()) > 0) return { x, y };
    }
  }
  throw new Error('no paper on the map');
}

export function papers(): void {
  test('shows its abstract, its neighbours and its sources', async () => {
    await tab().open('/search?q=latent+reasoning');
    const link = page().locator('.ranked-paper .paper-link').first();
    const title = await link.innerText();
    await link.click();
    await page().locator('.paper-aside .paper-list li').first().waitFor();
    expect(await page().locator('h1').innerText()).toBe(title);
    expect(await page().locator('.places li').first().innerText()).toMatch(/^daily-\d\.txt line \d+$/);
    await soon(() => page().title()).toBe(`${title} · paperkin`);
    await page().reload();
    await soon(() => page().locator('h1').innerText()).toBe(title);
  });

  test('is left again by a step back, to the place and the link it was reached from', async () => {
    await tab().open('/search?q=latent+reasoning');
    const link = page().locator('.ranked-paper .paper-link').nth(9);
    await link.focus();
    const [top, title] = [await page().evaluate('scrollY'), await link.innerText()];
    expect(top).toBeGreaterThan(300);
    await page().keyboard.press('Enter');
    await soon(() => page().locator('h1').innerText()).toBe(title);
    await soon(() => page().evaluate('scrollY')).toBe(0);
    await page().goBack();
    await soon(() => page().evaluate('scrollY')).toBe(top);
    await soon(() => page().evaluate('document.activeElement.innerText')).toBe(title);
  });

  test('that tries to be markup stays text', async () => {
    await tab().open('/papers/hostile');
    expect(await page().locator('h1').innerText()).toBe(HOSTILE_TITLE);
    expect(await page().locator('.abstract').innerText()).toContain('bold <img src=x');
    await tab().open('/search?q=parsing+of+markup');
    await soon(() => page().locator('.ranked-paper .paper-link').allInnerTexts()).toContain(HOSTILE_TITLE);
    expect(await page().locator('main img, main b, main script, a[href^="javascript"]').count()).toBe(0);
    expect(await page().title()).not.toContain('taken');
  });

  test('that is unknown is said to be', async () => {
    await tab().open('/papers/no-such-paper');
    await page().getByRole('alert').waitFor();
    await soon(() => tab().complaints.filter((said) => said.includes('404'))).toHaveLength(1); // the browser's own, some time after
    tab().complaints.splice(0, Infinity, ...tab().complaints.filter((said) => !said.includes('404')));
  });
}
