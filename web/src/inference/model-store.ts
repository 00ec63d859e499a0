import { done, failed, type Failure, type Result } from '../errors/result.ts';

/** One download of a file: a break in the connection costs the part under way, not those that are there. */
export interface ModelPart {
  url: string;
  /** Hex. */
  sha256: string;
  /** Uncompressed. */
  bytes: number;
}
/** A file that the app names by its content: its parts, in order. */
export interface ModelFile {
  name: string;
  parts: readonly ModelPart[];
}
export type Bytes = Uint8Array<ArrayBuffer>;
export type StoreFailure = Failure<'model_unreachable' | 'model_checksum'>;

export interface ModelStoreDeps {
  caches: CacheStorage;
  fetcher: typeof fetch;
  crypto: Crypto;
  /** Runs one piece of work at a time over all tabs: a second tab waits and then finds the files. */
  exclusive: <T>(work: () => Promise<T>) => Promise<T>;
}

const CACHE = 'leadlight-model-files';

/**
 * Model and runtime files in Cache Storage, kept in parts by their sha256: fetched once, part by part, so that a broken
 * download goes on where it was; checked whenever they are read, and removed when the app no longer names them. Without
 * room they are used from memory and fetched again. (Parts instead of `Range`: a range counts the compressed bytes.)
 */
export class ModelStore {
  readonly #deps: ModelStoreDeps;

  constructor(deps: ModelStoreDeps) {
    this.#deps = deps;
  }

  /**
   * All files by name. `onProgress` gets the share of the bytes that is there, 0 to 1. What is kept of other files is
   * removed, except of `keep`; `'all'` removes nothing.
   */
  load(
    files: readonly ModelFile[],
    onProgress: (share: number) => void,
    keep: readonly ModelFile[] | 'all' = [],
  ): Promise<Result<Map<string, Bytes>, StoreFailure['code']>> {
    return this.#deps.exclusive(async () => {
      const total = files.reduce((sum, file) => sum + sizeOf(file), 0);
      const cache = await this.#deps.caches.open(CACHE).catch(() => null);
      const found = new Map<string, Bytes>();
      let before = 0;
      for (const file of files) {
        const whole = new Uint8Array(sizeOf(file));
        let filled = 0;
        for (const part of file.parts) {
          const tell = (bytes: number) => onProgress((before + filled + bytes) / total);
          const loaded = await this.#part(part, file.name, cache, tell);
          if (!loaded.ok) return loaded;
          whole.set(loaded.value, filled);
          filled += part.bytes;
          tell(0);
        }
        found.set(file.name, whole);
        before += filled;
      }
      if (cache && keep !== 'all') await removeOthers(cache, [...files, ...keep]);
      return done(found);
    });
  }

  /** Removes what is kept of other files. */
  keepOnly(files: readonly ModelFile[]): Promise<void> {
    return this.#deps.exclusive(async () => {
      const cache = await this.#deps.caches.open(CACHE).catch(() => null);
      if (cache) await removeOthers(cache, files);
    });
  }

  async #part(
    part: ModelPart,
    name: string,
    cache: Cache | null,
    tell: (bytes: number) => void,
  ): Promise<Result<Bytes, StoreFailure['code']>> {
    const key = keyOf(part);
    const kept = await cache?.match(key);
    if (kept) {
      const bytes = new Uint8Array(await kept.arrayBuffer());
      if (await this.#matches(bytes, part)) return done(bytes);
      // Damaged on this device: fetched again.
      await cache?.delete(key);
    }
    const fetched = await this.#fetch(part, name, tell);
    if (!fetched.ok) return fetched;
    if (!(await this.#matches(fetched.value, part))) return failed('model_checksum', name);
    // A full disk costs the next start a download, not this one the model.
    await cache?.put(key, new Response(fetched.value)).catch(() => undefined);
    return fetched;
  }

  async #fetch(
    part: ModelPart,
    name: string,
    tell: (bytes: number) => void,
  ): Promise<Result<Bytes, StoreFailure['code']>> {
    const bytes = new Uint8Array(part.bytes);
    let length = 0;
    try {
      const response = await this.#deps.fetcher(part.url);
      if (!response.ok || !response.body) return failed('model_unreachable', `${name}: ${response.status}`);
      const reader = response.body.getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        if (length + chunk.value.length > bytes.length) {
          await reader.cancel();
          return failed('model_checksum', name);
        }
        bytes.set(chunk.value, length);
        length += chunk.value.length;
        tell(length);
      }
    } catch {
      return failed('model_unreachable', name);
    }
    return length === bytes.length ? done(bytes) : failed('model_checksum', name);
  }

  async #matches(bytes: Bytes, part: ModelPart): Promise<boolean> {
    const digest = new Uint8Array(await this.#deps.crypto.subtle.digest('SHA-256', bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === part.sha256;
  }
}

const keyOf = (part: ModelPart): string => `/model-files/${part.sha256}`;
export const sizeOf = (file: ModelFile): number => file.parts.reduce((sum, part) => sum + part.bytes, 0);

async function removeOthers(cache: Cache, files: readonly ModelFile[]): Promise<void> {
  const wanted = new Set(files.flatMap((file) => file.parts.map(keyOf)));
  const keys = await cache.keys();
  await Promise.all(keys.filter((key) => !wanted.has(new URL(key.url).pathname)).map((key) => cache.delete(key)));
}
