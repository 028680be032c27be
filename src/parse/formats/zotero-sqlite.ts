import { deliver } from '../fields/draft.js';
import type { BinaryFormat, Sink, Source } from '../format.js';
import { isSqlite, SqliteFile } from '../split/sqlite-file.js';
import { draftOfItem, holdsPaper, type ZoteroItem } from './zotero.js';

/** Fields whose text is a date. */
const DATES = new Set(['date', 'issueDate', 'dateDecided', 'dateEnacted']);
/** An empty database has one page. */
const LEAST_BYTES = 512;

/** Zotero's own library, `zotero.sqlite`; it may be open in Zotero. */
export const zoteroSqlite: BinaryFormat = {
  name: 'zotero-sqlite',
  recognises: isSqlite,
  other: [
    'this is a database',
    'Of databases, paperkin reads zotero.sqlite. Export others from their program as BibTeX, RIS or JSON.',
  ],
  async read(bytes, source, sink) {
    if (bytes.length < LEAST_BYTES) return false;
    const file = new SqliteFile(bytes, (await source.log?.()) ?? null);
    if (!['items', 'itemData', 'itemDataValues', 'creators'].every((table) => file.has(table))) return false;
    readLibrary(file, source, sink);
    return true;
  },
};

function readLibrary(file: SqliteFile, source: Source, sink: Sink): void {
  const types = named(file, 'itemTypes', 'itemTypeID', 'typeName');
  for (const [id, name] of named(file, 'itemTypesCombined', 'itemTypeID', 'typeName')) types.set(id, name);
  const deleted = new Set([...file.rows('deletedItems')].map(({ itemID }) => itemID));
  const values = valuesByItem(file);
  const creators = creatorsByItem(file);
  const keywords = keywordsByItem(file);
  const collections = collectionsByItem(file);
  let line = 0;
  for (const { itemID, itemTypeID } of file.rows('items')) {
    line++;
    const itemType = types.get(itemTypeID) ?? '';
    if (deleted.has(itemID) || !holdsPaper(itemType)) continue;
    const item: ZoteroItem = {
      ...values.get(itemID),
      itemType,
      creators: creators.get(itemID) ?? [],
      tags: keywords.get(itemID) ?? [],
    };
    const tags = collections.get(itemID) ?? [];
    deliver(source.file, line, sink, { ...draftOfItem(item), tags });
  }
}

/** Names by their number. */
function named(file: SqliteFile, table: string, id: string, name: string): Map<unknown, string> {
  return new Map([...file.rows(table)].map((row) => [row[id], String(row[name])]));
}

/** The fields of each item, under the names of Zotero's JSON. A field of one kind of item counts as its general one. */
function valuesByItem(file: SqliteFile): ReadonlyMap<unknown, Record<string, string>> {
  const fields = named(file, 'fields', 'fieldID', 'fieldName');
  for (const [id, name] of named(file, 'fieldsCombined', 'fieldID', 'fieldName')) fields.set(id, name);
  const texts = named(file, 'itemDataValues', 'valueID', 'value');
  const values = new Map<unknown, Record<string, string>>();
  for (const { itemID, fieldID, valueID } of file.rows('itemData')) {
    const item = values.get(itemID) ?? {};
    const field = fields.get(fieldID) ?? '';
    const text = texts.get(valueID) ?? '';
    item[field] = DATES.has(field) ? plainDate(text) : text;
    values.set(itemID, item);
  }
  return values;
}

/** The names of the collections that each item is in; collections in the bin do not count. */
function collectionsByItem(file: SqliteFile): ReadonlyMap<unknown, string[]> {
  const names = named(file, 'collections', 'collectionID', 'collectionName');
  for (const { collectionID } of file.rows('deletedCollections')) names.delete(collectionID);
  const collections = new Map<unknown, string[]>();
  for (const { collectionID, itemID } of file.rows('collectionItems')) {
    const name = names.get(collectionID);
    if (name === undefined) continue;
    const of = collections.get(itemID) ?? [];
    of.push(name);
    collections.set(itemID, of);
  }
  return collections;
}

/** What Zotero calls tags: those of the user and, of a second type, those of the catalogue. */
function keywordsByItem(file: SqliteFile): ReadonlyMap<unknown, string[]> {
  const names = named(file, 'tags', 'tagID', 'name');
  const keywords = new Map<unknown, string[]>();
  for (const { itemID, tagID } of file.rows('itemTags')) {
    const of = keywords.get(itemID) ?? [];
    of.push(names.get(tagID) ?? '');
    keywords.set(itemID, of);
  }
  return keywords;
}

/** Zotero keeps a date twice: "2021-03-00 March 2021". */
function plainDate(text: string): string {
  return /^\d{4}-\d\d-\d\d /.test(text) ? text.slice(0, 10).replace(/(?:-00)+$/, '') : text;
}

function creatorsByItem(file: SqliteFile): ReadonlyMap<unknown, NonNullable<ZoteroItem['creators']>> {
  const roles = named(file, 'creatorTypes', 'creatorTypeID', 'creatorType');
  const people = new Map([...file.rows('creators')].map((row) => [row['creatorID'], row]));
  const rows = [...file.rows('itemCreators')].sort((a, b) => Number(a['orderIndex']) - Number(b['orderIndex']));
  const creators = new Map<unknown, { creatorType: string; firstName: string; lastName: string }[]>();
  for (const { itemID, creatorID, creatorTypeID } of rows) {
    const person = people.get(creatorID);
    const of = creators.get(itemID) ?? [];
    of.push({
      creatorType: roles.get(creatorTypeID) ?? 'author',
      firstName: String(person?.['firstName'] ?? ''),
      lastName: String(person?.['lastName'] ?? ''),
    });
    creators.set(itemID, of);
  }
  return creators;
}
