#!/usr/bin/env node
/**
 * schemathesis (PyPI) against the built server and its OpenAPI document: no request, valid or not, may bring a 500, an
 * answer out of its shape, or a header missing. About two minutes; needs `npm run build`, Python 3 and PyPI, and says
 * so and passes where there is no Python.
 *
 * Left out: `positive_data_acceptance`, which wants every text of the right letters taken for a cursor, and any bytes
 * for a file of papers.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCHEMATHESIS = '4.32.5';
const SECONDS_A_RUN = 50;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'dist/present/cli/main.js');

const folder = mkdtempSync(join(tmpdir(), 'paperkin-http-fuzz-'));
let server;
try {
  process.exitCode = await fuzz();
} finally {
  server?.kill('SIGTERM');
  if (server !== undefined && server.exitCode === null) await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

async function fuzz() {
  const schemathesis = install();
  if (schemathesis === undefined) return 0;
  const index = join(folder, 'index');
  const pages = readdirSync(join(ROOT, 'fixtures/pages')).map((name) => join(ROOT, 'fixtures/pages', name));
  run(process.execPath, [CLI, '--index', index, 'add', ...pages]);
  server = spawn(process.execPath, [CLI, '--index', index, '--json', 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url } = JSON.parse(String((await once(server.stdout, 'data'))[0]));
  const { papers } = await (await fetch(`${url}api/papers?limit=2`)).json();
  const { themes } = await (await fetch(`${url}api/themes`)).json();
  const real = configOf(
    papers.map(({ id }) => id),
    themes[0].id,
  );
  const status = attack(schemathesis, url, real, ['--exclude-method', 'DELETE']) || attack(schemathesis, url, '', []);
  if (server.exitCode !== null) {
    console.error(`The server ended with ${server.exitCode}.`);
    return 1;
  }
  return status;
}

/** @returns the program, or nothing where there is no Python to run it */
function install() {
  if (process.env.SCHEMATHESIS !== undefined) return process.env.SCHEMATHESIS;
  const venv = join(folder, 'venv');
  if (spawnSync('python3', ['-m', 'venv', venv], { stdio: 'ignore' }).status !== 0) {
    console.error('Skipped: there is no python3 with venv here.');
    return undefined;
  }
  run(join(venv, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${SCHEMATHESIS}`]);
  return join(venv, 'bin/schemathesis');
}

/** Ids that exist, so that more than refusals is tested. */
function configOf([a, b], theme) {
  const given = [
    ['GET /api/similar/{id}', { id: a }],
    ['GET /api/papers/{id}', { id: a }],
    ['GET /api/themes/{id}', { id: theme }],
    ['GET /api/duplicates/diff', { a, b }],
  ];
  return given
    .map(([name, parameters]) => {
      const pairs = Object.entries(parameters).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
      return `[[operations]]\ninclude-name = ${JSON.stringify(name)}\nparameters = { ${pairs.join(', ')} }\n`;
    })
    .join('');
}

function attack(schemathesis, url, config, more) {
  writeFileSync(join(folder, 'schemathesis.toml'), config);
  const { status } = spawnSync(
    schemathesis,
    [
      'run',
      `${url}openapi.json`,
      '--max-time',
      String(SECONDS_A_RUN),
      '--max-examples',
      '60',
      '--generation-deterministic',
      '--exclude-checks',
      'positive_data_acceptance',
      '--continue-on-failure',
      '--no-color',
      ...more,
    ],
    { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  return status ?? 1;
}

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
}
