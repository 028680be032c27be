import { expect, test } from 'vitest';
import { venueText } from '../../src/present/venue-text.js';

test.each([
  [{ venue: 'Lamps', volume: '12', issue: '3', pages: '45-67' }, 'Lamps 12(3), 45–67'],
  [{ venue: 'Lamps', volume: '12', pages: 'e0123' }, 'Lamps 12, e0123'],
  [{ venue: 'Lamps', issue: '3-4' }, 'Lamps (3-4)'],
  [{ venue: 'Lamps', pages: 'A-1-A-9' }, 'Lamps, A-1-A-9'],
  [{ venue: 'Lamps' }, 'Lamps'],
  [{ venue: null, volume: '12' }, '12'],
  [{ venue: null }, null],
])('the place of a paper in its venue %j reads %s', (paper, text) => {
  expect(venueText(paper)).toBe(text);
});
