/** Damage that was served as truth, and one bit that made an index unusable. */
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { answersOf, answersOfCopy, judge, linesOf, load, makeIndexes, newFolder, PAPERS, run } from '../answers.mjs';
import {
  attack,
  changeDatabase,
  changeDefinition,
  fileOf,
  indexCopy,
  indexOnly,
  lastLine,
  seededRandom,
  serve,
} from './attack.mjs';

const MODEL = resolve(import.meta.dirname, '../../../models/abstract-minilm-l3');
const FLIPS = 300;
const LOG_DAMAGES = 55;
const MODEL_FLIPS = 32;
const ROW_DAMAGES = 80;

function flip(path, random) {
  const bytes = readFileSync(path);
  bytes[Math.floor(random() * bytes.length)] ^= 1 << Math.floor(random() * 8);
  writeFileSync(path, bytes);
}

/** Harms copies of an index. @returns how many gave other answers unnoticed, and how many were noticed */
async function harmed(times, source, harm) {
  const random = seededRandom(18);
  const before = await answersOfCopy(source);
  let [silent, noticed] = [0, 0];
  for (let i = 0; i < times; i++) {
    const folder = newFolder('attack-');
    cpSync(source, folder, { recursive: true });
    harm(folder, random, i);
    const after = await answersOf(folder);
    if (judge(before, after).length > 0) silent++;
    else if (after.faults.length > 0) noticed++;
    rmSync(folder, { recursive: true, force: true });
  }
  return { silent, noticed };
}

const { crashed } = await makeIndexes();

async function logHarms() {
  const foreign = (await makeIndexes()).crashed;
  const log = (folder) => join(folder, 'papers.sqlite-wal');
  const harms = [
    (folder, random) => flip(log(folder), random),
    (folder, random) => truncateSync(log(folder), Math.floor(random() * readFileSync(log(folder)).length)),
    (folder) => writeFileSync(log(folder), Buffer.alloc(readFileSync(log(folder)).length)),
    (folder) => rmSync(log(folder)),
    (folder) => ['papers.sqlite-wal', 'papers.head'].forEach((name) => rmSync(join(folder, name))),
    (folder) => cpSync(log(foreign), log(folder)),
  ];
  return (folder, random, i) => {
    rmSync(join(folder, 'papers.sqlite-shm'), { force: true });
    harms[i < 24 ? i % 2 : i % harms.length](folder, random);
  };
}

/** A copy of the model with one file of its own. */
function modelWith(name) {
  const folder = newFolder('attack-model-');
  mkdirSync(join(folder, 'onnx'));
  for (const file of readdirSync(MODEL, { recursive: true }))
    if (/\.\w+$|SUMS$/.test(file) && file !== name) linkOrCopy(join(MODEL, file), join(folder, file));
  cpSync(join(MODEL, name), join(folder, name));
  return folder;
}
function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to);
  }
}

async function damagedModels(check) {
  const { openEmbedder } = await load('embed/index.js');
  const random = seededRandom(18);
  const folder = modelWith('onnx/model_quantized.onnx');
  let refused = 0;
  for (let i = 0; i < MODEL_FLIPS; i++) {
    cpSync(join(MODEL, 'onnx/model_quantized.onnx'), join(folder, 'onnx/model_quantized.onnx'));
    flip(join(folder, 'onnx/model_quantized.onnx'), random);
    try {
      await (await openEmbedder({ dir: folder, workers: 1 })).close();
    } catch (error) {
      if (error.code === 'MODEL_DAMAGED') refused++;
    }
  }
  check(refused === MODEL_FLIPS, `${MODEL_FLIPS - refused} were used`);
  return `${refused} of ${MODEL_FLIPS} are refused`;
}

async function replacedFolder(check) {
  const index = await indexCopy();
  const other = await indexCopy();
  const server = await serve(index);
  await server.send(linesOf(PAPERS, PAPERS + 3));
  for (const name of readdirSync(index)) rmSync(join(index, name));
  const emptied = await server.send(linesOf(PAPERS + 3, PAPERS + 6));
  check(!emptied.ok || existsSync(join(index, 'papers.sqlite')), 'it was acknowledged into nowhere');
  cpSync(other, index, { recursive: true });
  const replaced = await server.send(linesOf(PAPERS + 6, PAPERS + 9));
  await server.stop();
  const { papers } = JSON.parse((await indexOnly(['status', '--json'], index)).stdout);
  check(papers === PAPERS + (replaced.ok ? 3 : 0), `${replaced.status}, and ${papers} papers are there`);
  return `emptied: ${emptied.status}; replaced: ${replaced.status}, and ${papers - PAPERS} papers are in the new index`;
}

const exitsWith =
  (code, statement, ...questions) =>
  async (check) => {
    const index = await indexCopy();
    const changes = changeDatabase(index, statement);
    check(changes[0] > 0, `nothing was changed by ${statement}`);
    for (const question of questions) {
      const ended = await indexOnly(question, index);
      check(ended.code === code, `${question[0]}: exit ${ended.code}, ${lastLine(ended.stderr)}`);
    }
    const doctor = await indexOnly(['doctor'], index);
    check(code === 0 || doctor.code === 5, `doctor: exit ${doctor.code}`);
    return code === 0 ? 'exit 0; the note is made again' : `exit ${code} at once; \`doctor\` reports it`;
  };

async function rowDamages(check) {
  const random = seededRandom(18);
  const columns = {
    meta: ['value'],
    paper: ['id', 'fields', 'text_hash', 'added_in'],
    paper_key: ['key'],
    heading: ['title', 'published', 'first_day'],
    embedding: ['numbers', 'text_hash'],
    sentences: ['directions'],
    decision: ['value', 'name'],
    derived: ['value', 'generation'],
    derived_row: ['value', 'key'],
    batch: ['chain', 'day'],
    paper_change: ['ids'],
    paper_lengths: ['lengths'],
  };
  const commands = [['search', 'rain'], ['themes'], ['duplicates'], ['list'], ['export']];
  const sound = await indexCopy();
  const right = new Map();
  for (const command of commands) right.set(command, (await indexOnly(command, sound)).stdout);
  const codes = new Map();
  for (let i = 0; i < ROW_DAMAGES; i++) {
    const table = Object.keys(columns)[i % Object.keys(columns).length];
    const column = columns[table][Math.floor(random() * columns[table].length)];
    const value = ["'x' || COLUMN", 'substr(COLUMN, 2)', "'{'", "''", '-1'][Math.floor(random() * 5)].replace(
      'COLUMN',
      column,
    );
    const index = await indexCopy();
    try {
      changeDatabase(index, `UPDATE OR REPLACE ${table} SET ${column} = ${value}`);
    } catch {
      continue; // a constraint of the table
    }
    const command = commands[Math.floor(random() * commands.length)];
    const { code, stdout, stderr } = await indexOnly(command, index);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    check(code === 0 || code === 5, `${table}.${column} = ${value}, ${command[0]}: exit ${code}, ${lastLine(stderr)}`);
    check(code !== 0 || stdout === right.get(command), `${table}.${column} = ${value}, ${command[0]}: another answer`);
    rmSync(index, { recursive: true, force: true });
  }
  return [...codes]
    .map(([code, count]) => `${count} × exit ${code}`)
    .join(', ')
    .concat(', the right answer');
}

/** A bit in the text of a table's definition: as another column, and as one that cannot be parsed. */
async function damagedDefinitions(check) {
  let papers = 0;
  for (const sql of ["replace(sql, 'folded', 'foldee')", "replace(sql, 'CREATE', 'CREBTE')"]) {
    const index = await indexCopy();
    changeDefinition(index, 'source', sql);
    const [doctor, repair] = [await indexOnly(['doctor'], index), await indexOnly(['doctor', '--repair'], index)];
    check(doctor.code === 5, `doctor: exit ${doctor.code}`);
    check(repair.code === 0, `doctor --repair: exit ${repair.code}, ${lastLine(repair.stderr)}`);
    papers = JSON.parse((await indexOnly(['status', '--json'], index)).stdout).papers;
    check(papers === PAPERS, `${papers} papers after the repair`);
  }
  return `\`doctor\` reports it; ${papers} of ${PAPERS} papers after a repair`;
}

async function lockOfRandomBytes(check) {
  const index = await indexCopy();
  writeFileSync(join(index, 'writer.lock'), Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 251)));
  const { code, stderr } = await indexOnly(['remove', 'p3'], index);
  check(code === 0, stderr);
  return 'the lock is made again; exit 0';
}

async function emptyOrDeleted(check) {
  const [empty, deleted] = [await indexCopy(), await indexCopy()];
  writeFileSync(join(empty, 'papers.sqlite'), '');
  rmSync(join(deleted, 'papers.sqlite'));
  const file = fileOf('more.jsonl', linesOf(PAPERS, PAPERS + 2));
  for (const index of [empty, deleted]) {
    const { code } = await run(['add', file, '--index', index]);
    check(code === 5, `exit ${code}`);
  }
  return 'exit 5: `papers.head` shows that there was an index';
}

async function settingsOfTheModel(check) {
  for (const [file, change] of [
    ['tokenizer_config.json', { model_max_length: 8 }],
    ['config.json', { max_position_embeddings: 8 }],
  ]) {
    const folder = modelWith(file);
    const path = join(folder, file);
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));
    const { code, stderr } = await run(['search', 'rain', '--model', folder, '--index', await indexCopy()]);
    check(code === 4 && stderr.includes(file), `exit ${code}: ${stderr}`);
  }
  return 'exit 4, names the file';
}

export const DAMAGE = [
  attack(
    `${FLIPS} single flipped bits of \`papers.sqlite\``,
    'of 1,500, 765 changed content, and `doctor` found nothing',
    async (check) => {
      const { silent, noticed } = await harmed(FLIPS, crashed, (folder, random) =>
        flip(join(folder, 'papers.sqlite'), random),
      );
      check(silent === 0, `${silent} were served as truth`);
      return `${noticed} are reported, ${FLIPS - noticed - silent} change no answer, ${silent} go unnoticed`;
    },
  ),
  attack(
    'the log flipped, cut, zeroed, missing, of another index; `papers.sqlite` alone',
    '54 of 55 lost acknowledged batches, exit 0',
    async (check) => {
      const { silent, noticed } = await harmed(LOG_DAMAGES, crashed, await logHarms());
      check(silent === 0, `${silent} were served as truth`);
      return `${noticed} of ${LOG_DAMAGES} are reported, ${silent} go unnoticed; the others lose nothing`;
    },
  ),
  attack(`${MODEL_FLIPS} flipped bits of the ONNX file`, '9 of 32 gave other embeddings unnoticed', damagedModels),
  attack(
    '`model_max_length: 8` in `tokenizer_config.json`, or another length in `config.json`',
    'other answers of an existing index',
    settingsOfTheModel,
  ),
  attack(
    'the folder emptied or replaced under a server, then an upload',
    '"60 added", and nothing is in the folder',
    replacedFolder,
  ),
  attack(
    '`meta.generation` is `t`',
    '`search`, `themes` and `duplicates` never end',
    exitsWith(
      5,
      "UPDATE meta SET value = 't' WHERE name = 'generation'",
      ['search', 'rain'],
      ['themes'],
      ['duplicates'],
      ['status'],
    ),
  ),
  attack(
    'the first byte of every derived value',
    '`search` and `add` exit 1, for ever',
    exitsWith(
      0,
      "UPDATE derived SET value = 'x' || substr(value, 2)",
      ['search', 'rain'],
      ['themes'],
      ['duplicates'],
      ['remove', 'p3'],
    ),
  ),
  attack(
    'broken JSON in a paper',
    'a raw `SyntaxError`, exit 1',
    exitsWith(5, 'UPDATE paper SET fields = substr(fields, 2)', ['list'], ['search', 'rain']),
  ),
  attack(
    'broken JSON in a decision',
    'a raw `SyntaxError`, exit 1',
    exitsWith(5, "UPDATE decision SET value = '{'", ['duplicates']),
  ),
  attack(
    'a flipped bit in the definition of a table',
    '`doctor` finds nothing, or a repair leaves no paper and names none',
    damagedDefinitions,
  ),
  attack(
    'a flipped bit that makes bytes of a title',
    'served, and `doctor` alone reports it',
    exitsWith(5, "UPDATE heading SET title = CAST(title AS BLOB) WHERE id = 'p3'", ['list'], ['duplicates']),
  ),
  attack(
    'a flipped bit in the day of a write',
    'another day, and `doctor` finds nothing',
    exitsWith(5, "UPDATE batch SET day = '2019-02-03' WHERE version = 1", ['digest']),
  ),
  attack(`${ROW_DAMAGES} damaged values in any table`, '42 of 80 ended in a raw error with exit 1', rowDamages),
  attack('random bytes in `writer.lock`', '"Move papers.sqlite away"', lockOfRandomBytes),
  attack('`papers.sqlite` empty, or deleted', 'taken for a new index', emptyOrDeleted),
];
