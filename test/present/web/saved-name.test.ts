import { expect, test } from 'vitest';
import { NO_QUESTION } from '../../../src/present/web/page/address.js';
import { nameToSave, savedAlready, searchToSave } from '../../../src/present/web/page/search/saved-name.js';

const about = (text: string, filters = {}) => searchToSave({ ...NO_QUESTION, text, ...filters });
const saved = (name: string, text: string, filters = {}) => ({ name, ...about(text, filters) });

test('a search is named by its text, also when it is saved again', () => {
  expect(nameToSave(about(' robots '), [])).toBe('robots');
  expect(nameToSave(about('robots', { since: '2025' }), [saved('robots', 'robots', { since: '2025' })])).toBe('robots');
});

test('a search with other filters gets another name than the first one', () => {
  const first = saved('robots', 'robots');
  const second = about('robots', { since: '2025', minComments: '2' });
  expect(nameToSave(second, [first])).toBe('robots · since 2025 · min comments 2');
  const taken = saved('robots · since 2025 · min comments 2', 'robots', { tag: 'x' });
  expect(nameToSave(second, [first, taken])).toBe('robots (2)');
});

test('long texts with the same beginning get two names of at most 60 characters', () => {
  const text = 'planning of paths for several robots that share one narrow corridor';
  const first = saved(text.slice(0, 60), `${text} and a lift`);
  const name = nameToSave(about(text), [first]);
  expect(name).toBe(`${text.slice(0, 56)} (2)`);
  expect(name.length).toBeLessThanOrEqual(60);
});

test('a search with any note is saved as the server takes it, and named as it is typed', () => {
  const any = about('robots', { reading: 'unread', inNote: '*' });
  expect(any.filters).toEqual({ reading: 'unread', inNote: '' });
  expect(nameToSave(any, [saved('robots', 'robots')])).toBe('robots · reading unread · in note *');
});

test('a search counts as saved with the same text and filters only', () => {
  const list = [saved('robots', 'robots', { minComments: '2' })];
  expect(savedAlready(about('robots', { minComments: '2' }), list)?.name).toBe('robots');
  expect(savedAlready(about('robots'), list)).toBeUndefined();
});
