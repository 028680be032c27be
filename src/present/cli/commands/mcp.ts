import { serveStdio } from '../../mcp/index.js';
import type { CommonOptions, Run } from '../run.js';

export const run: Run<CommonOptions> = async (_args, { index, model }, signal) => {
  await serveStdio({ index, signal, ...(model === undefined ? {} : { model }) });
};
