import type { Db } from './db.ts';

/** An edit that was refused for itself. */
export interface RejectedOp {
  opId: string;
  rev: number;
  /** The lead that it says it is about; null where that could not be read. */
  leadId: string | null;
  /** Whose device sent it. */
  userId: string;
  /** When it was refused, milliseconds. */
  at: number;
  code: string;
  /** The place in the edit that was refused, never a value. */
  detail: string | null;
  /** As it was sent; of an erased person `{"erased": true}`. */
  payload: unknown;
}

/** A tenant's refused edits, newest first, from before a revision. */
export async function rejectedOps(
  db: Db,
  tenantId: string,
  before: number | null,
  limit: number,
): Promise<RejectedOp[]> {
  let query = db.sql
    .selectFrom('op')
    .innerJoin('client', 'client.id', 'op.client_id')
    .selectAll('op')
    .select('client.user_id')
    .where('op.tenant_id', '=', tenantId)
    .where('op.status', '=', 'rejected');
  if (before !== null) query = query.where('op.rev', '<', before);
  const rows = await query.orderBy('op.rev', 'desc').limit(limit).execute();
  await db.codec.preload(rows.map((row) => row.payload));
  const found: RejectedOp[] = [];
  for (const row of rows) {
    const place = { tenant: tenantId, table: 'op', id: `${row.client_id}/${row.seq}`, column: 'payload' };
    found.push({
      opId: row.sent_id,
      rev: row.rev,
      leadId: row.lead_id,
      userId: row.user_id,
      at: row.created_at,
      code: row.code ?? 'invalid',
      detail: row.detail,
      payload: await db.codec.decode(row.payload, place),
    });
  }
  return found;
}
