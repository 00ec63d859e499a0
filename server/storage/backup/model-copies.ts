import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../db.ts';

/** Hashes of the files of every team's registered models. */
export async function modelHashes(db: Db): Promise<string[]> {
  const tables = await db.sql.introspection.getTables();
  if (!tables.some(({ name }) => name === 'remote_model')) return [];
  const rows = await db.sql.selectFrom('remote_model').select('files').execute();
  return [...new Set(rows.flatMap(({ files }) => Object.values(JSON.parse(files) as Record<string, string>)))];
}

/**
 * Copies model files, which are named by their SHA-256 and so never change, to where they are not yet.
 * @returns those that are not where they should be, or are not what their name says.
 */
export function copyModels(hashes: readonly string[], from: string, to: string): string[] {
  return hashes.filter((hash) => {
    if (isSound(join(to, hash), hash)) return false;
    if (!isSound(join(from, hash), hash)) return true;
    mkdirSync(to, { recursive: true, mode: 0o700 });
    const part = join(to, `${hash}.part`);
    try {
      copyFileSync(join(from, hash), part);
      renameSync(part, join(to, hash));
    } finally {
      rmSync(part, { force: true });
    }
    return false;
  });
}

function isSound(path: string, hash: string): boolean {
  return existsSync(path) && createHash('sha256').update(readFileSync(path)).digest('hex') === hash;
}
