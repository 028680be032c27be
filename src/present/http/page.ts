/** The built files of the page, read once. Only these can be requested, so no path leads out of their folder. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

const FIRST = '/index.html';
/** Vite puts a hash of the content into the names of the files in this folder. */
const HASHED = '/assets/';

/** A smaller file gains nothing; fonts and pictures are compressed already. */
const GZIP_FROM = 1_024;
const TEXT = /^(text\/|application\/|image\/svg)/;

export interface PageFile {
  readonly bytes: Buffer;
  /** Compressed content, if it is smaller. */
  readonly gzipped?: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PageFiles {
  /** The file of a path. For a navigation request, any other path gives index.html. */
  fileAt(path: string, asksForPage: boolean): PageFile | undefined;
}

export function openPage(folder: string): PageFiles {
  const files = new Map<string, PageFile>();
  const names = existsSync(join(folder, FIRST)) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  for (const name of names) {
    const type = MEDIA_TYPES[extname(name)];
    if (type === undefined || !statSync(join(folder, name)).isFile()) continue;
    const path = `/${name.split(sep).join('/')}`;
    const bytes = readFileSync(join(folder, name));
    files.set(path, {
      bytes,
      ...(TEXT.test(type) && bytes.length >= GZIP_FROM ? { gzipped: gzipSync(bytes) } : {}),
      headers: {
        'content-type': type,
        'cache-control': path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
        etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      },
    });
  }
  return {
    fileAt: (path, asksForPage) =>
      files.get(path === '/' ? FIRST : path) ?? (asksForPage ? files.get(FIRST) : undefined),
  };
}
