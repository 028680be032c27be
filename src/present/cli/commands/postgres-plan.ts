import { postgresPlan } from '../../../index.js';
import type { CommonOptions, Run } from '../run.js';
import { printJson, printLines } from '../terminal.js';

interface Options extends CommonOptions {
  readonly servers: string;
  readonly schema: string;
  readonly partitions: number;
  readonly dimension: number;
  readonly citus?: boolean;
}

export const run: Run<Options> = async (_args, { servers, schema, partitions, dimension, citus = false, json }) => {
  const sql = await postgresPlan({ servers: servers.split(','), schema, partitions, dimension, citus });
  if (json === true) await printJson('plan', { sql });
  else printLines(sql.trimEnd());
};
