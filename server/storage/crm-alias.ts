import type { Entity } from '../../models/protocol/entities.ts';
import type { Db } from './db.ts';

/** Merges of merges are followed this far. */
const LONGEST_CHAIN = 20;

/** Says that `alias` is another id of the CRM record `crmId`. */
export async function saveAlias(db: Db, tenantId: string, entity: Entity, alias: string, crmId: string) {
  if (alias === crmId) return;
  await db.sql
    .insertInto('crm_alias')
    .values({ tenant_id: tenantId, entity, alias, crm_id: crmId })
    .onConflict((oc) => oc.columns(['tenant_id', 'entity', 'alias']).doUpdateSet({ crm_id: crmId }))
    .execute();
}

/** The id that an id leads to: itself when it is no alias. A circle ends where it began. */
export async function resolveAlias(db: Db, tenantId: string, entity: Entity, id: string): Promise<string> {
  let current = id;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const row = await db.sql
      .selectFrom('crm_alias')
      .select('crm_id')
      .where('tenant_id', '=', tenantId)
      .where('entity', '=', entity)
      .where('alias', '=', current)
      .executeTakeFirst();
    if (row === undefined || row.crm_id === id) return current;
    current = row.crm_id;
  }
  return current;
}

/** The CRM ids of one of our records. */
export async function crmIdsOf(db: Db, tenantId: string, entity: Entity, recordId: string): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('crm_copy')
    .select('crm_id')
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', entity)
    .where('record_id', '=', recordId)
    .orderBy('crm_id')
    .execute();
  return rows.map((row) => row.crm_id);
}

/** Lets CRM records point at another record of ours. */
export async function pointCrmCopies(
  db: Db,
  tenantId: string,
  entity: Entity,
  crmIds: readonly string[],
  recordId: string,
): Promise<void> {
  if (crmIds.length === 0) return;
  await db.sql
    .updateTable('crm_copy')
    .set({ record_id: recordId })
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', entity)
    .where('crm_id', 'in', [...crmIds])
    .execute();
}
