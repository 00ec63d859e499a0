import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { replayErasures } from './replay-erasures.ts';
import { listErasures } from '../storage/erasures.ts';
import type { ErasureTable } from '../storage/privacy-schema.ts';
import type { Storage } from '../storage/storage.ts';
import { allTenants } from '../storage/tenants.ts';

/** An erasure as it lies in files. */
export const ErasureRow = v.object({
  tenant_id: v.string(),
  id: v.string(),
  lead_ids: v.string(),
  key_hashes: v.string(),
  reason: v.string(),
  actor: v.nullable(v.string()),
  at: v.number(),
  counts: v.string(),
});

/**
 * The erasures as a file beside the database (JSON Lines, appended to): a restore from a backup that is older than an
 * erasure reads it and erases again. It holds ids and keyed hashes, nothing of the people.
 */
export class ErasureList {
  readonly #folder: string;
  constructor(folder: string) {
    this.#folder = folder;
  }

  get path(): string {
    return join(this.#folder, 'erasures');
  }

  append(rows: readonly ErasureTable[]): void {
    if (rows.length === 0) return;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = openSync(this.path, 'a', 0o600);
    try {
      writeSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /** Throws when a line is damaged: then nobody can say who must stay erased. */
  read(): ErasureTable[] {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    const rows = text.split('\n').filter((line) => line !== '');
    return rows.map((line) => v.parse(ErasureRow, JSON.parse(line)));
  }

  /**
   * Brings file and database together: the file gets what only the database knows (a server died between the two), the
   * database what only the file knows (it was restored). Gives each team the key of its hashes, before any backup.
   */
  async catchUp(storage: Storage): Promise<void> {
    const listed = this.read();
    const known = new Set(listed.map((row) => `${row.tenant_id}/${row.id}`));
    const missing = await storage.asSystem(async (db) => {
      await replayErasures(db, listed);
      const rows: ErasureTable[] = [];
      for (const { id } of await allTenants(db)) {
        await db.codec.digest(id, '');
        rows.push(...(await listErasures(db, id)));
      }
      return rows.filter((row) => !known.has(`${row.tenant_id}/${row.id}`));
    });
    this.append(missing);
  }
}
