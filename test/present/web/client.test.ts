/** The answers that the page keeps. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

/** Searches without and with a match. */
const WEAK = { nothing: null, papers: [{ about: false }, { about: false }] };
const MATCH = { nothing: null, papers: [{ about: true }, { about: false }] };

beforeAll(() => {
  vi.stubGlobal('document', { hidden: false, addEventListener: () => undefined });
  vi.stubGlobal('sessionStorage', { getItem: () => null });
});
afterAll(() => {
  vi.unstubAllGlobals();
});

test('an answer that a change overtakes is not kept', async () => {
  const { ask, cachedAnswer, corpusChanged, marksChanged } = await import(
    '../../../src/present/web/page/api/client.js'
  );
  const arrive: (() => void)[] = [];
  const answers: Readonly<Record<string, object>> = { '/api/search?q=weak': WEAK, '/api/search?q=match': MATCH };
  vi.stubGlobal('fetch', async (path: string) => {
    await new Promise<void>((arrived) => arrive.push(arrived));
    return Response.json(answers[path] ?? { answer: 1 });
  });
  const asked = async (path: string, change: () => void) => {
    const answer = ask(path);
    change();
    arrive.pop()!();
    await answer;
    return cachedAnswer(path);
  };
  expect(await asked('/api/status', () => undefined)).toEqual({ answer: 1 });
  expect(await asked('/api/status', corpusChanged)).toBeUndefined();
  expect(await asked('/api/marks', marksChanged)).toBeUndefined();
  expect(await asked('/api/status', marksChanged)).toEqual({ answer: 1 });
  expect(await asked('/api/search?q=weak', marksChanged)).toBeUndefined();
  expect(await asked('/api/search?q=match', marksChanged)).toEqual(MATCH);
});

test('an answer that depends on marks is not kept when they change', async () => {
  const { ask, cachedAnswer, marksChanged } = await import('../../../src/present/web/page/api/client.js');
  const answers: Readonly<Record<string, object>> = {
    '/api/papers?order=published&tag=starred': {},
    '/api/timeline?reading=unread': {},
    '/api/search?q=a&inNote=': MATCH,
    '/api/search?q=b': { nothing: { papers: 3, nearest: null }, papers: [] },
    '/api/search?q=weak': WEAK,
    '/api/search?q=c': MATCH,
    '/api/papers?order=added': { papers: [{ id: 'a' }] },
    '/api/papers?by=tag%3D': {},
  };
  vi.stubGlobal('fetch', async (path: string) => Response.json(answers[path]));
  for (const path of Object.keys(answers)) await ask(path);
  marksChanged();
  const kept = Object.keys(answers).filter((path) => cachedAnswer(path) !== undefined);
  expect(kept).toEqual(['/api/search?q=c', '/api/papers?order=added', '/api/papers?by=tag%3D']);
});
