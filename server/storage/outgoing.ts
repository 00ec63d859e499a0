import type { Db } from './db.ts';
import type { OutgoingTable } from './ghl-schema.ts';

/** Something to be written to the CRM; `data` holds people's words and is stored by the codec. */
export interface Outgoing<T = unknown> {
  tenantId: string;
  id: string;
  kind: OutgoingTable['kind'];
  leadId: string;
  data: T;
  status: OutgoingTable['status'];
  detail: string | null;
  crmId: string | null;
  triedAt: number | null;
  version: number;
  createdBy: string;
  createdAt: number;
}

export async function insertOutgoing(
  db: Db,
  item: Pick<Outgoing, 'tenantId' | 'id' | 'kind' | 'leadId' | 'data' | 'createdBy' | 'createdAt'>,
): Promise<boolean> {
  const row = await db.sql
    .insertInto('outgoing')
    .values({
      tenant_id: item.tenantId,
      id: item.id,
      kind: item.kind,
      lead_id: item.leadId,
      data: await db.codec.encode(item.data, placeOf(item.tenantId, item.id), `lead:${item.leadId}`),
      status: 'queued',
      detail: null,
      crm_id: null,
      tried_at: null,
      version: 1,
      created_by: item.createdBy,
      created_at: item.createdAt,
      changed_at: item.createdAt,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function findOutgoing(db: Db, tenantId: string, id: string): Promise<Outgoing | undefined> {
  const row = await db.sql
    .selectFrom('outgoing')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (await fromRow(db, row));
}

/** What was queued for a lead, oldest first. */
export async function outgoingOf(
  db: Db,
  tenantId: string,
  leadId: string,
  kind: OutgoingTable['kind'],
): Promise<Outgoing[]> {
  const rows = await db.sql
    .selectFrom('outgoing')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .where('kind', '=', kind)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return Promise.all(rows.map((row) => fromRow(db, row)));
}

/** Queues an entry anew with other content: only the newest state is written. */
export async function replaceOutgoing(
  db: Db,
  item: Pick<Outgoing, 'tenantId' | 'id' | 'leadId' | 'data'>,
  now: number,
) {
  const data = await db.codec.encode(item.data, placeOf(item.tenantId, item.id), `lead:${item.leadId}`);
  await db.sql
    .updateTable('outgoing')
    .set((eb) => ({
      data,
      status: 'queued' as const,
      detail: null,
      version: eb('version', '+', 1),
      changed_at: now,
    }))
    .where('tenant_id', '=', item.tenantId)
    .where('id', '=', item.id)
    .execute();
}

/** Notes that the CRM is about to be told: from here on the thing may exist there. The first time stays. */
export async function markTried(db: Db, item: Outgoing, now: number): Promise<void> {
  await db.sql
    .updateTable('outgoing')
    .set({ tried_at: now, changed_at: now })
    .where('tenant_id', '=', item.tenantId)
    .where('id', '=', item.id)
    .where('tried_at', 'is', null)
    .execute();
}

/** Says what became of an entry, unless it was queued anew meanwhile. */
export async function settleOutgoing(
  db: Db,
  item: Pick<Outgoing, 'tenantId' | 'id' | 'version'>,
  outcome: { status: OutgoingTable['status']; detail: string | null; crmId?: string | null; now: number },
): Promise<void> {
  await db.sql
    .updateTable('outgoing')
    .set({
      status: outcome.status,
      detail: outcome.detail,
      changed_at: outcome.now,
      ...(outcome.crmId === undefined ? {} : { crm_id: outcome.crmId }),
    })
    .where('tenant_id', '=', item.tenantId)
    .where('id', '=', item.id)
    .where('version', '=', item.version)
    .execute();
}

function placeOf(tenant: string, id: string) {
  return { tenant, table: 'outgoing', id, column: 'data' };
}

async function fromRow(db: Db, row: OutgoingTable): Promise<Outgoing> {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    kind: row.kind,
    leadId: row.lead_id,
    data: await db.codec.decode(row.data, placeOf(row.tenant_id, row.id)),
    status: row.status,
    detail: row.detail,
    crmId: row.crm_id,
    triedAt: row.tried_at,
    version: row.version,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
