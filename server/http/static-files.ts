import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.onnx': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
/** Already compressed: a second time gains nothing. */
const PACKED = new Set(['.png', '.ico', '.webp', '.woff2']);

export type Encoding = 'br' | 'gzip' | 'identity';
const ENCODERS = {
  // Quality 5 packs the 14 MB runtime in about a second, once; a `.br` file beside it is taken instead.
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 },
    }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

export interface StaticFile {
  type: string;
  cacheControl: string;
  etag: string;
  encoding: Encoding;
  /** False for types that are never compressed. */
  varies: boolean;
  body: Buffer;
}

interface Entry {
  version: string;
  etag: string;
  packed: Map<Encoding, Promise<Buffer>>;
}

/** Serves the files under `root`, compressed on the fly and remembered until the file changes. */
export function createStaticFiles(root: string) {
  const entries = new Map<string, Entry>();

  async function entryOf(path: string, version: string): Promise<Entry> {
    const known = entries.get(path);
    if (known?.version === version) return known;
    const hash = createHash('sha256')
      .update(await readFile(path))
      .digest('base64url')
      .slice(0, 27);
    const entry: Entry = { version, etag: hash, packed: new Map() };
    entries.set(path, entry);
    return entry;
  }

  async function pack(path: string, encoding: 'br' | 'gzip'): Promise<Buffer> {
    const ready = await readFile(`${path}.${encoding === 'br' ? 'br' : 'gz'}`).catch(() => null);
    return ready ?? ENCODERS[encoding](await readFile(path));
  }

  function packed(entry: Entry, path: string, encoding: 'br' | 'gzip'): Promise<Buffer> {
    const known = entry.packed.get(encoding);
    if (known !== undefined) return known;
    const made = pack(path, encoding);
    entry.packed.set(encoding, made);
    made.catch(() => entry.packed.delete(encoding));
    return made;
  }

  /** The file of a URL path (decoded), or null when there is none. */
  return async function find(urlPath: string, acceptEncoding: string): Promise<StaticFile | null> {
    const relative = normalize(urlPath);
    if (relative.includes('\0') || /(^|[\\/])\.\.?([\\/]|$)/.test(relative) || relative.endsWith('/')) return null;
    const path = join(root, relative);
    const info = await stat(path).catch(() => null);
    if (info === null || !info.isFile()) return null;
    const entry = await entryOf(path, `${info.mtimeMs}:${info.size}`);
    const extension = extname(path);
    const varies = !PACKED.has(extension);
    const encoding = varies ? chooseEncoding(acceptEncoding) : 'identity';
    return {
      type: TYPES[extension] ?? 'application/octet-stream',
      cacheControl: cacheControlOf(relative),
      etag: `"${entry.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`,
      encoding,
      varies,
      body: encoding === 'identity' ? await readFile(path) : await packed(entry, path, encoding),
    };
  };
}

/** Files that the build names by their hash never change; all others are asked for again each time. */
function cacheControlOf(path: string): string {
  return /^[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** The best encoding that the client takes (`q=0` refuses one). */
export function chooseEncoding(header: string): Encoding {
  const accepted = new Set(
    header
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
      .map((part) => part.replace(/;.*/, '').trim()),
  );
  if (accepted.has('br')) return 'br';
  return accepted.has('gzip') ? 'gzip' : 'identity';
}
