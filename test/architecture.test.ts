/** The rules of the house (src/README.md), kept by a test. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inCheckout } from './support/folders.js';
import { CAPS, measureHouse, sourcesIn } from './support/house-measures.js';

const SRC = inCheckout('src');
const NOUN_FILES = [
  'counted.ts',
  'paper.ts',
  'embedding.ts',
  'errors.ts',
  'identity.ts',
  'idle-search.ts',
  'joining.ts',
  'keywords.ts',
  'limits.ts',
  'no-theme.ts',
  'places.ts',
  'preprints.ts',
  'publication-types.ts',
  'version.ts',
  'without-undefined.ts',
];
const NOUN_ROOMS = ['text', 'maths'];
const isNoun = (file: string) => NOUN_FILES.includes(file) || NOUN_ROOMS.includes(roomOf(file));
const LARGEST_DOOR = 8;
const REFUSED_NAMES = /^(utils?|helpers?|common|misc|core|manager|service)(\.|$)/;

/** Which presenters each one may import; all may import shapes. */
const PRESENTERS: Readonly<Record<string, readonly string[]>> = {
  cli: ['digest', 'export', 'http', 'mcp'],
  http: ['digest', 'mcp', 'threads', 'verbs'],
  mcp: ['threads', 'verbs'],
  threads: ['verbs'],
  verbs: ['digest', 'export'],
  export: [],
  digest: [],
  web: [],
};
/** Rooms whose parts are in the order in which papers pass through them. */
const FLOWS: Readonly<Record<string, readonly string[]>> = {
  parse: ['bytes', 'split', 'fields', 'formats'],
  themes: ['clustering', 'naming', 'tracking'],
  duplicates: ['candidates', 'evidence', 'groups'],
  search: ['similarity', 'statistics', 'query', 'ranking', 'evidence'],
  'themes/naming': ['vocabulary', 'phrases', 'names'],
  'store/sqlite': ['database', 'postings', 'papers', 'queries', 'opening', 'care'],
  'store/postgres': ['server', 'papers', 'queries'],
};
/** Files of earlier builds that `test/bench/libraries.mjs` compares with, where there is such a build. */
const REMOVED: readonly string[] = ['parse/bytes/xxh64', 'text/stem'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
  readonly lazy: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !file.startsWith(join('present', 'web', 'page')))
  .sort();
const textOf = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]));
const imports = files.flatMap(importsOf);

function importsOf(from: string): Import[] {
  const text = textOf.get(from)!;
  const found: Import[] = [];
  const resolved = (to: string) =>
    to.startsWith('.') ? normalize(join(dirname(from), to)).replace(/\.js$/, '.ts') : to;
  for (const [, clause, to] of text.matchAll(/^(?:import|export)\s+((?:type\s)?[^'";]*?)\s*from\s+'([^']+)'/gms)) {
    const names = clause!.replace(/^type\s/, '');
    const allTypes =
      /^type\s/.test(clause!) ||
      (/^\{/.test(names) &&
        names
          .replace(/[{}]/g, '')
          .split(',')
          .filter((name) => name.trim() !== '')
          .every((name) => /^\s*type\s/.test(name)));
    found.push({ from, to: resolved(to!), typesOnly: allTypes, lazy: false });
  }
  for (const [, to] of text.matchAll(/(?<!typeof )\b(?:import|require)\('([^']+)'\)/g))
    found.push({ from, to: resolved(to!), typesOnly: false, lazy: true });
  return found;
}

/** The room of a file: the first folder, or the file itself at the top. */
function roomOf(file: string): string {
  return file.split('/')[0]!;
}

const own = imports.filter(({ to }) => textOf.has(to));
const measures = measureHouse(sourcesIn(SRC));

describe('the house', () => {
  test('has nouns that import nothing but nouns', () => {
    expect(own.filter(({ from, to }) => isNoun(from) && !isNoun(to))).toEqual([]);
  });

  test('has parse, embed, store and fetch that import only nouns and themselves', () => {
    const strays = own.filter(
      ({ from, to }) =>
        ['parse', 'embed', 'store', 'fetch'].includes(roomOf(from)) && roomOf(to) !== roomOf(from) && !isNoun(to),
    );
    expect(strays).toEqual([]);
  });

  test('has search, themes, duplicates, recommend and digest that import nouns, and of embed and store only the types of their doors', () => {
    const strays = own.filter(
      ({ from, to, typesOnly }) =>
        ['search', 'themes', 'duplicates', 'recommend', 'digest', 'map', 'evaluate'].includes(roomOf(from)) &&
        roomOf(to) !== roomOf(from) &&
        !isNoun(to) &&
        !(typesOnly && ['embed/index.ts', 'store/index.ts'].includes(to)),
    );
    expect(strays).toEqual([]);
  });

  test('has rooms that only the corpus joins', () => {
    const rooms = [
      'parse',
      'embed',
      'store',
      'fetch',
      'search',
      'themes',
      'duplicates',
      'recommend',
      'digest',
      'map',
      'evaluate',
    ];
    const strays = own.filter(
      ({ from, to }) =>
        rooms.includes(roomOf(to)) &&
        roomOf(from) !== roomOf(to) &&
        !rooms.includes(roomOf(from)) &&
        !['corpus', 'ingest', 'index.ts'].includes(roomOf(from)),
    );
    expect(strays).toEqual([]);
  });

  test('has presenters that import only the public index.ts and one another', () => {
    const strays = own.filter(
      ({ from, to }) =>
        roomOf(from) === 'present' &&
        roomOf(to) !== 'present' &&
        ![
          'index.ts',
          'counted.ts',
          'idle-search.ts',
          'errors.ts',
          'limits.ts',
          'paper.ts',
          'publication-types.ts',
          'version.ts',
          'without-undefined.ts',
        ].includes(to),
    );
    expect(strays).toEqual([]);
  });

  test('has rooms that are entered by their index.ts only', () => {
    const strays = own.filter(
      ({ from, to }) =>
        roomOf(from) !== roomOf(to) &&
        to.includes('/') &&
        to !== `${roomOf(to)}/index.ts` &&
        roomOf(to) !== 'present' &&
        !isNoun(to),
    );
    expect(strays).toEqual([]);
  });

  test('loads no format, and no code that adds, groups or compares papers, to open an index and search it', () => {
    const met = new Set<string>();
    const visit = (file: string): void => {
      if (met.has(file)) return;
      met.add(file);
      for (const { from, to, typesOnly, lazy } of own) if (from === file && !typesOnly && !lazy) visit(to);
    };
    ['present/cli/main.ts', 'present/cli/program.ts', 'present/cli/commands/search.ts'].forEach(visit);
    const rooms = new Set([...met].map(roomOf));
    expect(
      [...rooms].filter((room) =>
        ['ingest', 'themes', 'duplicates', 'recommend', 'digest', 'map', 'evaluate'].includes(room),
      ),
    ).toEqual([]);
    expect(
      [...met].filter(
        (file) =>
          file === 'parse/formats/index.ts' ||
          imports.some(({ from, to, typesOnly }) => from === file && to === 'zod' && !typesOnly),
      ),
    ).toEqual([]);
  });

  test('has no import cycles, not even of types or of rooms that are loaded when they are needed', () => {
    const next = new Map(files.map((file) => [file, own.filter(({ from }) => from === file).map(({ to }) => to)]));
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]) => {
      if (state.get(file) === 'open') circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (state.has(file)) return;
      state.set(file, 'open');
      for (const to of next.get(file)!) walk(to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  test.each([
    ['@xenova/transformers', 'embed/transformers.ts'],
    ['ml-kmeans', 'themes/clustering/kmeans.ts'],
    ['hnswlib-node', 'store/neighbours/hnsw.ts'],
    ['umap-js', 'map/layout.ts'],
    ['chokidar', 'present/cli/watching.ts'],
    ['hyparquet-writer', 'present/export/parquet.ts'],
  ])('imports %s in %s alone, and only when it is needed', (dependency, file) => {
    const importing = imports.filter(({ to, typesOnly }) => to === dependency && !typesOnly);
    expect(importing.map(({ from, lazy }) => [from, lazy])).toEqual([[file, true]]);
  });

  test('sends HTTP requests in fetch/client.ts only', () => {
    const clients = ['node:http', 'node:https', 'undici', 'http', 'https'];
    const strays = imports.filter(
      ({ to, from, typesOnly }) => clients.includes(to) && !typesOnly && !from.startsWith('present/http'),
    );
    expect([...new Set(strays.map(({ from }) => from))]).toEqual(['fetch/client.ts']);
    const calls = files.filter((file) => /(?<![.\w])fetch\(/.test(textOf.get(file)!));
    expect(calls).toEqual([]);
  });

  test('reaches the web from the command line only', () => {
    const reaching = files.filter(
      (file) => /\bcorpus\.(?:addUrl|update|follow)\(/.test(textOf.get(file)!) && roomOf(file) === 'present',
    );
    expect(reaching.filter((file) => !file.startsWith('present/cli/'))).toEqual([]);
  });

  test('loads the driver of SQLite in store/sqlite/database/driver.ts only, in the version for this version of Node', () => {
    const imported = imports.filter(({ to }) => to.startsWith('better-sqlite3'));
    expect(imported.filter(({ from, typesOnly }) => !typesOnly || roomOf(from) !== 'store')).toEqual([]);
    const naming = files.filter((file) => /['"]better-sqlite3-node20['"]/.test(textOf.get(file)!));
    expect(naming).toEqual(['store/sqlite/database/driver.ts']);
  });

  test('writes to disk in store only', () => {
    const writes =
      /\b(writeFile|writeFileSync|appendFile|createWriteStream|mkdir|mkdirSync|renameSync|rename|rmSync|unlink|unlinkSync)\(/;
    const strays = files.filter(
      (file) => !['store', 'present'].includes(roomOf(file)) && writes.test(textOf.get(file)!),
    );
    expect(strays).toEqual([]);
  });

  test('prints in present only, and uses process.exit in main.ts only', () => {
    expect(
      files.filter(
        (file) => roomOf(file) !== 'present' && /\bconsole\.|process\.(stdout|stderr)/.test(textOf.get(file)!),
      ),
    ).toEqual([]);
    expect(
      files.filter(
        (file) =>
          !['present/cli/main.ts', 'embed/worker.ts'].includes(file) &&
          /process\.(exit\(|exitCode|argv)/.test(textOf.get(file)!),
      ),
    ).toEqual([]);
  });

  test('has no random numbers, no clock and no locale in its answers', () => {
    // Only the history contains the time of a change.
    const answering = files.filter((file) => roomOf(file) !== 'present' && file !== 'corpus/history.ts');
    expect(
      answering.filter((file) => /Math\.random|Date\.now|new Date\(\)|localeCompare|toLocale/.test(textOf.get(file)!)),
    ).toEqual([]);
  });

  test(`has no file over ${CAPS.fileLines} lines and no door over ${LARGEST_DOOR} functions`, () => {
    expect(files.filter((file) => textOf.get(file)!.split('\n').length > CAPS.fileLines + 1)).toEqual([]);
    const crowded = files
      .filter((file) => file.endsWith('/index.ts'))
      .filter((file) => {
        const text = textOf.get(file)!;
        const declared = [...text.matchAll(/^export (?:async )?(?:function|class)/gm)].length;
        const passedOn = [...text.matchAll(/^export \{([^}]*)\} from/gms)].flatMap(([, names]) =>
          names!
            .split(',')
            .filter((name) => name.trim() !== '' && !/^\s*type\s/.test(name) && !/^\s*[A-Z_]+\s*$/.test(name)),
        ).length;
        return declared + passedOn > LARGEST_DOOR;
      });
    expect(crowded).toEqual([]);
  });

  test(`has no function over ${CAPS.functionLines} lines`, () => {
    expect(measures.longFunctions).toEqual([]);
  });

  test(`has no line over ${CAPS.columns} columns`, () => {
    expect(measures.wideLines).toEqual([]);
  });

  test('has no function of five or more positional parameters', () => {
    expect(measures.crowdedParameters).toEqual([]);
  });

  test('gives single letters only to indices, counts, coordinates and the two sides of a comparison', () => {
    expect(measures.singleLetters).toEqual([]);
  });

  test('names no variable by a past participle such as kept or found', () => {
    expect(measures.participles).toBe(0);
  });

  test.each(Object.entries(PRESENTERS))('has present/%s that knows %j of the other presenters', (presenter, known) => {
    const strays = own.filter(({ from, to }) => {
      const [room, inside, ...rest] = to.split('/');
      return (
        from.startsWith(`present/${presenter}/`) &&
        room === 'present' &&
        rest.length > 0 &&
        inside !== presenter &&
        inside !== 'shapes' &&
        !known.includes(inside!)
      );
    });
    expect(strays).toEqual([]);
  });

  test.each(Object.entries(FLOWS))('has %s whose parts import none that comes later', (room, parts) => {
    const place = (file: string) =>
      file.startsWith(`${room}/`) ? parts.indexOf(file.slice(room.length + 1).split('/')[0]!) : -1;
    const strays = own
      .filter(({ from, to, typesOnly }) => !typesOnly && place(from) >= 0 && place(to) > place(from))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(strays).toEqual([]);
  });

  test('exports no function or constant that only tests use', () => {
    const sources = sourcesIn(SRC).map(({ file, text }) => ({ file, text, words: new Set(text.match(/\w+/g)) }));
    const unused = sources
      .filter(({ file }) => !file.endsWith('index.ts'))
      .flatMap(({ file, text }) =>
        [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
          .map(([, name]) => name!)
          .filter((name) => text.match(new RegExp(`\\b${name}\\b`, 'g'))!.length === 1)
          .filter((name) => !sources.some((other) => other.file !== file && other.words.has(name)))
          .map((name) => `${file}: ${name}`),
      );
    expect(unused).toEqual([]);
  });

  const benches = readdirSync(inCheckout('test'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mjs'),
  );

  test('has every file of the build that benches in plain JavaScript load by its name', () => {
    const strays = benches.flatMap((bench) => {
      const text = readFileSync(inCheckout(join('test', bench)), 'utf8');
      const loaded = [...text.matchAll(/['"`](?:[./]*dist\/)?([a-z][\w-]*\/[\w/-]+)\.js['"`]/g)].map(
        ([, file]) => file!,
      );
      return loaded
        .filter((file) => existsSync(join(SRC, file.split('/')[0]!)) && !textOf.has(`${file}.ts`))
        .filter((file) => !REMOVED.includes(file))
        .map((file) => `${bench}: ${file}`);
    });
    expect(strays).toEqual([]);
  });

  test('exports what benches in plain JavaScript import of the build', () => {
    const missing = benches.flatMap((bench) => {
      const text = readFileSync(inCheckout(join('test', bench)), 'utf8');
      return [...text.matchAll(/^import \{([^}]+)\} from '[./]+\/dist\/([^']+)\.js'/gm)].flatMap(([, names, file]) =>
        names!
          .split(',')
          .map((name) => name.trim().split(' ')[0]!)
          .filter(
            (name) =>
              name !== '' && !new RegExp(`^export\\b[^;]*\\b${name}\\b`, 'm').test(textOf.get(`${file}.ts`) ?? ''),
          )
          .map((name) => `${bench}: ${name}`),
      );
    });
    expect(missing).toEqual([]);
  });

  test('has no room with a meaningless name', () => {
    expect(files.flatMap((file) => file.split('/')).filter((part) => REFUSED_NAMES.test(part))).toEqual([]);
  });

  test('opens every room with the question it answers', () => {
    const silent = files
      .filter((file) => /^[^/]+\/index\.ts$/.test(file))
      .filter((file) => !textOf.get(file)!.startsWith('/**'));
    expect(silent).toEqual([]);
  });
});

test('documents and comments name only files of the repository that exist', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'index/README.md', 'src/README.md'];
  for (const folder of ['docs', 'test/bench'])
    documents.push(
      ...readdirSync(inCheckout(folder))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}/${name}`),
    );
  documents.push(...sourcesIn(SRC).map(({ file }) => `src/${file}`));
  const named = documents.flatMap((document) =>
    [...readFileSync(inCheckout(document), 'utf8').matchAll(/`((?:src|test|docs|\.ci)\/[\w./-]+)`/g)].map(
      ([, path]) => `${document}: ${path}`,
    ),
  );
  expect(named.filter((one) => !existsSync(inCheckout(one.split(': ')[1]!)))).toEqual([]);
  expect(named.length).toBeGreaterThan(50); // the pattern finds them
});

test('the tests mirror the rooms', () => {
  const rooms = new Set(files.filter((file) => file.includes('/')).map(roomOf));
  const tested = new Set(
    readdirSync(inCheckout('test'), { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => name),
  );
  expect([...rooms].filter((room) => !tested.has(room)).map((room) => relative(SRC, join(SRC, room)))).toEqual([]);
});

test('modules that test files share have no hook of their own: it would run for the first of these files alone', () => {
  const hooked = readdirSync(inCheckout('test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => /^(?:before|after)(?:All|Each)\(/m.test(readFileSync(inCheckout(join('test', file)), 'utf8')));
  expect(hooked).toEqual(['support/clean-up-hooks.ts']);
});
