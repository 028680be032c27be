import { afterEach, expect, test } from 'vitest';
import { localMinute } from '../../src/present/plain-text.js';
import { momentText } from '../../src/present/web/page/parts/wording.js';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

test.each([
  ['UTC', '2026-11-27 22:03', '27 Nov 2026, 22:03'],
  ['Pacific/Kiritimati', '2026-11-28 12:03', '28 Nov 2026, 12:03'],
  ['America/Los_Angeles', '2026-11-27 14:03', '27 Nov 2026, 14:03'],
])('a change is shown with the day and the hour of the time zone %s', (zone, onTerminal, onPage) => {
  process.env['TZ'] = zone;
  expect([localMinute('2026-11-27T22:03:04.000Z'), momentText('2026-11-27T22:03:04.000Z')]).toEqual([
    onTerminal,
    onPage,
  ]);
});
