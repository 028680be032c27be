/** The page, used as a person uses it in a browser, over a corpus of our saved pages. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER } from '../../support/chromium.js';
import { LONGEST_TEST_MS, NO_BROWSER, openShared, served, tab } from './browser.js';
import { adding, deciding, duplicates } from './changing.js';
import { door, everyone, headings, keys, screens } from './manners.js';
import { papers, themes } from './reading.js';
import { searching } from './searching.js';

vi.setConfig({ testTimeout: LONGEST_TEST_MS, hookTimeout: LONGEST_TEST_MS });

describe.skipIf(BROWSER === undefined)(`the page${NO_BROWSER}`, () => {
  beforeAll(openShared);

  describe('search', searching);
  describe('themes', themes);
  describe('a paper', papers);
  describe('with the keyboard', keys);
  describe('for everyone', everyone);
  describe('on any screen', screens);
  describe('headings', headings);
  describe('at the door', door);
  describe('near-duplicates', duplicates);
  describe('add', adding);
  describe('changing themes', deciding);

  test('complained of nothing, and asked nothing of another host', () => {
    expect(tab().complaints).toEqual([]);
    expect(tab().asked.filter((url) => !url.startsWith(`${served().url}/`))).toEqual([]);
    expect(tab().asked.length).toBeGreaterThan(50);
  });
});
