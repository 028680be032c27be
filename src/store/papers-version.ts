/** Versions of the papers: opaque to others, and different in each index, because a copy takes decisions along. */
const LETTERS = 8;

/** @param identity of the index @param number of its writes of papers */
export function papersVersionOf(identity: string, number: number): string {
  return `${identity.slice(0, LETTERS)}-${number}`;
}

/** @returns none if it is not a version of this index */
export function numberOfVersion(version: string, identity: string): number | undefined {
  const [name, number = ''] = version.split('-');
  return name === identity.slice(0, LETTERS) && /^\d{1,15}$/.test(number) ? Number(number) : undefined;
}
