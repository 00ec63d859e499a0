import type { Entity } from '../../models/protocol/entities.ts';
import type { Db } from './db.ts';

/** A field as the CRM last had it: its value, the time of the event and the event's id. */
export type CrmFields = Record<string, { v: unknown; t: number; e: string }>;

export interface CrmCopy {
  tenantId: string;
  entity: Entity;
  crmId: string;
  recordId: string;
  fields: CrmFields;
}

/** The CRM's version of a record as last seen, or undefined. */
export async function findCrmCopy(
  db: Db,
  tenantId: string,
  entity: Entity,
  crmId: string,
): Promise<CrmCopy | undefined> {
  const row = await db.sql
    .selectFrom('crm_copy')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', entity)
    .where('crm_id', '=', crmId)
    .executeTakeFirst();
  return (
    row && {
      tenantId,
      entity,
      crmId,
      recordId: row.record_id,
      fields: (await db.codec.decode(row.data, placeOf(tenantId, entity, crmId))) as CrmFields,
    }
  );
}

/** @param leadId whose record it is. */
export async function saveCrmCopy(db: Db, copy: CrmCopy, leadId: string): Promise<void> {
  const place = placeOf(copy.tenantId, copy.entity, copy.crmId);
  const data = await db.codec.encode(copy.fields, place, `lead:${leadId}`);
  await db.sql
    .insertInto('crm_copy')
    .values({
      tenant_id: copy.tenantId,
      entity: copy.entity,
      crm_id: copy.crmId,
      record_id: copy.recordId,
      data,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'entity', 'crm_id']).doUpdateSet({ data, record_id: copy.recordId }))
    .execute();
}

/** Says for whom of the CRM's users a record waits (`<location>:<user>`); null: for nobody. */
export async function setWaitsFor(
  db: Db,
  tenantId: string,
  entity: Entity,
  crmId: string,
  waitsFor: string | null,
): Promise<void> {
  await db.sql
    .updateTable('crm_copy')
    .set({ waits_for: waitsFor })
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', entity)
    .where('crm_id', '=', crmId)
    .where('waits_for', 'is distinct from', waitsFor)
    .execute();
}

/** The CRM's users for whom contacts wait, each once. */
export async function awaitedUsers(db: Db, tenantId: string): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('crm_copy')
    .select('waits_for')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('waits_for', 'is not', null)
    .execute();
  return rows.map((row) => row.waits_for ?? '');
}

/** CRM ids of contacts that wait for a user. */
export async function waitingFor(db: Db, tenantId: string, user: string, limit: number): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('crm_copy')
    .select('crm_id')
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', 'lead')
    .where('waits_for', '=', user)
    .orderBy('crm_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.crm_id);
}

function placeOf(tenant: string, entity: Entity, crmId: string) {
  return { tenant, table: 'crm_copy', id: `${entity}/${crmId}`, column: 'data' };
}
