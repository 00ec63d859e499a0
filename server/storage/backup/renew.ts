import type { Db } from '../db.ts';
import { releaseLeases } from '../jobs.ts';

/**
 * Makes restored data a new beginning: every tenant gets another epoch, so its devices drop their copies, pull afresh
 * and send again what this backup does not know; jobs that were in hand are free.
 */
export async function renew(db: Db, newEpoch: () => string): Promise<void> {
  for (const { id } of await db.sql.selectFrom('tenant').select('id').execute()) {
    await db.sql.updateTable('tenant').set({ epoch: newEpoch() }).where('id', '=', id).execute();
  }
  await releaseLeases(db);
}
