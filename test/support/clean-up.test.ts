import { describe, expect, test, vi } from 'vitest';
import { afterThisTest, closeAllOfTest } from './clean-up.js';

test('what a test opened is closed in reverse order, though closing one of them fails', async () => {
  const closed: string[] = [];
  afterThisTest(() => closed.push('first'));
  afterThisTest(() => Promise.reject(new Error('the second is stuck')));
  afterThisTest(() => closed.push('third'));
  await expect(closeAllOfTest()).rejects.toThrow('the second is stuck');
  expect(closed).toEqual(['third', 'first']);
});

describe('fake timers', () => {
  test('are set by one test', () => {
    vi.useFakeTimers();
    expect(vi.isFakeTimers()).toBe(true);
  });

  test('and are gone in the next', () => {
    expect(vi.isFakeTimers()).toBe(false);
  });
});
