import { serveStdio } from '../../mcp/index.js';
import type { CommonOptions, Run } from '../run.js';

interface Options extends CommonOptions {
  readonly write?: boolean;
}

export const run: Run<Options> = async (_args, { index, readFrom, model, write = false }, signal) => {
  await serveStdio({ index, readFrom, model, write, signal });
};
