// What an install needs to know where only the npm registry is within reach: native parts are compiled with the headers
// that came with Node, and ONNX Runtime's GPU libraries, which would come from elsewhere, are left out.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function installEnvironment() {
  const environment = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const prefix = dirname(dirname(process.execPath));
  if (environment.npm_config_nodedir === undefined && existsSync(join(prefix, 'include', 'node', 'node.h'))) {
    environment.npm_config_nodedir = prefix;
  }
  return environment;
}
