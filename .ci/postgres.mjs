#!/usr/bin/env node
/**
 * PostgreSQL servers with pgvector on loopback, for tests.
 *
 *   node .ci/postgres.mjs install            Debian's postgresql-15, and pgvector from the source package of the next release
 *   node .ci/postgres.mjs start FOLDER [N]   makes N servers below FOLDER (1 where not given) and prints their URLs
 *   node .ci/postgres.mjs stop FOLDER
 *
 * Exit code 0 done, 75 where they cannot be had (the reason is on standard error). Data does not survive a crash:
 * they do not wait for the disk.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BIN = '/usr/lib/postgresql/15/bin';
const EXTENSION = '/usr/share/postgresql/15/extension/vector.control';
const UNAVAILABLE = 75;
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  max_connections: '100',
  listen_addresses: "'127.0.0.1'",
};

function run(command, args, options = {}) {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

/** PostgreSQL refuses to run as root. */
function asServer(command, args) {
  return process.getuid() === 0 ? run('runuser', ['-u', 'postgres', '--', command, ...args]) : run(command, args);
}

function unavailable(reason) {
  process.stderr.write(`PostgreSQL with pgvector cannot be had here: ${reason}\n`);
  process.exit(UNAVAILABLE);
}

function install() {
  if (existsSync(join(BIN, 'initdb')) && existsSync(EXTENSION)) return;
  if (process.getuid() !== 0 || !existsSync('/usr/bin/apt-get'))
    unavailable('it is not installed, and nothing can be installed');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const folder = mkdtempSync(join(tmpdir(), 'pgvector-'));
  try {
    run('apt-get', ['update', '-qq'], { env });
    run(
      'apt-get',
      ['install', '-y', '-qq', 'postgresql-15', 'postgresql-server-dev-15', 'dpkg-dev', 'build-essential'],
      { env },
    );
    buildVector(folder, env);
  } catch (error) {
    unavailable(
      String(error.stderr ?? error.message)
        .trim()
        .split('\n')
        .at(-1),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The next release's source package, from where this machine gets its packages. */
function buildVector(folder, env) {
  const uri = debianArchive();
  const sources = join(folder, 'next.sources');
  writeFileSync(
    sources,
    `Types: deb-src\nURIs: ${uri}\nSuites: trixie\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`,
  );
  const options = [
    `Dir::Etc::sourcelist=${sources}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${join(folder, 'lists')}`,
  ];
  const given = options.flatMap((option) => ['-o', option]);
  mkdirSync(join(folder, 'lists', 'partial'), { recursive: true });
  run('apt-get', ['update', '-qq', ...given], { env });
  run('apt-get', ['source', '-qq', '--download-only', ...given, 'pgvector'], { env, cwd: folder });
  const archive = readdirSync(folder).find((name) => name.endsWith('.orig.tar.gz'));
  run('tar', ['xzf', archive], { cwd: folder });
  const source = readdirSync(folder).find((name) => existsSync(join(folder, name, 'vector.control')));
  const make = ['-C', join(folder, source), 'OPTFLAGS=', `PG_CONFIG=${BIN}/pg_config`];
  run('make', ['-j2', ...make]);
  run('make', ['install', ...make]);
}

function debianArchive() {
  const folder = '/etc/apt/sources.list.d';
  const files = ['/etc/apt/sources.list', ...readdirSync(folder).map((name) => join(folder, name))].filter((path) =>
    existsSync(path),
  );
  for (const path of files) {
    const text = readFileSync(path, 'utf8');
    const found = /^(?:URIs:\s*|deb\s+(?:\[[^\]]*\]\s+)?)(\S*\/debian)\/?(?:\s|$)/m.exec(text);
    if (found !== null) return found[1];
  }
  throw new Error('no archive of Debian is named in /etc/apt');
}

async function start(folder, count) {
  if (!existsSync(join(BIN, 'initdb')) || !existsSync(EXTENSION))
    unavailable('run `node .ci/postgres.mjs install` first');
  mkdirSync(folder, { recursive: true });
  if (process.getuid() === 0) run('chown', ['postgres', folder]);
  const urls = [];
  for (let number = 0; number < count; number++) {
    const data = join(folder, `server-${number}`);
    const port = await freePort();
    asServer(join(BIN, 'initdb'), ['-D', data, '-U', 'paperkin', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']);
    const ssl = makeCertificate(data) ? 'on' : 'off';
    const settings = { ...SETTINGS, port, ssl, unix_socket_directories: `'${folder}'` };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
    asServer('sh', ['-c', `cat >> '${join(data, 'postgresql.conf')}' <<'END'\n${lines.join('')}END`]);
    asServer(join(BIN, 'pg_ctl'), ['-D', data, '-l', join(data, 'log'), '-w', 'start']);
    urls.push(`postgres://paperkin@127.0.0.1:${port}/postgres`);
  }
  process.stdout.write(`${urls.join(',')}\n`);
}

/** One that certifies itself, so it is its own root. @returns false without openssl */
function makeCertificate(data) {
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', join(data, 'server.key'), '-out', join(data, 'server.crt')];
  try {
    asServer('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, ...files]);
    asServer('chmod', ['600', join(data, 'server.key')]);
    return true;
  } catch (error) {
    process.stderr.write(`without TLS: ${String(error.message).split('\n')[0]}\n`);
    return false;
  }
}

function stop(folder) {
  for (const name of readdirSync(folder).filter((one) => one.startsWith('server-')))
    asServer(join(BIN, 'pg_ctl'), ['-D', join(folder, name), '-m', 'immediate', 'stop']);
  rmSync(folder, { recursive: true, force: true });
}

function freePort() {
  return new Promise((settle, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => settle(port));
    });
  });
}

const [what, folder, count = '1'] = process.argv.slice(2);
if (what === 'install') install();
else if (what === 'start' && folder !== undefined) await start(resolve(folder), Number(count));
else if (what === 'stop' && folder !== undefined) stop(resolve(folder));
else {
  process.stderr.write('usage: postgres.mjs install | start FOLDER [N] | stop FOLDER\n');
  process.exit(2);
}
