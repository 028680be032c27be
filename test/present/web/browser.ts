/** The page in a real browser: a corpus served as a person serves it, and a tab that remembers what it asked for. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page, type Request } from 'playwright-core';
import { expect } from 'vitest';
import type { openCorpus } from '../../../src/index.js';
import type { Serving, serve } from '../../../src/present/http/index.js';
import { BROWSER, QUIET } from '../../support/chromium.js';
import { afterThisFile } from '../../support/clean-up.js';
import { inCheckout, newFolder } from '../../support/folders.js';

/** Why the tests in a browser do not run here; empty where they do. */
export const NO_BROWSER =
  BROWSER === undefined ? ` (skipped: there is no chromium here; on Debian: apt-get install chromium)` : '';

/**
 * Machines that test may be slow; nothing here is a question of time. On two cores with a load of 25, and the browser
 * held to a sixth of its speed, a minute was too little for the server's threads, which give way to all others.
 */
const PATIENCE_MS = 150_000;
export const LONGEST_TEST_MS = 600_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PAGES = ['daily-1.txt', 'daily-2.txt', 'daily-3.txt', 'daily-4.txt'];
export const HOSTILE_TITLE =
  '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script> & "quotes"';
const HOSTILE = {
  id: 'hostile',
  title: HOSTILE_TITLE,
  abstract: `Markup in abstracts about parsing of markup: <b>bold</b> ${HOSTILE_TITLE}`,
  url: 'javascript:alert(1)',
};

let browser: Promise<Browser> | undefined;
function openBrowser(): Promise<Browser> {
  return (browser ??= chromium.launch({ executablePath: BROWSER!, headless: true, args: QUIET }).then((opened) => {
    afterThisFile(() => {
      browser = undefined; // the next file opens its own
      return opened.close();
    });
    return opened;
  }));
}

export interface Served {
  readonly url: string;
}

export interface ServeOptions {
  readonly token?: string;
  /** Folder of an index; a new one where not given. */
  readonly index?: string;
}

/** A server as built, over an empty corpus where no index is given. */
export async function serveIndex({ index = newFolder(), ...token }: ServeOptions = {}): Promise<Served> {
  const built = (await import(inCheckout('dist/present/http/index.js'))) as { serve: typeof serve };
  const serving: Serving = await built.serve({
    index,
    host: '127.0.0.1',
    port: 0,
    log: console.error,
    ...token,
  });
  afterThisFile(() => serving.close());
  return { url: serving.url.replace(/\/$/, '') };
}

/**
 * An index with papers, their themes, map and near-duplicates known already: on a busy machine the server's own
 * threads, which give way to all others, would take minutes for them.
 */
export async function indexOf(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<string> {
  const built = (await import(inCheckout('dist/index.js'))) as { openCorpus: typeof openCorpus };
  const index = newFolder();
  const corpus = await built.openCorpus({ index, create: true });
  await corpus.add(files);
  await corpus.map();
  await corpus.duplicates();
  await corpus.search('warm');
  await corpus.close();
  return index;
}

/** A server over our saved pages and one paper that tries to be markup. */
async function serveFixtures(): Promise<Served> {
  const pages = PAGES.map((name) => ({ name, bytes: readFileSync(inCheckout(`fixtures/pages/${name}`)) }));
  return serveIndex({
    index: await indexOf([...pages, { name: 'hostile.jsonl', bytes: Buffer.from(JSON.stringify(HOSTILE)) }]),
  });
}

export interface Tab {
  readonly page: Page;
  /** Addresses asked for, in order. */
  readonly asked: string[];
  /** What the browser complained of: errors of scripts, of the content policy, of loading. */
  readonly complaints: string[];
  open(path: string): Promise<void>;
}

/** The server and the tab that most tests share; opened once, as it is the dearest part of them. */
let shared: { readonly served: Served; readonly tab: Tab } | undefined;
export async function openShared(): Promise<void> {
  const fixtures = await serveFixtures();
  shared = { served: fixtures, tab: await openTab(fixtures) };
}
export const served = (): Served => shared!.served;
export const tab = (): Tab => shared!.tab;
export const page = (): Page => shared!.tab.page;
/** The address of the shared tab, without the host. */
export const path = (): string => page().url().slice(served().url.length);

export interface TabOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly touch?: boolean;
}

export async function openTab(
  { url }: Served,
  { width = 1280, height = 800, dark = false, touch = false }: TabOptions = {},
): Promise<Tab> {
  const context = await (await openBrowser()).newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: touch,
    reducedMotion: 'reduce',
  });
  afterThisFile(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const [asked, complaints]: [string[], string[]] = [[], []];
  const open = new Set<Request>();
  underWay.set(page, open);
  context.on('request', (request) => {
    asked.push(request.url());
    open.add(request);
  });
  context.on('requestfinished', (request) => open.delete(request));
  context.on('requestfailed', (request) => open.delete(request));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  return {
    page,
    asked,
    complaints,
    open: async (path) => {
      await page.goto(url + path);
      await page.locator('main h1').first().waitFor({ state: 'attached' });
      await settled(page);
    },
  };
}

/** Expects what will be so in a moment. */
export function soon<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: PATIENCE_MS });
}

/** What each tab has asked for and not yet had. */
const underWay = new WeakMap<Page, ReadonlySet<Request>>();

/** When every answer is there and drawn: nothing on the page waits, nothing is on its way, and a frame has passed. */
export async function settled(page: Page): Promise<void> {
  await soon(async () => [
    await drawn(page),
    await page.locator('.waiting, [aria-busy="true"]').count(),
    underWay.get(page)!.size,
  ]).toEqual([true, 0, 0]);
}

/** When what was done so far has been drawn, with all that follows from drawing it. */
export async function drawn(page: Page): Promise<boolean> {
  return (await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true)))))',
  )) as boolean;
}

/** The size of targets, of WCAG 2.2, is not checked by default. */
const AXE_OPTIONS = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };

/** Faults against WCAG 2 A and AA and good practice, as axe-core finds them. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate(`axe.run(document, ${JSON.stringify(AXE_OPTIONS)})`)) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

/** Drops files on an element, as a person drags them from the desktop. */
export async function dropFiles(
  page: Page,
  selector: string,
  files: readonly { readonly name: string; readonly content: string }[],
): Promise<void> {
  const carried = await page.evaluateHandle(`(() => {
    const carried = new DataTransfer();
    for (const { name, content } of ${JSON.stringify(files)}) carried.items.add(new File([content], name));
    return carried;
  })()`);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent(selector, type, { dataTransfer: carried });
}
