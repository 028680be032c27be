/** A thread that makes the numbers of papers: `numbers-maker.ts` starts it. */
import { parentPort } from 'node:worker_threads';
import { joined, numbersOf, type PaperText } from './paper-numbers.js';

parentPort!.on('message', (papers: readonly PaperText[]) => {
  const numbers = joined(papers.map(numbersOf));
  parentPort!.postMessage(numbers, [numbers.lengths.buffer, numbers.rows.buffer]);
});
