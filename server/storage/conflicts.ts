import type { Entity } from '../../models/protocol/entities.ts';
import type { Db } from './db.ts';

/** A value of a field that lost a merge and that nobody has decided about. */
export interface OpenConflict {
  entity: Entity;
  id: string;
  field: string;
  /** The op that wrote it. */
  opId: string;
  lost: unknown;
  /** Milliseconds since 1970. */
  at: number;
  /** Whose device wrote it; null for the CRM. */
  userId: string | null;
}

/** The newest conflicts of a tenant. */
export async function openConflicts(db: Db, tenantId: string, most: number): Promise<OpenConflict[]> {
  const rows = await db.sql
    .selectFrom('conflict')
    .leftJoin('op', (join) =>
      join.onRef('op.tenant_id', '=', 'conflict.tenant_id').onRef('op.op_id', '=', 'conflict.op_id'),
    )
    .leftJoin('client', 'client.id', 'op.client_id')
    .select(['entity', 'record_id', 'field', 'conflict.op_id', 'lost', 'conflict.created_at', 'client.user_id'])
    .where('conflict.tenant_id', '=', tenantId)
    .orderBy('conflict.created_at', 'desc')
    .limit(most)
    .execute();
  await db.codec.preload(rows.map((row) => row.lost));
  const found: OpenConflict[] = [];
  for (const { entity, record_id: id, field, op_id: opId, lost, created_at: at, user_id: userId } of rows) {
    const place = { tenant: tenantId, table: 'conflict', id: `${entity}/${id}/${opId}`, column: field };
    found.push({ entity, id, field, opId: opId ?? '', lost: await db.codec.decode(lost, place), at, userId });
  }
  return found;
}

/** Somebody has decided: false when there is no such conflict. */
export async function closeConflict(
  db: Db,
  tenantId: string,
  at: { entity: Entity; id: string; field: string; opId: string },
): Promise<boolean> {
  const result = await db.sql
    .deleteFrom('conflict')
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', at.entity)
    .where('record_id', '=', at.id)
    .where('field', '=', at.field)
    .where('op_id', '=', at.opId)
    .executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}
