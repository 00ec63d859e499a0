import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of registered models, named by their SHA-256 (hex). */
export interface ModelFiles {
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** In a folder; server processes that share a database share it too. */
export function modelFilesIn(folder: string): ModelFiles {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256.');
    return join(folder, sha256);
  };
  return {
    async put(sha256, bytes) {
      const path = pathOf(sha256);
      await mkdir(folder, { recursive: true });
      const part = `${path}.${randomUUID()}.part`;
      await writeFile(part, bytes);
      await rename(part, path);
    },
    async get(sha256) {
      const bytes = await readFile(pathOf(sha256)).catch(() => null);
      return bytes === null ? null : new Uint8Array(bytes);
    },
  };
}
