import { createHash } from 'node:crypto';
import type { Audit } from '../auth/audit.ts';
import type { Db } from './db.ts';
import type { AuditTable } from './privacy-schema.ts';
import { lockTenant } from './tenants.ts';

/** Rows that are read at once to check a chain. */
const PAGE = 1000;

/** Appends to the tenant's chain; with the tenant locked, so that two events never follow the same one. */
export const appendAudit: Audit = async (db, event) => {
  await lockTenant(db, event.tenantId);
  const last = await db.sql
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('tenant_id', '=', event.tenantId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row = {
    tenant_id: event.tenantId,
    seq: (last?.seq ?? 0) + 1,
    at: event.at,
    actor: event.actor,
    kind: event.kind,
    subject: event.subject,
    detail: JSON.stringify(event.detail),
  };
  await db.sql
    .insertInto('audit')
    .values({ ...row, hash: chainHash(last?.hash ?? '', row) })
    .execute();
};

/** SHA-256 over the hash before and everything that the row says, hex. */
export function chainHash(before: string, row: Omit<AuditTable, 'hash'>): string {
  const said = [before, row.tenant_id, row.seq, row.at, row.actor, row.kind, row.subject, row.detail];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** `head` is the last row's hash: noted elsewhere, it also shows when the end was cut off. */
export type ChainState = { ok: true; rows: number; head: string } | { ok: false; seq: number };

/** Walks a tenant's chain; `seq` is the first row that is missing or does not follow from the one before. */
export async function verifyChain(db: Db, tenantId: string): Promise<ChainState> {
  let head = '';
  let seq = 0;
  for (;;) {
    const rows = await db.sql
      .selectFrom('audit')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      if (row.seq !== seq + 1 || row.hash !== chainHash(head, row)) return { ok: false, seq: seq + 1 };
      head = row.hash;
      seq = row.seq;
    }
    if (rows.length < PAGE) return { ok: true, rows: seq, head };
  }
}

/** A page of the log, newest first, from before the number given. */
export function auditPage(db: Db, tenantId: string, before: number | null, limit: number): Promise<AuditTable[]> {
  let query = db.sql.selectFrom('audit').selectAll().where('tenant_id', '=', tenantId);
  if (before !== null) query = query.where('seq', '<', before);
  return query.orderBy('seq', 'desc').limit(limit).execute();
}
