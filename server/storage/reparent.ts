import type { Entity } from '../../models/protocol/entities.ts';
import type { Db } from './db.ts';

/**
 * Puts a record under another lead, with that lead's owner and under that lead's key, under a new revision. What lost in
 * it and the CRM's copy follow, so that erasing the lead it left takes nothing of the new one.
 */
export async function reparentRecord(
  db: Db,
  tenantId: string,
  key: { entity: Entity; id: string },
  lead: { id: string; ownerId: string | null },
  rev: number,
): Promise<void> {
  const at = `${key.entity}/${key.id}`;
  const under = async (text: string, table: string, id: string, column: string) => {
    const place = { tenant: tenantId, table, id, column };
    return db.codec.encode(await db.codec.decode(text, place), place, `lead:${lead.id}`);
  };
  const row = await db.sql
    .selectFrom('record')
    .select('data')
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', key.entity)
    .where('id', '=', key.id)
    .where('erased', '=', 0)
    .executeTakeFirst();
  if (row === undefined) return;
  const data = await under(row.data, 'record', at, 'data');
  await db.sql
    .updateTable('record')
    .set({ data, parent_id: lead.id, owner_id: lead.ownerId, orphan: 0, rev, moved_rev: rev })
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', key.entity)
    .where('id', '=', key.id)
    .execute();
  const lost = db.sql.selectFrom('conflict').selectAll().where('tenant_id', '=', tenantId);
  for (const one of await lost.where('entity', '=', key.entity).where('record_id', '=', key.id).execute()) {
    await db.sql
      .updateTable('conflict')
      .set({ lost: await under(one.lost, 'conflict', `${at}/${one.op_id}`, one.field) })
      .where('tenant_id', '=', tenantId)
      .where('entity', '=', key.entity)
      .where('record_id', '=', key.id)
      .where('field', '=', one.field)
      .where('op_id', '=', one.op_id)
      .execute();
  }
  const copies = db.sql.selectFrom('crm_copy').selectAll().where('tenant_id', '=', tenantId);
  for (const one of await copies.where('entity', '=', key.entity).where('record_id', '=', key.id).execute()) {
    await db.sql
      .updateTable('crm_copy')
      .set({ data: await under(one.data, 'crm_copy', `${key.entity}/${one.crm_id}`, 'data') })
      .where('tenant_id', '=', tenantId)
      .where('entity', '=', key.entity)
      .where('crm_id', '=', one.crm_id)
      .execute();
  }
}
