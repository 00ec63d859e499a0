import { done, failed, type Failure, type Result } from '../errors/result.ts';

/** A file that the app names by its content. */
export interface ModelFile {
  name: string;
  url: string;
  /** Hex. */
  sha256: string;
  /** Uncompressed. */
  bytes: number;
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
 * Model and runtime files in Cache Storage, kept by their sha256: fetched once, file by file, checked whenever they are
 * read, and removed when the app no longer names them. Without room they are used from memory and fetched again.
 */
export class ModelStore {
  readonly #deps: ModelStoreDeps;

  constructor(deps: ModelStoreDeps) {
    this.#deps = deps;
  }

  /** All files by name. `onProgress` gets the share of the bytes that is there, 0 to 1. */
  load(
    files: readonly ModelFile[],
    onProgress: (share: number) => void,
  ): Promise<Result<Map<string, Bytes>, StoreFailure['code']>> {
    return this.#deps.exclusive(async () => {
      const total = files.reduce((sum, file) => sum + file.bytes, 0);
      const cache = await this.#deps.caches.open(CACHE).catch(() => null);
      const found = new Map<string, Bytes>();
      let before = 0;
      for (const file of files) {
        const tell = (bytes: number) => onProgress((before + bytes) / total);
        const loaded = await this.#file(file, cache, tell);
        if (!loaded.ok) return loaded;
        found.set(file.name, loaded.value);
        before += file.bytes;
        tell(0);
      }
      if (cache) await removeOthers(cache, files);
      return done(found);
    });
  }

  async #file(
    file: ModelFile,
    cache: Cache | null,
    tell: (bytes: number) => void,
  ): Promise<Result<Bytes, StoreFailure['code']>> {
    const key = keyOf(file);
    const kept = await cache?.match(key);
    if (kept) {
      const bytes = new Uint8Array(await kept.arrayBuffer());
      if (await this.#matches(bytes, file)) return done(bytes);
      // Damaged on this device: fetched again.
      await cache?.delete(key);
    }
    const fetched = await this.#fetch(file, tell);
    if (!fetched.ok) return fetched;
    if (!(await this.#matches(fetched.value, file))) return failed('model_checksum', file.name);
    // A full disk costs the next start a download, not this one the model.
    await cache?.put(key, new Response(fetched.value)).catch(() => undefined);
    return fetched;
  }

  async #fetch(file: ModelFile, tell: (bytes: number) => void): Promise<Result<Bytes, StoreFailure['code']>> {
    const bytes = new Uint8Array(file.bytes);
    let length = 0;
    try {
      const response = await this.#deps.fetcher(file.url);
      if (!response.ok || !response.body) return failed('model_unreachable', `${file.name}: ${response.status}`);
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        if (length + part.value.length > bytes.length) {
          await reader.cancel();
          return failed('model_checksum', file.name);
        }
        bytes.set(part.value, length);
        length += part.value.length;
        tell(length);
      }
    } catch {
      return failed('model_unreachable', file.name);
    }
    return length === bytes.length ? done(bytes) : failed('model_checksum', file.name);
  }

  async #matches(bytes: Bytes, file: ModelFile): Promise<boolean> {
    const digest = new Uint8Array(await this.#deps.crypto.subtle.digest('SHA-256', bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === file.sha256;
  }
}

const keyOf = (file: ModelFile): string => `/model-files/${file.sha256}`;

async function removeOthers(cache: Cache, files: readonly ModelFile[]): Promise<void> {
  const wanted = new Set(files.map(keyOf));
  const keys = await cache.keys();
  await Promise.all(keys.filter((key) => !wanted.has(new URL(key.url).pathname)).map((key) => cache.delete(key)));
}
