import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { inThread, numbersMaker } from '../../src/duplicates/numbers-maker.js';
import { apart, joined, numbersOf } from '../../src/duplicates/paper-numbers.js';
import { inCheckout } from '../support/folders.js';
import { aPaper } from '../support/papers.js';

const PAPERS = [
  aPaper('a', { title: 'Kelp forests', abstract: 'Kelp grew by 12 cm in 30 days, and by 7.5 in the shade.' }),
  aPaper('b', { title: '', abstract: '' }),
  aPaper('c', { title: 'Ferries', abstract: 'Ferries cross a strait of 40 km.', identifiers: { doi: '10.1/x' } }),
];
const NUMBERS = PAPERS.map(numbersOf);

test('numbers of papers are the same after they were joined', () => {
  expect(apart(joined(NUMBERS))).toEqual(NUMBERS);
  expect(apart(joined([]))).toEqual([]);
});

test('a thread makes the numbers that this one makes, batch by batch', async () => {
  const thread = inThread(new Worker(inCheckout('dist/duplicates/numbers-thread.js'), { execArgv: [] }));
  const batches = await Promise.all([thread.make(PAPERS.slice(0, 1)), thread.make([]), thread.make(PAPERS.slice(1))]);
  expect(batches).toEqual([NUMBERS.slice(0, 1), [], NUMBERS.slice(1)]);
  await thread.close();
  await expect(thread.make(PAPERS)).rejects.toThrow('ended');
  expect(await numbersMaker(PAPERS.length).make(PAPERS)).toEqual(NUMBERS);
});

test('what waits fails with the thread', async () => {
  const worker = Object.assign(new EventEmitter(), { postMessage: () => undefined, terminate: async () => 0 });
  const thread = inThread(worker as unknown as Worker);
  const waiting = thread.make(PAPERS);
  worker.emit('error', new Error('no memory'));
  worker.emit('exit', 1);
  await expect(waiting).rejects.toThrow('no memory');
  await expect(thread.make(PAPERS)).rejects.toThrow('no memory');
});
