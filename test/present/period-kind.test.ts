import { expect, test } from 'vitest';
import { periodKind } from '../../src/present/period-kind.js';

test('a period is a month, or a year where no month is known', () => {
  expect(['2026-03', '2026'].map(periodKind)).toEqual(['month', 'year']);
});
