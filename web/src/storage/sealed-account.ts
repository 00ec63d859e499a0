import { AccountDatabase } from './database.ts';

/** Edits of a locked account that the server has not taken: counted without a key, for their words stay sealed. */
export async function countUnsent(database: string): Promise<number> {
  const db = new AccountDatabase(database);
  try {
    return (await db.outbox.count()) + (await db.rejected.count());
  } finally {
    db.close();
  }
}

/** Deletes what an account held here; its keys are forgotten by the key store. */
export async function destroyAccount(database: string): Promise<void> {
  await new AccountDatabase(database).delete();
}
