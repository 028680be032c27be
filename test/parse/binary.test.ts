/** Formats that are no text: Excel's workbooks and Zotero's library. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFolder } from '../support/folders.js';
import { type Connection, Database } from '../support/sqlite.js';
import { reading } from './reading.js';
import { zipOf } from './zip-of.js';

const workbook = (sheets: Readonly<Record<string, string>>, texts: readonly string[] = []) =>
  zipOf({
    'xl/workbook.xml': `<workbook xmlns:r="x"><workbookPr/><sheets>${Object.keys(sheets)
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${Object.keys(sheets)
      .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="165" formatCode="d/m/yy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  });
const inline = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('an Excel workbook', () => {
  const header = `<row r="2">${inline('A2', 'Title')}${inline('B2', 'Abstract')}${inline('C2', 'Year')}${inline('D2', 'DOI')}</row>`;

  test('is read sheet by sheet, with shared and rich texts, numbers, and what formulas last gave', async () => {
    const bytes = workbook(
      {
        Notes: `<row r="1">${inline('A1', 'Search of today')}</row>`,
        Papers: `${header}<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3"><v>2021</v></c></row>
<row r="5"><c r="A5" t="str"><f>CONCATENATE("x")</f><v>Given by a formula</v></c><c r="D5" t="inlineStr"><is><t>10.1000/LAMP</t></is></c><c r="H5" t="inlineStr"><is><t>a note</t></is></c></row>`,
      },
      ['<t>Lamps</t>', '<r><t xml:space="preserve">They </t></r><r><t>shine._x000D_</t></r><rPh><t>reading</t></rPh>'],
    );
    const { format, papers, rejected } = await reading(bytes);
    expect(format).toBe('xlsx');
    expect(papers).toMatchObject([
      { title: 'Lamps', abstract: 'They shine.', published: '2021', place: { line: 3 } },
      { title: 'Given by a formula', identifiers: { doi: '10.1000/lamp' }, place: { line: 5 } },
    ]);
    expect(rejected).toEqual([
      {
        line: 1,
        reason:
          'this line belongs to no table; the sheet “Notes” has no header with a title and another field of a paper',
      },
    ]);
  });

  test('shows numbers as dates where their cells do', async () => {
    const date = (row: number, style: number, days: number) =>
      `<row r="${row}">${inline(`A${row}`, `Lamps ${row}`)}<c r="B${row}" s="${style}"><v>${days}</v></c></row>`;
    const { papers } = await reading(
      workbook({
        S: `<row r="1">${inline('A1', 'Title')}${inline('B1', 'Date')}</row>${date(2, 1, 44259)}${date(3, 2, 44259.75)}`,
      }),
    );
    expect(papers.map(({ published }) => published)).toEqual(['2021-03-04', '2021-03-04']);
  });

  test('that is another ZIP archive is told, and so is one that is damaged', async () => {
    await expect(reading(zipOf({ 'a.txt': 'x' }))).rejects.toThrow(/ZIP archive or an office file/);
    const bytes = workbook({ S: header });
    await expect(reading(bytes.subarray(0, bytes.length - 30))).rejects.toThrow(/the file is damaged/);
  });
});

/** A library as Zotero lays it out, as far as it is read. */
function libraryIn(file: string): Connection {
  const library = new Database(file);
  library.exec(`
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT, display INT DEFAULT 1 -- 0 == hide, 1 == display
);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT NOT NULL, key TEXT, UNIQUE (key));
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID, PRIMARY KEY (itemID, fieldID));
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE itemCreators (itemID INT NOT NULL, creatorID INT NOT NULL, creatorTypeID INT DEFAULT 1, orderIndex INT DEFAULT 0);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY);
CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT NOT NULL, parentCollectionID INT);
CREATE TABLE collectionItems (collectionID INT NOT NULL, itemID INT NOT NULL, orderIndex INT DEFAULT 0);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE itemTags (itemID INT NOT NULL, tagID INT NOT NULL, type INT NOT NULL, PRIMARY KEY (itemID, tagID));
CREATE TABLE deletedCollections (collectionID INTEGER PRIMARY KEY);
INSERT INTO itemTypes (itemTypeID, typeName) VALUES (1, 'journalArticle'), (2, 'attachment');
INSERT INTO fields VALUES (1, 'title'), (2, 'abstractNote'), (3, 'date'), (4, 'DOI'), (5, 'volume'), (6, 'issue'), (7, 'pages');
INSERT INTO creatorTypes VALUES (1, 'author'), (2, 'editor');
INSERT INTO creators VALUES (1, 'Ada', 'Stone', 0), (2, 'Ed', 'Itor', 0), (3, '', 'Lamp Group', 1);`);
  return library;
}

function addItem(library: Connection, id: number, fields: Readonly<Record<number, string>>, type = 1): void {
  library.prepare('INSERT INTO items VALUES (?, ?, ?)').run(id, type, `K${id}`);
  for (const [field, text] of Object.entries(fields)) {
    const { lastInsertRowid } = library.prepare('INSERT INTO itemDataValues (value) VALUES (?)').run(text);
    library.prepare('INSERT INTO itemData VALUES (?, ?, ?)').run(id, Number(field), lastInsertRowid);
  }
}

describe('zotero.sqlite', () => {
  const long = `${'They shine in é. '.repeat(3000)}The end.`;

  test('gives what is in the library and not in its bin, long texts included', async () => {
    const file = join(newFolder(), 'zotero.sqlite');
    const library = libraryIn(file);
    library.transaction(() => {
      for (let i = 1; i <= 600; i++)
        addItem(library, i, {
          1: `Lamps ${i}`,
          2: i === 7 ? long : `Abstract ${i}`,
          3: `2021-03-00 March 2021${' '.repeat(i)}`,
          4: `10.1000/${i}`,
          ...(i === 1 ? { 5: '12', 6: '3', 7: '45–67' } : {}),
        });
      addItem(library, 601, { 1: 'Full text PDF' }, 2);
      library.exec('INSERT INTO deletedItems VALUES (2)');
      library.exec('INSERT INTO itemCreators VALUES (1, 3, 1, 1), (1, 1, 1, 0), (1, 2, 2, 2)');
    })();
    library.close();
    const { format, papers, rejected } = await reading(readFileSync(file));
    expect([format, rejected, papers.length]).toEqual(['zotero-sqlite', [], 599]);
    expect(papers[0]).toMatchObject({
      title: 'Lamps 1',
      authors: ['Ada Stone', 'Lamp Group'],
      published: '2021-03',
      volume: '12',
      issue: '3',
      pages: '45-67',
      identifiers: { doi: '10.1000/1' },
    });
    expect(papers.find(({ title }) => title === 'Lamps 7')!.abstract).toBe(long);
  });

  test('gives the collections of a paper as tags, but those in the bin', async () => {
    const file = join(newFolder(), 'zotero.sqlite');
    const library = libraryIn(file);
    for (const id of [1, 2]) addItem(library, id, { 1: `Lamps ${id}` });
    library.exec(`INSERT INTO collections VALUES (1, 'To read', NULL), (2, 'Lamps', 1), (3, 'Old', NULL);
      INSERT INTO collectionItems VALUES (1, 1, 0), (2, 1, 0), (3, 1, 0); INSERT INTO deletedCollections VALUES (3)`);
    library.close();
    const { papers } = await reading(readFileSync(file));
    expect(papers.map(({ tags }) => tags)).toEqual([['To read', 'Lamps'], undefined]);
  });

  test('gives the tags of a paper as keywords', async () => {
    const file = join(newFolder(), 'zotero.sqlite');
    const library = libraryIn(file);
    for (const id of [1, 2]) addItem(library, id, { 1: `Lamps ${id}` });
    library.exec(`INSERT INTO tags VALUES (1, 'Lamps, Oil'), (2, 'candles');
      INSERT INTO itemTags VALUES (1, 1, 0), (1, 2, 1)`);
    library.close();
    const { papers } = await reading(readFileSync(file));
    expect(papers.map(({ keywords }) => keywords)).toEqual([['candles', 'Lamps, Oil'], undefined]);
  });

  test('open in Zotero has its newest items in the log beside it', async () => {
    const file = join(newFolder(), 'zotero.sqlite');
    const library = libraryIn(file);
    addItem(library, 1, { 1: 'Old' });
    library.pragma('journal_mode = WAL');
    library.pragma('wal_autocheckpoint = 0');
    addItem(library, 2, { 1: 'New' });
    expect(existsSync(`${file}-wal`)).toBe(true);
    const log = async () => readFileSync(`${file}-wal`);
    const titles = async (options: Parameters<typeof reading>[1]) =>
      (await reading(readFileSync(file), options)).papers.map(({ title }) => title);
    expect(await titles({ log })).toEqual(['Old', 'New']);
    expect(await titles({})).toEqual(['Old']);
    library.close();
  });

  test('whose pages name themselves as their own children is damaged, and that is found at once', async () => {
    const file = join(newFolder(), 'zotero.sqlite');
    const library = libraryIn(file);
    library.transaction(() => {
      for (let i = 1; i <= 2000; i++) addItem(library, i, { 1: `Lamps ${i}`, 2: `They shine ${i}` });
    })();
    library.close();
    const bytes = readFileSync(file);
    const pageBytes = bytes.readUInt16BE(16);
    for (let start = pageBytes; start < bytes.length; start += pageBytes) {
      if (bytes[start] !== 5) continue;
      for (let i = 0; i < bytes.readUInt16BE(start + 3); i++)
        bytes.writeUInt32BE(start / pageBytes + 1, start + bytes.readUInt16BE(start + 12 + 2 * i));
      bytes.writeUInt32BE(start / pageBytes + 1, start + 8);
    }
    await expect(reading(bytes)).rejects.toThrow(/the file is damaged/);
  });

  test('of another program is told', async () => {
    const file = join(newFolder(), 'x.sqlite');
    const other = new Database(file);
    other.exec('CREATE TABLE t (a)');
    other.close();
    await expect(reading(readFileSync(file))).rejects.toThrow(/this is a database/);
  });
});
