import type { CrmFields } from './crm-copies.ts';
import type { Db } from './db.ts';
import type { CrmItemTable } from './ghl-schema.ts';

export type CrmItemKind = CrmItemTable['kind'];

/** A CRM record that stays on the server, with the time of each field. */
export interface CrmItem {
  tenantId: string;
  kind: CrmItemKind;
  crmId: string;
  contactId: string | null;
  fields: CrmFields;
}

export async function findCrmItem(
  db: Db,
  tenantId: string,
  kind: CrmItemKind,
  crmId: string,
): Promise<CrmItem | undefined> {
  const row = await db.sql
    .selectFrom('crm_item')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('crm_id', '=', crmId)
    .executeTakeFirst();
  return row && (await fromRow(db, row));
}

export async function saveCrmItem(db: Db, item: CrmItem): Promise<void> {
  const owner = item.contactId === null ? 'tenant' : (`contact:${item.contactId}` as const);
  const values = { contact_id: item.contactId, data: await db.codec.encode(item.fields, placeOf(item), owner) };
  await db.sql
    .insertInto('crm_item')
    .values({ tenant_id: item.tenantId, kind: item.kind, crm_id: item.crmId, ...values })
    .onConflict((oc) => oc.columns(['tenant_id', 'kind', 'crm_id']).doUpdateSet(values))
    .execute();
}

/** A contact's items of a kind. */
export async function crmItemsOf(
  db: Db,
  tenantId: string,
  kind: CrmItemKind,
  contactIds: readonly string[],
): Promise<CrmItem[]> {
  if (contactIds.length === 0) return [];
  const rows = await db.sql
    .selectFrom('crm_item')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('contact_id', 'in', [...contactIds])
    .orderBy('crm_id')
    .execute();
  return Promise.all(rows.map((row) => fromRow(db, row)));
}

/** The value of a field as last seen. */
export function valueOf(item: CrmItem | undefined, field: string): unknown {
  return item?.fields[field]?.v;
}

function placeOf(item: { tenantId: string; kind: string; crmId: string }) {
  return { tenant: item.tenantId, table: 'crm_item', id: `${item.kind}/${item.crmId}`, column: 'data' };
}

async function fromRow(db: Db, row: CrmItemTable): Promise<CrmItem> {
  const { tenant_id: tenantId, kind, crm_id: crmId, contact_id: contactId } = row;
  return {
    tenantId,
    kind,
    crmId,
    contactId,
    fields: (await db.codec.decode(row.data, placeOf({ tenantId, kind, crmId }))) as CrmFields,
  };
}
