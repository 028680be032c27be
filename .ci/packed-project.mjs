// The package as npm packs it, and empty projects to install it in.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installEnvironment } from './install-environment.mjs';

/** Packs the checkout into a folder. @returns the name of the file, and its size in bytes */
export function pack(root, folder) {
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
  return packed;
}

export function emptyProject(folder) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'reader', private: true, type: 'module' }));
}

export function install(project, what, env = {}) {
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', what], project, env);
}

/** @returns what it prints; a failure ends this process */
export function run(command, args, cwd, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...installEnvironment(), ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    shell: process.platform === 'win32',
  });
  if (status === 0) return stdout;
  return fail(`\`${command} ${args.join(' ')}\` failed: ${error?.message ?? ''}\n${stdout}${stderr}`);
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}
