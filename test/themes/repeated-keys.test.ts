import { expect, test } from 'vitest';
import { followedBy, hashOfKey, RepeatedKeys } from '../../src/themes/naming/vocabulary/repeated-keys.js';

test('the hash of two keys in a row is that of the key of both, wherever it is cut', () => {
  const whole = hashOfKey('graphneuralnetwork');
  for (const cut of [0, 1, 5, 11, 18]) {
    const [start, end] = ['graphneuralnetwork'.slice(0, cut), 'graphneuralnetwork'.slice(cut)];
    expect(followedBy(hashOfKey(start), hashOfKey(end))).toEqual(whole);
  }
  expect(hashOfKey('networkneuralgraph').value).not.toBe(whole.value);
});

test('a key of two papers is repeated, and a key that one paper has twice is not', () => {
  const repeated = new RepeatedKeys();
  for (const [key, paper] of [
    ['attention', 0],
    ['attention', 3],
    ['diffusion', 0],
    ['diffusion', 0],
    ['retrieval', 4],
  ] as const)
    repeated.add(hashOfKey(key), paper);
  expect(['attention', 'diffusion', 'retrieval', 'pruning'].map((key) => repeated.has(hashOfKey(key)))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
