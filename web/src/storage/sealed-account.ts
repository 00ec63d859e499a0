import { AccountDatabase } from './database.ts';
import type { SyncPosition } from './storage-port.ts';

/** What a locked account tells of itself without a key. */
export interface SealedState {
  /** Edits that the server has not taken. */
  unsent: number;
  /** Where it stands with the server; null before the first pull. */
  position: SyncPosition | null;
}

/** Counts and ids alone, for the words stay sealed. */
export async function lookAtSealed(database: string): Promise<SealedState> {
  const db = new AccountDatabase(database);
  try {
    const [outbox, rejected] = await Promise.all([db.outbox.count(), db.rejected.count()]);
    const position = (await db.kv.get('position'))?.value as SyncPosition | undefined;
    return { unsent: outbox + rejected, position: position ?? null };
  } finally {
    db.close();
  }
}

/** Deletes what an account held here; its keys are forgotten by the key store. */
export async function destroyAccount(database: string): Promise<void> {
  await new AccountDatabase(database).delete();
}
