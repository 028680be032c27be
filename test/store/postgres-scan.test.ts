/** Scans of papers that pass a filter, on a database that only counts what it is asked. */
import { expect, test } from 'vitest';
import { collect } from '../../src/maths/batches.js';
import { paperLists } from '../../src/store/postgres/queries/lists.js';
import type { Session } from '../../src/store/postgres/server/session.js';

test('a filter is evaluated once for a scan, not for each of its batches', async () => {
  const ids = Array.from({ length: 1_200 }, (_, i) => ({ id: String(i), title: '', published: null }));
  const statements: string[] = [];
  const session: Session = {
    rows: async <Row>(sql: string, values: readonly unknown[] = []) => {
      statements.push(sql);
      const numbers = values[0] as readonly string[];
      return (sql.includes('comments') ? ids : numbers.map(() => ids[0]!)) as Row[];
    },
  };
  const headings = await collect(paperLists(session, 1_200).scanHeadings({ minComments: 1 }));
  expect(headings).toHaveLength(1_200);
  expect(statements.filter((sql) => sql.includes('comments'))).toHaveLength(1);
});
