/** Beyond the papers that groups are refined over, the others join them. */
import { expect, test } from 'vitest';
import { normaliseRows, pickRows, type Rows } from '../../src/maths/rows.js';
import { groupPapers } from '../../src/themes/clustering/cluster.js';
import { paperTextOf } from '../../src/themes/paper-words.js';
import { seededRandom } from '../support/random.js';

const [COUNT, CLOUDS] = [101_000, 3];

/** Points around the axes, one axis after the other. */
function clouds(): Rows {
  const random = seededRandom(5);
  const data = Float32Array.from(
    { length: COUNT * CLOUDS },
    (_, at) => Number(at % CLOUDS === Math.floor(at / CLOUDS) % CLOUDS) + 0.4 * (random() - 0.5),
  );
  return normaliseRows({ data, count: COUNT, dimension: CLOUDS });
}

const text = paperTextOf({ title: 'A title', abstract: 'An abstract.' });
const groups = (rows: Rows) =>
  groupPapers(rows, async (places) => Array.from(places, () => text), { k: CLOUDS, afterPass: async () => {} });

test('every paper of a very large collection is in the group of its like, in any order of the papers', async () => {
  const rows = clouds();
  const { labels } = await groups(rows);
  expect(labels.slice(0, CLOUDS).toSorted()).toEqual(Int32Array.of(0, 1, 2));
  expect(labels.findIndex((label, i) => label !== labels[i % CLOUDS])).toBe(-1);
  const order = Int32Array.from({ length: COUNT }, (_, i) => (i * 7_919) % COUNT);
  const again = await groups(pickRows(rows, order));
  const names = new Map(Array.from(order.slice(0, 50), (i, place) => [labels[i]!, again.labels[place]!]));
  expect(again.labels.findIndex((label, place) => label !== names.get(labels[order[place]!]!))).toBe(-1);
}, 60_000);
