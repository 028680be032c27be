#!/usr/bin/env node
// Makes a checkout ready: installs what is missing and builds. Uses Node's own modules only; nothing but the npm
// registry is needed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installEnvironment } from './install-environment.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`paperkin needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(process.versions.modules)
  .digest('hex');
const stamp = join(root, 'node_modules', '.paperkin-installed');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.error('Installing packages (about a minute: two of them are compiled) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], installEnvironment());
  writeFileSync(stamp, lock);
}
console.error('Building …');
run('npm', ['run', '--silent', 'build'], process.env);

function run(command, args, env) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(
    `\`${command} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}. What it printed is above.`,
  );
  process.exit(1);
}
