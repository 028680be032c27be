/** Entity tags (RFC 9110, 8.8.3): the tag of an answer, and the series of this server. */

export interface EntityTags {
  /** The tag in an `If-None-Match` of this server; `undefined` for a list or another tag. */
  read(header: string | undefined): string | undefined;
  write(tag: string): string;
}

/** @param series distinguishes the tags of this server from those of another index at the same address */
export function entityTags(series: string): EntityTags {
  const start = `W/"${series}-`;
  return {
    read: (header) =>
      header?.startsWith(start) === true && header.endsWith('"') ? header.slice(start.length, -1) : undefined,
    write: (tag) => `${start}${tag}"`,
  };
}
