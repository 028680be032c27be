import { openArchive } from '../bytes/zip.js';
import type { BinaryFormat } from '../format.js';
import { sheetsOf } from '../split/workbook.js';
import { sheetReader } from './table.js';

/** Excel's workbooks: every sheet whose header has a title. Formulas are never run. */
export const xlsx: BinaryFormat = {
  name: 'xlsx',
  recognises: (head) => head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5),
  other: [
    'this is a ZIP archive or an office file',
    'Unpack it. Of office files, paperkin reads Excel workbooks (.xlsx).',
  ],
  async read(bytes, source, sink) {
    const archive = await openArchive(bytes);
    try {
      if (!archive.names.includes('xl/workbook.xml')) return false;
      for await (const { name, rows } of sheetsOf(archive)) {
        const table = sheetReader(
          source,
          sink,
          `table; the sheet “${name}” has no header with a title and another field of a paper`,
        );
        for await (const row of rows) table.push(row);
        table.end();
      }
      return true;
    } finally {
      archive.close();
    }
  },
};
