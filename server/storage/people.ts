import type { Db } from './db.ts';
import type { LeadMatchTable } from './ghl-schema.ts';

/** Replaces the keys by which a lead's person is known; returns other leads that have one of them. */
export async function putPersonKeys(
  db: Db,
  tenantId: string,
  leadId: string,
  keys: readonly { hash: string; reason: 'phone' | 'email' }[],
): Promise<{ leadId: string; reason: 'phone' | 'email' }[]> {
  await db.sql.deleteFrom('person_key').where('tenant_id', '=', tenantId).where('lead_id', '=', leadId).execute();
  const found: { leadId: string; reason: 'phone' | 'email' }[] = [];
  for (const { hash, reason } of keys) {
    const rows = await db.sql
      .selectFrom('person_key')
      .select('lead_id')
      .where('tenant_id', '=', tenantId)
      .where('key_hash', '=', hash)
      .orderBy('lead_id')
      .execute();
    found.push(...rows.map((row) => ({ leadId: row.lead_id, reason })));
    await db.sql
      .insertInto('person_key')
      .values({ tenant_id: tenantId, key_hash: hash, lead_id: leadId })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
  return found;
}

/** Proposes that two leads are one person; a pair that was proposed before, either way round, stays as it was decided. */
export async function proposeMatch(
  db: Db,
  match: Pick<LeadMatchTable, 'tenant_id' | 'id' | 'kept_id' | 'other_id' | 'reason' | 'created_at'>,
): Promise<void> {
  const reverse = await db.sql
    .selectFrom('lead_match')
    .select('id')
    .where('tenant_id', '=', match.tenant_id)
    .where('kept_id', '=', match.other_id)
    .where('other_id', '=', match.kept_id)
    .executeTakeFirst();
  if (reverse !== undefined) return;
  await db.sql
    .insertInto('lead_match')
    .values({ ...match, status: 'proposed', moved: null, decided_by: null, decided_at: null })
    .onConflict((oc) => oc.columns(['tenant_id', 'kept_id', 'other_id']).doNothing())
    .execute();
}

export function findMatch(db: Db, tenantId: string, id: string): Promise<LeadMatchTable | undefined> {
  return db.sql
    .selectFrom('lead_match')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function listMatches(db: Db, tenantId: string, status: LeadMatchTable['status']): Promise<LeadMatchTable[]> {
  return db.sql
    .selectFrom('lead_match')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('status', '=', status)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function decideMatch(
  db: Db,
  match: { tenantId: string; id: string },
  decided: { status: LeadMatchTable['status']; moved: string | null; by: string; at: number },
): Promise<void> {
  await db.sql
    .updateTable('lead_match')
    .set({ status: decided.status, moved: decided.moved, decided_by: decided.by, decided_at: decided.at })
    .where('tenant_id', '=', match.tenantId)
    .where('id', '=', match.id)
    .execute();
}
