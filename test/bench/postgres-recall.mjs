#!/usr/bin/env node
/**
 * Recall at 10 and time of the graphs of an index in PostgreSQL by `hnsw.ef_search`, against an exact scan.
 *
 *   node test/bench/postgres-recall.mjs URL [--points 20] [--type vector|halfvec]
 *
 * Points are embeddings of the index, each number moved a little. Times are p50 of the nearest 116, on one connection.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { points: { type: 'string', default: '20' }, type: { type: 'string', default: 'vector' } },
});
const url = new URL(positionals[0]);
const schema = url.searchParams.get('schema') ?? 'paperkin';
url.searchParams.delete('schema');
const client = new pg.Client({ connectionString: url.href });
await client.connect();
await client.query(`SET search_path TO "${schema}", public; SET jit = off; SET hnsw.iterative_scan = 'strict_order'`);
const { rows: points } = await client.query(
  'SELECT numbers::text AS point, vector_dims(numbers) AS dimension FROM embedding TABLESAMPLE SYSTEM (1) LIMIT $1',
  [values.points],
);
const moved = points.map(({ point }) => JSON.stringify(JSON.parse(point).map((x) => x + Math.sin(1e6 * x) * 0.02)));
const { dimension } = points[0];
const nearest = async (point, limit, exact) => {
  const type = `${exact ? 'vector' : values.type}(${dimension})`;
  const distance = `(numbers::${type}) <#> $1::${type}`;
  const sql = `SELECT paper::text AS paper FROM embedding ORDER BY ${exact ? `(${distance}) + 0` : distance} LIMIT ${limit}`;
  return (await client.query(sql, [point])).rows.map(({ paper }) => paper);
};
const truth = [];
for (const point of moved) truth.push(new Set(await nearest(point, 10, true)));
console.log('| ef_search | recall at 10 | p50, ms |\n|--|--|--|');
for (const ef of [40, 100, 200, 400]) {
  await client.query(`SET hnsw.ef_search = ${ef}`);
  const times = [];
  let found = 0;
  for (const [i, point] of moved.entries()) {
    const began = performance.now();
    const papers = await nearest(point, 116, false);
    times.push(performance.now() - began);
    found += papers.slice(0, 10).filter((paper) => truth[i].has(paper)).length;
  }
  times.sort((a, b) => a - b);
  console.log(`| ${ef} | ${(found / (10 * moved.length)).toFixed(3)} | ${times[times.length >> 1].toFixed(0)} |`);
}
await client.end();
