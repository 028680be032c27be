/**
 * Counts what the rules of the house limit, in one checkout or in several beside each other.
 *
 *     npx tsx test/bench/house.ts [CHECKOUT…]
 */
import { join } from 'node:path';
import Table from 'cli-table3';
import { CAPS, measureHouse, type Place, sourcesIn } from '../support/house-measures.js';

const checkouts = process.argv.slice(2);
const measures = (checkouts.length === 0 ? ['.'] : checkouts).map((folder) =>
  measureHouse(sourcesIn(join(folder, 'src'))),
);
const place = ({ size, at }: Place) => `${size} (${at})`;

const table = new Table({
  style: { head: [], border: [] },
  head: ['', ...(checkouts.length === 0 ? ['this checkout'] : checkouts)],
});
const rows: readonly (readonly [string, (one: (typeof measures)[number]) => string | number])[] = [
  ['files', (one) => one.files],
  ['lines', (one) => one.lines],
  ['longest file', (one) => place(one.longestFile)],
  ['longest function', (one) => place(one.longestFunction)],
  ['widest line', (one) => place(one.widestLine)],
  [`files over ${CAPS.fileLines} lines`, (one) => one.longFiles.length],
  [`functions over ${CAPS.functionLines} lines`, (one) => one.longFunctions.length],
  [`lines over ${CAPS.columns} columns`, (one) => one.wideLines.length],
  [`functions of over ${CAPS.parameters} parameters`, (one) => one.crowdedParameters.length],
  ['nested ternaries', (one) => one.nestedTernaries.length],
  ['variables named by a past participle', (one) => one.participles],
  ['names of one letter beside indices and formulas', (one) => one.singleLetters.length],
];
for (const [name, measured] of rows) table.push([name, ...measures.map(measured)]);
console.log(table.toString());
