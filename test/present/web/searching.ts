/** Searching, as a person does it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inCheckout } from '../../support/folders.js';
import { page, path, settled, soon, tab } from './browser.js';

export function searching(): void {
  test('answers while a person types, with the words marked, the telling sentence, the similarity and the theme', async () => {
    await tab().open('/');
    await page().locator('#query').pressSequentially('latent reasoning');
    const first = page().locator('.ranked-paper').first();
    await soon(() => first.locator('mark').allInnerTexts()).toContain('Latent');
    await soon(path).toBe('/search?q=latent+reasoning');
    expect(await first.locator('.telling').innerText()).toMatch(/\w.*[.?!]$/);
    expect(await first.locator('.similarity-number').innerText()).toMatch(/^[−0-9.]+$/);
    await first.locator('.theme-tag').waitFor();
    expect(await page().getByRole('status').first().innerText()).toMatch(/^The 20 nearest of 145 papers$/);
  });

  test('takes back a question that is overtaken', async () => {
    await tab().open('/');
    const cancelled: string[] = [];
    page().on('requestfailed', (request) => cancelled.push(request.url()));
    await page().route('**/api/search?q=slow*', async (route) => { await new Promise((resolve) => setTimeout(resolve, 800)); await route.continue().catch(() => {}); });
    await page().locator('#query').fill('slow');
    await page().waitForRequest(/q=slow/);
    await page().locator('#query').fill('verifiable rewards');
    await page().locator('.ranked-paper mark').first().waitFor();
    await soon(() => cancelled.filter((url) => url.includes('q=slow'))).toHaveLength(1);
    await page().unroute('**/api/search?q=slow*');
  });

  test('says so where the pile holds nothing on the subject', async () => {
    const [query] = readFileSync(inCheckout('fixtures/off-subject.txt'), 'utf8').split('\n');
    await tab().open(`/search?q=${encodeURIComponent(query!)}`);
    expect(await page().locator('.nothing h2').innerText()).toBe('Nothing in these 145 papers is about this');
    expect(await page().locator('.nothing .paper-link').count()).toBe(1);
    expect(await page().locator('.ranked-paper').count()).toBe(0);
  });

  test('keeps its filters in the address, and the address leads back to them', async () => {
    await tab().open('/search?q=robot');
    await page().getByLabel('Since').fill('2025-13');
    expect(await page().getByLabel('Since').getAttribute('aria-invalid')).toBe('true');
    await page().getByLabel('Since').fill('2025');
    await page().getByLabel('Comments, at least').fill('2');
    await soon(path).toBe('/search?q=robot&since=2025&min-comments=2');
    await page().reload();
    await page().locator('.ranked-paper').first().waitFor();
    expect(await page().getByLabel('Since').inputValue()).toBe('2025');
    for (const date of await page().locator('.ranked-paper time').all()) expect((await date.getAttribute('datetime'))! >= '2025').toBe(true);
    await page().getByRole('button', { name: 'Clear the filters' }).click();
    await soon(path).toBe('/search?q=robot');
  });

  test('goes on from a paper: similar to this, not this, and back', async () => {
    await tab().open('/search?q=robot');
    await page().locator('.ranked-paper').first().getByRole('button', { name: /^Similar to this/ }).click();
    await page().locator('.basis-like').waitFor();
    await settled(page());
    const next = page().locator('.ranked-paper').first();
    const left = await next.locator('.paper-link').innerText();
    await next.getByRole('button', { name: /^Not this/ }).click();
    await page().locator('.basis-not', { hasText: left }).waitFor();
    await soon(() => page().locator('.ranked-paper .paper-link', { hasText: left }).count()).toBe(0);
    await soon(path).toMatch(/^\/search\?like=[\w-]+&not=[\w-]+$/);
    await page().goBack();
    await page().goBack();
    await soon(() => page().locator('#query').inputValue()).toBe('robot');
  });
}
