/**
 * The assignment problem: matches rows and columns with the maximum total.
 *
 * The Hungarian method with potentials (Kuhn 1955, Munkres 1957; in the O(n²m) form of Jonker & Volgenant 1987),
 * on a table of rows against columns; the smaller side is matched completely.
 */

/** For each row its column, or −1. `values[row][column]`, higher is better; of equal totals the first found. */
export function bestAssignment(values: readonly (readonly number[])[]): number[] {
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  if (rows === 0 || columns === 0) return values.map(() => -1);
  if (rows > columns) {
    const turned = bestAssignment(Array.from({ length: columns }, (_, c) => values.map((row) => row[c]!)));
    const result = values.map(() => -1);
    turned.forEach((row, column) => (result[row] = column));
    return result;
  }
  // Row and column 0 mean "none yet"; owner[column] is the row assigned to it.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const owner = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    const slack = new Float64Array(columns + 1).fill(Infinity);
    const cameFrom = new Int32Array(columns + 1);
    const done = new Uint8Array(columns + 1);
    owner[0] = row;
    let column = 0;
    do {
      done[column] = 1;
      const current = owner[column]!;
      let [least, next] = [Infinity, 0];
      for (let c = 1; c <= columns; c++) {
        if (done[c]) continue;
        const reduced = -values[current - 1]![c - 1]! - rowPotential[current]! - columnPotential[c]!;
        if (reduced < slack[c]!) {
          slack[c] = reduced;
          cameFrom[c] = column;
        }
        if (slack[c]! < least) [least, next] = [slack[c]!, c];
      }
      for (let c = 0; c <= columns; c++) {
        if (done[c]) {
          rowPotential[owner[c]!]! += least;
          columnPotential[c]! -= least;
        } else slack[c]! -= least;
      }
      column = next;
    } while (owner[column] !== 0);
    for (let c = column; c !== 0; c = cameFrom[c]!) owner[c] = owner[cameFrom[c]!]!;
  }
  const result = values.map(() => -1);
  for (let c = 1; c <= columns; c++) if (owner[c] !== 0) result[owner[c]! - 1] = c - 1;
  return result;
}
