#!/usr/bin/env node
// Makes a checkout ready: installs what is missing and builds what has changed. Uses Node's own modules only; nothing
// but the npm registry is needed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installEnvironment } from './install-environment.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Contains the id of the process that sets up this checkout. */
const LOCK = join(root, '.setup.lock');
const LOOK_MS = 300;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`paperkin needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

waitForOthers();
process.on('exit', () => rmSync(LOCK, { force: true }));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
])
  process.on(signal, () => process.exit(code));
const packages = join(root, 'node_modules', '.paperkin-installed');
const wanted = digest([readFileSync(join(root, 'package-lock.json')), process.versions.modules]);
if (textOf(packages) !== wanted) {
  console.error('Installing packages …');
  installPackages();
  writeFileSync(packages, wanted);
}
// Another `npm run demo` or `npm test` may be using what is built, so it is replaced only if it has to be.
const built = join(root, 'node_modules', '.paperkin-built');
if (textOf(built) !== stateOfBuild()) {
  console.error('Building …');
  run('npm', ['run', '--silent', 'build'], process.env);
  writeFileSync(built, stateOfBuild());
}

/**
 * Compiles only what has to be: a lockfile does not say that `better-sqlite3` 13 brings its binaries, and npm would
 * compile it too.
 */
function installPackages() {
  const environment = installEnvironment();
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], environment);
  if (major < 22) run('npm', ['rebuild', '--loglevel=error', 'better-sqlite3-node20'], environment);
  if (succeeds('npm', ['rebuild', '--loglevel=silent', 'hnswlib-node'], environment)) return;
  console.error('hnswlib-node could not be compiled; without it everything works but `compact --graph`.');
  rmSync(join(root, 'node_modules/hnswlib-node'), { recursive: true, force: true });
}

/** Takes the lock. Two that install in one folder at once would remove each other's packages. */
function waitForOthers() {
  const own = `${LOCK}.${process.pid}`;
  for (let waited = false; ; ) {
    try {
      writeFileSync(own, String(process.pid));
      return linkSync(own, LOCK); // with its content, so that it is never empty
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    } finally {
      rmSync(own, { force: true });
    }
    const holder = textOf(LOCK);
    if (holder === undefined) continue; // released meanwhile
    if (isRunning(Number(holder))) {
      if (!waited) console.error(`Waiting for process ${holder}, which sets up this folder …`);
      waited = true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS);
    } else removeLockOf(holder);
  }
}

/** Of a process that was killed. Moved first, since another that waits may have taken the lock meanwhile. */
function removeLockOf(holder) {
  const moved = `${LOCK}.${process.pid}.old`;
  try {
    renameSync(LOCK, moved);
  } catch {
    return; // another was faster
  }
  if (textOf(moved) === holder) rmSync(moved);
  else renameSync(moved, LOCK);
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM'; // of another user
  }
}

/** Changes with every source, and with every build that was not made here. */
function stateOfBuild() {
  const sources = filesIn(join(root, 'src')).flatMap((path) => [path, readFileSync(path)]);
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json'].map((name) => readFileSync(join(root, name)));
  const results = filesIn(join(root, 'dist')).map((path) => `${path} ${statSync(path).mtimeMs} `);
  return digest([...sources, ...settings, ...results]);
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function run(command, args, env) {
  if (succeeds(command, args, env)) return;
  console.error(`\`${command} ${args.join(' ')}\` failed. What it printed is above.`);
  process.exit(1);
}

function succeeds(command, args, env) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (error !== undefined) console.error(error.message);
  return status === 0;
}
