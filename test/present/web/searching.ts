/** Searching, as a person does it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inCheckout } from '../../support/folders.js';
import { page, path, settled, soon, tab } from './browser.js';

export function searching(): void {
  test('answers as you type, with highlighted words, the best sentence, the similarity and the theme', async () => {
    await tab().open('/');
    await page().locator('#query').pressSequentially('latent reasoning');
    const first = page().locator('.ranked-paper').first();
    await soon(async () => (await first.locator('mark').allInnerTexts()).map((text) => text.toLowerCase())).toEqual(
      expect.arrayContaining(['latent reasoning', 'reasoning']),
    );
    await soon(path).toBe('/search?q=latent+reasoning');
    await settled(page());
    expect(await first.locator('.telling').innerText()).toMatch(/\w.*[.?!]$/);
    expect(await first.locator('.similarity-number').innerText()).toMatch(/^[−0-9.]+$/);
    await first.locator('.theme-tag').waitFor();
    await soon(() => page().getByRole('status').first().innerText()).toBe('The 20 nearest of 145 papers');
  });

  test('lists papers by filters alone, sorted, and reports if there are none', async () => {
    await tab().open('/');
    await page().getByRole('link', { name: 'Newest papers' }).click();
    await soon(path).toBe('/search?order=published');
    await settled(page());
    const dates = () =>
      page()
        .locator('.listed-paper time')
        .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')!));
    const newest = await dates();
    expect(newest.length).toBeGreaterThan(10);
    expect([...newest].sort().reverse()).toEqual(newest);
    await page().getByLabel('Order').selectOption('comments');
    await soon(path).toBe('/search?order=comments');
    await page()
      .getByLabel(/^Since/)
      .fill('2025-12');
    await soon(path).toBe('/search?since=2025-12&order=comments');
    await settled(page());
    expect((await dates()).every((date) => date >= '2025-12')).toBe(true);
    await page().getByLabel('By', { exact: true }).fill('nobody at all');
    await page().getByRole('heading', { name: 'No papers match these filters' }).waitFor();
    await page().locator('.nothing button').click();
    await soon(path).toBe('/search?order=comments');
  });

  test('takes a stretch of time that is drawn over the bars, and gives it back', async () => {
    await tab().open('/search?order=published');
    const bars = page().locator('.when-bars');
    const first = (await bars.locator('rect').first().boundingBox())!;
    const last = (await bars.locator('rect').last().boundingBox())!;
    await page().mouse.move(last.x + 1, last.y + 1);
    await page().mouse.down();
    await page().mouse.move(last.x + 2, last.y + 1);
    await page().mouse.up();
    await soon(path).toMatch(/^\/search\?since=(\d{4}(?:-\d\d)?)&until=\1&order=published$/);
    await settled(page());
    expect(await bars.locator('.when-on').count()).toBe(1);
    await page().mouse.click(last.x + 1, last.y + 1);
    await soon(path).toBe('/search?order=published');
    expect(first.x).toBeLessThan(last.x);
  });

  test('takes back a question that is overtaken', async () => {
    await tab().open('/');
    await page().route('**/api/search?q=slow*', () => {}); // never answered: only the page itself can end it
    const asked = page().waitForRequest(/q=slow/);
    await page().locator('#query').fill('slow');
    const cancelled = page().waitForEvent('requestfailed', (request) => request.url().includes('q=slow'));
    await asked;
    await page().locator('#query').fill('verifiable rewards');
    await page().locator('.ranked-paper mark').first().waitFor();
    expect((await cancelled).failure()?.errorText).toContain('ABORTED');
    await page().unroute('**/api/search?q=slow*');
  });

  test('can be of papers in no theme, which is a theme to choose', async () => {
    await tab().open('/search?order=published');
    await page()
      .locator('#filters')
      .getByLabel(/^Theme/)
      .selectOption('In no theme');
    await soon(path).toBe('/search?theme=none&order=published');
    await settled(page());
    expect(await page().locator('.listed-paper').count()).toBeGreaterThan(0);
    expect(await page().locator('.listed-paper .theme-tag').count()).toBe(0);
  });

  test('says so if the collection has nothing on the subject', async () => {
    const [query] = readFileSync(inCheckout('fixtures/off-subject.txt'), 'utf8').split('\n');
    await tab().open(`/search?q=${encodeURIComponent(query!)}`);
    expect(await page().locator('.nothing h2').innerText()).toBe('No match among 145 papers');
    expect(await page().locator('.nothing .paper-link').count()).toBe(1);
    expect(await page().locator('.ranked-paper').count()).toBe(0);
  });

  test('leads to the papers of an author or organisation whose name is the query', async () => {
    await tab().open('/search?q=Harrowgate+Labs');
    await page().locator('.nothing').getByRole('link', { name: '3 papers' }).click();
    await soon(path).toBe('/search?by=Harrowgate+Labs');
    await soon(() => page().locator('.listed-paper').count()).toBe(3);
  });

  test('announces how it read a misspelt word', async () => {
    await tab().open('/search?q=acoustics');
    const said = () => page().locator('section[aria-label="Papers"] [role="status"]').allInnerTexts();
    await page().locator('#query').fill('accoustics');
    await soon(async () => (await said()).join(' ')).toContain('“accoustics” read as acoustics');
  });

  test('says so if no paper has the identifier', async () => {
    await tab().open('/search?q=10.1000%2Fnone');
    expect(await page().locator('.nothing h2').innerText()).toBe(
      'None of 145 papers has the identifier doi:10.1000/none',
    );
    expect(await page().locator('.readings').count()).toBe(0);
  });

  test('keeps its filters in the address, and the address leads back to them', async () => {
    const since = () => page().getByLabel('Since', { exact: true });
    await tab().open('/search?q=robot');
    const heights = () =>
      page()
        .locator('.filters-body input')
        .evaluateAll((all) => all.map((one) => one.clientHeight));
    const before = await heights();
    await since().fill('2025-13');
    await soon(() => since().getAttribute('aria-invalid')).toBe('true');
    expect(await page().locator('.field-error[aria-live]').first().innerText()).toContain('A year, month or day');
    expect(await heights()).toEqual(before);
    await since().fill('2025');
    await page().getByLabel('Min. comments').fill('2');
    await soon(path).toBe('/search?q=robot&since=2025&min-comments=2');
    await page().reload();
    await page().locator('.ranked-paper').first().waitFor();
    expect(await since().inputValue()).toBe('2025');
    for (const date of await page().locator('.ranked-paper time').all())
      expect((await date.getAttribute('datetime'))! >= '2025').toBe(true);
    await page().getByRole('button', { name: 'Clear the filters' }).click();
    await soon(path).toBe('/search?q=robot');
  });

  test('is saved with its filters, and “New” leads back to them', async () => {
    await tab().open('/search?q=robot&min-comments=2');
    await page().getByRole('button', { name: 'Save this search' }).click();
    await page().getByRole('button', { name: 'Saved', exact: true }).waitFor();
    await page().getByLabel('Min. comments').fill('3');
    await page().getByRole('button', { name: 'Save this search' }).click();
    await page().getByRole('button', { name: 'Saved', exact: true }).waitFor();
    await tab().open('/new');
    await page()
      .locator('.saved-searches a', { hasText: /^robot$/ })
      .click();
    await soon(path).toBe('/search?q=robot&min-comments=2');
    await page().getByRole('button', { name: 'Saved', exact: true }).waitFor();
    await tab().open('/new');
    await page().locator('.saved-searches a', { hasText: 'robot · min comments 3' }).click();
    await soon(path).toBe('/search?q=robot&min-comments=3');
    await tab().open('/new');
    await page().getByRole('button', { name: 'Remove the search robot', exact: true }).click();
    await page().getByRole('button', { name: 'Remove the search robot · min comments 3' }).click();
    await page().locator('.saved-searches').waitFor({ state: 'detached' });
  });

  test('ranks papers like an excluded one lower, and keeps it in the URL', async () => {
    await tab().open('/search?q=robot');
    const first = page().locator('.ranked-paper').first();
    const left = await first.locator('.paper-link').innerText();
    const asked = page().waitForRequest(/\/api\/search\?q=robot&not=[\w-]+&limit=20$/);
    await first.getByRole('button', { name: /^Less like this/ }).click();
    await asked;
    await page().locator('.basis-not', { hasText: left }).waitFor();
    await settled(page());
    await soon(path).toMatch(/^\/search\?q=robot&not=[\w-]+$/);
    expect(await page().locator('.ranked-paper .paper-link', { hasText: left }).count()).toBe(0);
    expect(await page().getByRole('status').first().innerText()).toBe('The 20 nearest of 144 papers');
  });

  test('loads more than the first hundred by keyboard, and shows how many', async () => {
    await tab().open('/search?q=model&limit=100');
    const rows = page().locator('.ranked-paper');
    expect(await rows.count()).toBe(100);
    await page().getByRole('button', { name: 'Show 45 more' }).focus();
    const asked = page().waitForRequest(/\/api\/search\?q=model&limit=100&cursor=[\w-]+$/);
    await page().keyboard.press('Enter');
    await asked;
    await soon(() => rows.count()).toBe(145);
    await soon(() => page().evaluate('document.activeElement.innerText')).toBe(
      await rows.nth(100).locator('.paper-link').innerText(),
    );
    await soon(() => page().getByRole('status').allInnerTexts()).toContain('145 papers');
    expect(await page().getByRole('button', { name: /^Show/ }).count()).toBe(0);
    await soon(path).toBe('/search?q=model&limit=200');
    expect(
      new Set(
        await page()
          .locator('.ranked-paper .paper-link')
          .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
      ).size,
    ).toBe(145);
    await page().reload();
    await soon(() => rows.count()).toBe(145);
  });

  test('gives what is listed as a file', async () => {
    await tab().open('/search?q=latent+reasoning');
    const titles = await page().locator('.ranked-paper .paper-link').allInnerTexts();
    const saved = page().waitForEvent('download');
    await page().locator('.download summary').click();
    await page().locator('.download').getByRole('link', { name: 'JSON', exact: true }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('papers.json');
    const papers = JSON.parse(readFileSync(await file.path(), 'utf8')) as { title: string }[];
    expect(papers.map(({ title }) => title)).toEqual(titles);
  });

  test('continues from a paper: similar to this, not this, and back', async () => {
    await tab().open('/search?q=robot');
    await page()
      .locator('.ranked-paper')
      .first()
      .getByRole('button', { name: /^More like this/ })
      .click();
    await page().locator('.basis-like').waitFor();
    await settled(page());
    const next = page().locator('.ranked-paper').first();
    const left = await next.locator('.paper-link').innerText();
    await next.getByRole('button', { name: /^Less like this/ }).click();
    await page().locator('.basis-not', { hasText: left }).waitFor();
    await soon(() => page().locator('.ranked-paper .paper-link', { hasText: left }).count()).toBe(0);
    await soon(path).toMatch(/^\/search\?q=robot&like=[\w-]+&not=[\w-]+$/);
    await page().getByRole('button', { name: 'Remove the text' }).click();
    await soon(path).toMatch(/^\/search\?like=[\w-]+&not=[\w-]+$/);
    await page().goBack();
    await page().goBack();
    await page().goBack();
    await soon(() => page().locator('#query').inputValue()).toBe('robot');
  });
}
