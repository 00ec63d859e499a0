import type { Db } from '../storage/db.ts';
import { insertErasure, listErasures, removePerson, suppress } from '../storage/erasures.ts';
import type { ErasureTable } from '../storage/privacy-schema.ts';
import { findTenant, lockTenant, saveRev } from '../storage/tenants.ts';
import { erasureOf, leadIdsIn } from './erase-person.ts';

/** Erases again what a database from before those erasures still holds; returns how many there were. */
export async function replayErasures(db: Db, rows: readonly ErasureTable[]): Promise<number> {
  let count = 0;
  for (const row of rows) {
    const tenantId = row.tenant_id;
    if ((await findTenant(db, tenantId)) === undefined) continue;
    if ((await listErasures(db, tenantId)).some(({ id }) => id === row.id)) continue;
    let { rev } = await lockTenant(db, tenantId);
    await removePerson(db, { tenantId, leadIds: leadIdsIn(row) }, () => ++rev);
    await saveRev(db, tenantId, rev);
    await insertErasure(db, row);
    const pastOnly = row.reason === 'retention';
    await suppress(db, tenantId, { id: row.id, at: row.at, pastOnly }, erasureOf(row).keyHashes);
    count += 1;
  }
  return count;
}
