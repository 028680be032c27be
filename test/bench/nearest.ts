/**
 * The nearest papers by looking at every embedding: whole, and with a byte a number whose best are measured whole.
 *
 *   npx tsx test/bench/nearest.ts [COUNT…]
 *
 * Embeddings are made: clouds on the sphere, as many as 200, in 384 dimensions. Prints the median processor time of 40
 * queries in one process (other work on the machine does not count), and how many of the nearest 10 and 100 the bytes
 * find.
 */
import { cosineSimilarity, type Embedding, toUnitLength } from '../../src/embedding.js';
import { seededRandom } from '../../src/maths/random.js';
import { EmbeddingMatrix } from '../../src/store/neighbours/matrix.js';
import { QuantizedMatrix, recordsOf } from '../../src/store/neighbours/quantized.js';

const DIMENSION = 384;
const CLOUDS = 200;
const QUERIES = 40;
const BATCH = 1_000;
/** As `finder.ts` asks for `k`. */
const shortlist = (k: number) => 2 * k + 200;

const counts = process.argv.slice(2).map(Number);
console.log('| embeddings | whole | bytes | of the nearest 10 | of the nearest 100 |\n| -- | -- | -- | -- | -- |');
for (const count of counts.length === 0 ? [20_000, 200_000] : counts) measure(count);

function measure(count: number): void {
  const random = seededRandom(3);
  const centres = Array.from({ length: CLOUDS }, () => Array.from({ length: DIMENSION }, () => random() - 0.5));
  const made = (i: number) => toUnitLength(centres[i % CLOUDS]!.map((x) => x + (random() - 0.5) * 1.2));
  const [whole, bytes] = [new EmbeddingMatrix(DIMENSION), new QuantizedMatrix(DIMENSION)];
  const embeddings: Embedding[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const points = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => [from + i, made(from + i)] as const);
    for (const [row, embedding] of points) {
      whole.add(row, embedding);
      embeddings.push(embedding);
    }
    bytes.records(from, from + points.length).set(recordsOf(points));
    bytes.size = from + points.length;
  }
  const times = { whole: [] as number[], bytes: [] as number[] };
  const found = { 10: 0, 100: 0 };
  for (let i = 0; i < QUERIES; i++) {
    const query = made(i);
    const began = process.cpuUsage();
    const truth = whole.nearest(query, 100).sort((a, b) => b.similarity - a.similarity);
    times.whole.push(process.cpuUsage(began).user / 1000);
    const between = process.cpuUsage();
    const nearest = bytes
      .nearest(query, shortlist(100))
      .map(({ row }) => ({ row, similarity: cosineSimilarity(query, embeddings[row]!) }))
      .sort((a, b) => b.similarity - a.similarity);
    times.bytes.push(process.cpuUsage(between).user / 1000);
    for (const k of [10, 100] as const) {
      const best = new Set(truth.slice(0, k).map(({ row }) => row));
      found[k] += nearest.slice(0, k).filter(({ row }) => best.has(row)).length;
    }
  }
  const median = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1]!.toFixed(1);
  const share = (k: 10 | 100) => (found[k] / (k * QUERIES)).toFixed(4);
  console.log(
    `| ${count.toLocaleString('en')} | ${median(times.whole)} ms | ${median(times.bytes)} ms | ${share(10)} | ${share(100)} |`,
  );
}
