import type { Entity } from '../../models/protocol/entities.ts';
import type { Db } from './db.ts';

/** Puts a record under another lead, with that lead's owner, under a new revision. */
export async function reparentRecord(
  db: Db,
  tenantId: string,
  key: { entity: Entity; id: string },
  lead: { id: string; ownerId: string | null },
  rev: number,
): Promise<void> {
  await db.sql
    .updateTable('record')
    .set({ parent_id: lead.id, owner_id: lead.ownerId, orphan: 0, rev, moved_rev: rev })
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', key.entity)
    .where('id', '=', key.id)
    .execute();
}
