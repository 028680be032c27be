/**
 * Time of what a reader waits for each morning, in a collection of any size.
 *
 * node test/bench/keeping-up.mjs INDEX NEW.jsonl
 *
 * INDEX is an index that may be changed (a copy); NEW.jsonl has papers of one day. Three tags of ten papers, one saved
 * search. Wall time and CPU time of each question in a process that has just started, then again. Nothing is written
 * between the two.
 */
import { performance } from 'node:perf_hooks';
import { openCorpus } from '../../dist/index.js';

const [index, added] = process.argv.slice(2);
const TAGS = ['reinforcement learning', 'image segmentation', 'quantum entanglement'];

async function timed(name, run) {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const answer = await run();
  const { user, system } = process.cpuUsage(cpu);
  const [wall, busy] = [performance.now() - start, (user + system) / 1000].map((ms) => (ms / 1000).toFixed(2));
  console.log(`${name}: ${wall} s, CPU ${busy} s`);
  return answer;
}

let corpus = await openCorpus({ index });
for (const tag of TAGS) {
  const { papers } = await corpus.search(tag, { limit: 10 });
  await corpus.mark({ kind: 'tag', name: tag, papers: papers.map(({ paper }) => paper.id) });
}
await corpus.saveSearch({ name: 'graphs', query: 'graph neural networks', filters: {} });
await corpus.themes();
const { upTo } = await timed('digest of all papers, the first', () => corpus.digest());
await corpus.digestRead(upTo);
const report = await timed('add', () => corpus.add([added]));
await corpus.close();

corpus = await openCorpus({ index });
console.log(`${report.papers} papers, ${report.added} of them new`);
await timed('recommend, first', () => corpus.recommend({ tag: TAGS[0] }));
await timed('recommend, again', () => corpus.recommend({ tag: TAGS[1] }));
await timed('digest, first after new papers', () => corpus.digest());
await timed('digest, again', () => corpus.digest());
await timed('trending', () => corpus.trending());
await timed('feed of a tag', () => corpus.feed({ tag: TAGS[2] }));
await corpus.close();
