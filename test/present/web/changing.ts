/** What changes the corpus: decisions about near-duplicates, and files that are added. */
import { expect, test } from 'vitest';
import { inCheckout } from '../../support/folders.js';
import { dropFiles, openTab, page, path, served, serveIndex, settled, soon, tab } from './browser.js';

export function deciding(): void {
  const label = () => page().locator('h1').innerText();

  test('have the name that a person gives, until it is cleared', async () => {
    await tab().open('/themes/t1');
    const before = await label();
    await page().getByRole('button', { name: 'Rename' }).click();
    await soon(() => page().evaluate('getSelection().toString()')).toBe(before);
    await page().keyboard.type('Something else');
    await page().keyboard.press('Escape');
    await soon(label).toBe(before);
    await soon(() => page().evaluate('document.activeElement.innerText')).toBe('Rename');
    await page().getByRole('button', { name: 'Rename' }).press('Enter');
    await page().getByLabel('Name of the theme').fill('Things that I read');
    await page().keyboard.press('Enter');
    await soon(label).toBe('Things that I read');
    await settled(page());
    await page().reload();
    await soon(label).toBe('Things that I read');
    await page().getByRole('button', { name: 'Restore the automatic name' }).click();
    await soon(label).toBe(before);
    await settled(page());
  });

  test('are split into two, and are one again once that is undone', async () => {
    await tab().open('/themes/t1');
    const count = () => page().locator('.theme .list-head h2').innerText();
    const before = [await label(), await count()];
    await page().getByRole('button', { name: 'Split …' }).click();
    await page().getByRole('button', { name: 'Split', exact: true }).click();
    await page()
      .getByText(/^Split “.+” into 2 themes\.$/)
      .waitFor();
    await settled(page());
    expect(await count()).not.toBe(before[1]);
    await page().getByRole('button', { name: 'Undo', exact: true }).click();
    await settled(page());
    await soon(async () => [await label(), await count()]).toEqual(before);
  });

  test('get a paper that a person moves there', async () => {
    await tab().open('/themes/t2');
    const into = await label();
    await tab().open('/papers/hostile');
    await page().getByRole('button', { name: 'Move to a theme …' }).click();
    await page().getByLabel('It belongs to').selectOption({ value: 't2' });
    await page().getByRole('button', { name: 'Move', exact: true }).click();
    await page().locator('.paper-main .theme-tag', { hasText: into }).waitFor();
  });

  test('become part of another, on whose page one then is', async () => {
    await tab().open('/themes/t3');
    const papers = await page().locator('.theme .paper-list').first().locator('.paper-link').allInnerTexts();
    await page().getByRole('button', { name: 'Merge into …' }).click();
    await page()
      .getByLabel(/^Make its \d+ papers part of/)
      .selectOption({ value: 't1' });
    await page().getByRole('button', { name: 'Merge', exact: true }).click();
    await soon(path).toBe('/themes/t1');
    await settled(page());
    const together = await page().locator('.theme .paper-list').first().locator('.paper-link').allInnerTexts();
    for (const title of papers) expect(together).toContain(title);
    expect(tab().complaints).toEqual([]);
  });

  test('are another number from now on, until the data choose it again', async () => {
    await tab().open('/themes');
    const rows = page().locator('.theme-row');
    const usual = await rows.count();
    await tab().open('/themes?k=2');
    await page().getByRole('button', { name: 'Keep 2 themes' }).click();
    await page().getByText('The papers have 2 themes.').waitFor();
    await soon(() => rows.count()).toBeLessThan(usual);
    expect(path()).toBe('/themes');
    await page()
      .getByText(/^Why \d+ themes/)
      .click();
    await page()
      .getByText(/^You chose this number/)
      .waitFor();
    await page().getByRole('button', { name: 'Choose the number from the data' }).click();
    await soon(() => rows.count()).toBeGreaterThanOrEqual(usual);
  });
}

export function duplicates(): void {
  test('stand side by side with what differs marked', async () => {
    await tab().open('/duplicates');
    const sides = page().locator('.pair').first().locator('.side');
    await soon(() => sides.count()).toBe(2);
    await page().locator('del.only').first().waitFor();
    await page().locator('ins.only').first().waitFor();
  });

  test('are found between a file and the collection, and nothing is added', async () => {
    await tab().open('/duplicates');
    const papers = await page().locator('.bar-count').innerText();
    const known = (await (await fetch(`${served().url}/api/papers?limit=1`)).json()) as {
      papers: { title: string; abstract: string }[];
    };
    const { title, abstract } = known.papers[0]!;
    const other = { title: 'Tides of a small harbour', abstract: 'We measure the tides of a harbour for two years.' };
    await page()
      .locator('.compare input[type="file"]')
      .setInputFiles({
        name: 'mine.jsonl',
        mimeType: 'application/jsonl',
        buffer: Buffer.from([{ title, abstract }, other].map((one) => JSON.stringify(one)).join('\n')),
      });
    await page().getByText('1 of 2 papers is in the collection.').waitFor();
    await page().locator('.compare-result .paper-link', { hasText: 'Open the paper' }).waitFor();
    expect(await page().locator('.compare-result').innerText()).toContain(other.title);
    expect(await page().locator('.bar-count').innerText()).toBe(papers);
    await page().locator('.compare-result .paper-link').click();
    await page().locator('.paper-head').waitFor();
    await page().goBack();
    await page().getByText('1 of 2 papers is in the collection.').waitFor();
    await page().locator('.compare-result').getByRole('button', { name: 'Close' }).click();
    await page().locator('.compare-result').waitFor({ state: 'detached' });
  });

  test('show where the line was drawn', async () => {
    await page().getByText('Borderline pairs').click();
    await page().getByRole('heading', { name: 'Just rejected' }).waitFor();
    await page().locator('.borderline .similarity').first().waitFor();
  });

  test('are ignored and merged, and the corpus remembers', async () => {
    const groups = page().locator('.group');
    await page()
      .getByText(/^\d+ groups of near-duplicates/)
      .waitFor();
    const before = Number(/^\d+/.exec(await page().locator('.page-head p').first().innerText())![0]);
    await groups.first().getByRole('button', { name: 'Keep both' }).first().click();
    await page()
      .getByText(`${before - 1} groups of near-duplicates`)
      .waitFor();
    await settled(page());
    const pair = page()
      .locator('.group')
      .filter({ has: page().locator('.sides input') })
      .first();
    const kept = await pair.locator('.choice-title').nth(1).innerText();
    await pair.locator('input[type="radio"]').nth(1).check();
    await pair.getByRole('button', { name: 'Merge the other into the kept one' }).click();
    await page()
      .getByText(`${before - 2} groups of near-duplicates`)
      .waitFor();
    await page().getByText('144 papers', { exact: true }).waitFor();
    await page().reload();
    await page()
      .getByText(`${before - 2} groups of near-duplicates`)
      .waitFor();
    await tab().open(`/search?q=${encodeURIComponent(kept)}`);
    await soon(() => page().locator('.ranked-paper .paper-link').allInnerTexts()).toContain(kept);
  });
}

export function adding(): void {
  const bibtex = `@article{a, title={A new paper on sundials}, abstract={We tell the time by the shadow of a stick, and find that it is noon at noon.}, year={2026}}\n@article{b, title={}}\n`;

  test('takes dropped files, shows how it went, and which lines could not be read and why', async () => {
    await tab().open('/search');
    await page().evaluate(`
      window.announced = [];
      new MutationObserver(() => {
        for (const region of document.querySelectorAll('.adding [role="status"]')) announced.push(region.innerText);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    `);
    await dropFiles(page(), 'main', [
      { name: 'sundials.bib', content: bibtex },
      { name: 'photo.png', content: '\u0000\u0001' },
    ]);
    await soon(path).toBe('/add');
    await page().locator('.drop-veil').waitFor({ state: 'detached' });
    const file = (name: string) => page().locator('.adding-file', { hasText: name });
    await file('sundials.bib').getByText('1 paper read: 1 new, 0 updated, 0 unchanged').waitFor();
    // How far it is would be announced again and again.
    const announced = (await page().evaluate('announced')) as string[];
    expect(announced.filter((text) => text !== '' && !/read/.test(text))).toEqual([]);
    await file('sundials.bib').getByText('1 problem').click();
    expect(await file('sundials.bib').locator('td').nth(1).innerText()).toMatch(/\w/);
    await soon(() => file('photo.png').getByRole('alert').innerText()).toMatch(
      /^The format of this file is not recognised\.\s+If you know its format, choose it below\.$/,
    );
    await file('photo.png').getByLabel('Format of photo.png').selectOption('ris');
    await file('photo.png').getByRole('button', { name: 'Try again' }).click();
    await file('photo.png')
      .getByText(/^(0 papers read|not read)/)
      .waitFor();
    await page().getByText('145 papers', { exact: true }).waitFor();
    await page().getByRole('link', { name: 'Search', exact: true }).click();
    await page().locator('#query').fill('sundials');
    await page().locator('.ranked-paper', { hasText: 'A new paper on sundials' }).waitFor();
  });

  test('says where not all problems of a file are listed', async () => {
    await tab().open('/add');
    await dropFiles(page(), 'main', [{ name: 'sundials.bib', content: bibtex.repeat(1_001) }]);
    await page().getByText('1,001 problems').click();
    await page().getByText('Only the first 1,000 problems are listed.').waitFor();
  });

  test('takes the year for dates without a year', async () => {
    await tab().open('/add');
    await page().getByLabel('Year for dates without a year').fill('2024');
    const asked = page().waitForRequest(/\/api\/papers\?name=sundials\.bib&year=2024$/);
    await dropFiles(page(), '.drop', [{ name: 'sundials.bib', content: bibtex }]);
    await asked;
    await page().getByText('1 paper read: 0 new, 0 updated, 1 unchanged').waitFor();
    expect(await page().locator('.adding-file').count()).toBe(1);
    await page().locator('.drop-veil').waitFor({ state: 'detached' });
  });

  test('is undone by taking a paper out again', async () => {
    await tab().open('/search?q=sundials');
    await page().getByRole('link', { name: 'A new paper on sundials' }).click();
    await page().getByRole('button', { name: 'Remove …' }).click();
    await page().getByRole('button', { name: 'Remove', exact: true }).click();
    await page().getByText('144 papers', { exact: true }).waitFor();
    await soon(path).toBe('/search');
  });

  test('is where an empty corpus leads', async () => {
    const empty = await serveIndex();
    const other = await openTab(empty);
    await other.open('/history');
    await other.page.getByText('Nothing has been changed by hand.').waitFor();
    await other.open('/themes');
    await other.page.getByRole('link', { name: 'Add papers' }).click();
    await other.page.locator('input[type="file"]').setInputFiles(inCheckout('fixtures/pages/daily-1.txt'));
    await other.page.getByText('39 papers read: 39 new').waitFor();
    await other.page.getByRole('link', { name: 'See the themes' }).click();
    await other.page.locator('.theme-row').first().waitFor();
    expect(other.complaints).toEqual([]);
  });
}
