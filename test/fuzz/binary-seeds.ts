/** Six papers in the formats that are no text: the parts of a workbook, and a library of Zotero. */
import { Database } from '../support/sqlite.js';

const NUMBERS = [0, 1, 2, 3, 4, 5];
const cell = (reference: string, text: string) =>
  `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;

/** The parts of a workbook, by their names; the titles are shared texts, the abstracts stand in their cells. */
export const WORKBOOK: Readonly<Record<string, string>> = {
  'xl/workbook.xml':
    '<workbook xmlns:r="x"><workbookPr/><sheets><sheet name="Papers" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
  'xl/sharedStrings.xml': `<sst>${NUMBERS.map((i) => `<si><t>Lamps that shine ${i}</t></si>`).join('')}</sst>`,
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1">${cell('A1', 'Title')}${cell('B1', 'Abstract')}${cell('C1', 'Date')}</row>${NUMBERS.map(
    (i) =>
      `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>${i}</v></c>${cell(`B${i + 2}`, `We look at lamps ${i} in the dark.`)}<c r="C${i + 2}" s="1"><v>${44_000 + i}</v></c></row>`,
  ).join('\n')}</sheetData></worksheet>`,
};

/** A library with collections and people, laid out as Zotero does; one abstract is longer than a page of the file. */
export function library(): Uint8Array {
  const database = new Database(':memory:');
  database.exec(`
PRAGMA page_size = 512;
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT NOT NULL, key TEXT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID, PRIMARY KEY (itemID, fieldID));
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT DEFAULT 1, orderIndex INT DEFAULT 0);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY);
CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT, parentCollectionID INT);
CREATE TABLE collectionItems (collectionID INT, itemID INT, orderIndex INT DEFAULT 0);
INSERT INTO itemTypes VALUES (1, 'journalArticle');
INSERT INTO fields VALUES (1, 'title'), (2, 'abstractNote'), (3, 'date');
INSERT INTO creatorTypes VALUES (1, 'author');
INSERT INTO collections VALUES (1, 'To read', NULL);`);
  const value = database.prepare('INSERT INTO itemDataValues (value) VALUES (?)');
  for (const i of NUMBERS) {
    database.prepare('INSERT INTO items VALUES (?, 1, ?)').run(i + 1, `K${i}`);
    const abstract = `We look at lamps ${i} in the dark. `.repeat(i === 3 ? 60 : 2);
    [`Lamps that shine ${i}`, abstract, `2021-03-0${i + 1} ${i + 1} March 2021`].forEach((text, field) => {
      const { lastInsertRowid } = value.run(text);
      database.prepare('INSERT INTO itemData VALUES (?, ?, ?)').run(i + 1, field + 1, lastInsertRowid);
    });
    database.prepare('INSERT INTO creators VALUES (?, ?, ?)').run(i + 1, 'Ada', `Stone ${i}`);
    database.prepare('INSERT INTO itemCreators (itemID, creatorID) VALUES (?, ?)').run(i + 1, i + 1);
    database.prepare('INSERT INTO collectionItems (collectionID, itemID) VALUES (1, ?)').run(i + 1);
  }
  const bytes = Uint8Array.from(database.serialize());
  database.close();
  return bytes;
}
