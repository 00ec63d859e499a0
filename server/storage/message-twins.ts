import type { Db } from './db.ts';

/** A message by what it says. */
export interface Twin {
  crmId: string;
  named: boolean;
  dated: boolean;
  sentAt: number;
}

/** Messages that say the same, to and from the same contact. */
export async function twinsOf(db: Db, tenantId: string, fingerprint: string): Promise<Twin[]> {
  const rows = await db.sql
    .selectFrom('message_twin')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('fingerprint', '=', fingerprint)
    .orderBy('sent_at')
    .execute();
  return rows.map((row) => ({
    crmId: row.crm_id,
    named: row.named === 1,
    dated: row.dated === 1,
    sentAt: row.sent_at,
  }));
}

export async function saveTwin(db: Db, tenantId: string, fingerprint: string, twin: Twin): Promise<void> {
  const values = { named: twin.named ? 1 : 0, dated: twin.dated ? 1 : 0, sent_at: twin.sentAt };
  await db.sql
    .insertInto('message_twin')
    .values({ tenant_id: tenantId, fingerprint, crm_id: twin.crmId, ...values })
    .onConflict((oc) => oc.columns(['tenant_id', 'fingerprint', 'crm_id']).doUpdateSet(values))
    .execute();
}
