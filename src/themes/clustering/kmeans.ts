/**
 * Spherical k-means with ml-kmeans: the final clusters of a collection of up to a few thousand papers.
 *
 * ml-kmeans does Euclidean k-means; after each pass the centroids are scaled to unit length in place, so the nearest
 * centroid has the highest cosine. If it leaves clusters empty, they are filled and the run continues from there.
 */

import { type Rows, rowAt } from '../../maths/rows.js';
import { type Clusters, cohesionOf, fillEmptyClusters } from './lloyd.js';
import { centroidsOf } from './membership.js';

const MAX_PASSES = 100;

/**
 * Runs ml-kmeans from a start to its end.
 * @param rows of unit length
 * @param start unit centroids, one for each cluster
 */
export async function sphericalKmeans(rows: Rows, start: Rows): Promise<Clusters> {
  const { kmeansGenerator } = await import('ml-kmeans');
  const data = Array.from({ length: rows.count }, (_, i) => Array.from(rowAt(rows, i)));
  const k = start.count;
  const labels = new Int32Array(rows.count).fill(-1);
  let initialization = Array.from({ length: k }, (_, c) => Array.from(rowAt(start, c)));
  for (let restart = 0; restart <= k; restart++) {
    for (const pass of kmeansGenerator(data, k, { initialization, maxIterations: MAX_PASSES, tolerance: 0 })) {
      const unmoved = copyLabels(pass.clusters, labels);
      pass.centroids.forEach(scaleToUnit);
      if (unmoved) break;
    }
    const centroids = centroidsOf(rows, labels, k);
    const cosines = cosinesToOwn(rows, centroids, labels);
    if (fillEmptyClusters(labels, k, (i) => -cosines[i]!) === 0) break;
    const filled = centroidsOf(rows, labels, k);
    initialization = Array.from({ length: k }, (_, c) => Array.from(rowAt(filled, c)));
  }
  return {
    k,
    labels,
    centroids: centroidsOf(rows, labels, k),
    cohesion: cohesionOf(rows, labels, k),
  };
}

/** Copies labels; returns whether they were already equal. */
function copyLabels(from: ArrayLike<number>, to: Int32Array): boolean {
  let same = true;
  for (let i = 0; i < to.length; i++) {
    if (to[i] !== from[i]) same = false;
    to[i] = from[i]!;
  }
  return same;
}

function scaleToUnit(centroid: number[]): void {
  let squares = 0;
  for (const x of centroid) squares += x * x;
  const length = Math.sqrt(squares);
  if (length > 0) for (let d = 0; d < centroid.length; d++) centroid[d] = centroid[d]! / length;
}

function cosinesToOwn(rows: Rows, centroids: Rows, labels: Int32Array): Float32Array {
  const cosines = new Float32Array(rows.count);
  for (let i = 0; i < rows.count; i++) {
    const [row, centroid] = [rowAt(rows, i), rowAt(centroids, labels[i]!)];
    let sum = 0;
    for (let d = 0; d < row.length; d++) sum += row[d]! * centroid[d]!;
    cosines[i] = sum;
  }
  return cosines;
}
