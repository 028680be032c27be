import { expect, test } from 'vitest';
import { cosineSimilarity, toUnitLength } from '../../src/embedding.js';
import { nearestAmong } from '../../src/map/nearest-among.js';
import { seededRandom } from '../../src/maths/random.js';

test('the nearest others of each embedding are those of a plain comparison, equals in order', () => {
  const random = seededRandom(3);
  const centres = Array.from({ length: 7 }, () => Array.from({ length: 20 }, () => random() - 0.5));
  const embeddings = Array.from({ length: 300 }, (_, i) =>
    toUnitLength(centres[i % 7]!.map((x) => x + (i % 5 === 0 ? 0 : (random() - 0.5) * 1e-4))),
  );
  const plain = embeddings.map((own, i) =>
    embeddings
      .map((other, at) => ({ at, similarity: cosineSimilarity(own, other) }))
      .filter(({ at }) => at !== i)
      .sort((a, b) => b.similarity - a.similarity || a.at - b.at)
      .slice(0, 14),
  );
  expect([...nearestAmong(embeddings, 14)]).toEqual(plain);
});
