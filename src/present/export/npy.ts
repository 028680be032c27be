/** Embeddings as NumPy reads them: format 1.0 of `.npy` (numpy.lib.format), float32, little-endian, one row a paper. */

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]; // \x93NUMPY, version 1.0
/** The header is padded so that the numbers begin at a multiple of this. */
const ALIGNMENT = 64;

export function* npyOf(rows: readonly Float32Array[], columns: number): Generator<Uint8Array> {
  const described = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows.length}, ${columns}), }`;
  const before = MAGIC.length + 2;
  const length = Math.ceil((before + described.length + 1) / ALIGNMENT) * ALIGNMENT - before;
  yield Uint8Array.from([...MAGIC, length & 0xff, length >> 8]);
  yield new TextEncoder().encode(`${described.padEnd(length - 1)}\n`);
  for (const row of rows) {
    const bytes = new Uint8Array(row.length * 4);
    const view = new DataView(bytes.buffer);
    row.forEach((number, i) => view.setFloat32(i * 4, number, true));
    yield bytes;
  }
}
