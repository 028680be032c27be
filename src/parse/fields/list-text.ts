/** An item of a list as Python or JSON writes it: `['A. One', "B. O'Two"]`. */
const ITEM = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

/** The items of a list that is written in one text; `null` for any other text. */
export function itemsOfList(text: string): string[] | null {
  const items = /^\s*\[(.*)\]\s*$/s.exec(text)?.[1]?.match(ITEM);
  return items?.map((item) => item.slice(1, -1).replace(/\\(.)/g, '$1')) ?? null;
}
