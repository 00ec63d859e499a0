import type { Db } from './db.ts';
import type { OpTable } from './schema.ts';

export interface Client {
  id: string;
  tenantId: string;
  userId: string;
  lastSeq: number;
}

/** An edit as it was decided. */
export interface LedgerEntry {
  clientId: string;
  seq: number;
  tenantId: string;
  sentId: string;
  payload: unknown;
  /** The lead that it is about; null where that could not be read. */
  leadId: string | null;
  status: OpTable['status'];
  /** The same op id was decided before, through another client: that entry keeps the id. */
  repeated: boolean;
  code: string | null;
  detail: string | null;
  rev: number;
  at: number;
}

export async function findClient(db: Db, id: string): Promise<Client | undefined> {
  const row = await db.sql.selectFrom('client').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { id: row.id, tenantId: row.tenant_id, userId: row.user_id, lastSeq: row.last_seq };
}

export async function saveClient(db: Db, client: Client): Promise<void> {
  await db.sql
    .insertInto('client')
    .values({ id: client.id, tenant_id: client.tenantId, user_id: client.userId, last_seq: client.lastSeq })
    .onConflict((oc) => oc.column('id').doUpdateSet({ last_seq: client.lastSeq }))
    .execute();
}

/** Writes a decision. */
export async function appendOp(db: Db, entry: LedgerEntry): Promise<void> {
  const place = { tenant: entry.tenantId, table: 'op', id: `${entry.clientId}/${entry.seq}`, column: 'payload' };
  await db.sql
    .insertInto('op')
    .values({
      client_id: entry.clientId,
      seq: entry.seq,
      tenant_id: entry.tenantId,
      op_id: entry.repeated ? null : entry.sentId,
      sent_id: entry.sentId,
      payload: await db.codec.encode(entry.payload, place, entry.leadId === null ? 'tenant' : `lead:${entry.leadId}`),
      lead_id: entry.leadId,
      status: entry.status,
      code: entry.code,
      detail: entry.detail,
      rev: entry.rev,
      created_at: entry.at,
    })
    .execute();
}

type Decision = Pick<OpTable, 'sent_id' | 'status' | 'code' | 'detail'>;

export function findOp(db: Db, clientId: string, seq: number): Promise<Decision | undefined> {
  return db.sql
    .selectFrom('op')
    .select(['sent_id', 'status', 'code', 'detail'])
    .where('client_id', '=', clientId)
    .where('seq', '=', seq)
    .executeTakeFirst();
}

/** The user whose client brought an op of this id first, with the decision; undefined when it is new. */
export function findOpById(
  db: Db,
  tenantId: string,
  opId: string,
): Promise<(Decision & { user_id: string }) | undefined> {
  return db.sql
    .selectFrom('op')
    .innerJoin('client', 'client.id', 'op.client_id')
    .select(['op.sent_id', 'op.status', 'op.code', 'op.detail', 'client.user_id'])
    .where('op.tenant_id', '=', tenantId)
    .where('op.op_id', '=', opId)
    .executeTakeFirst();
}

/** The last op of a client that is contained in the state up to `cursor`. */
export async function lastSeqAt(db: Db, clientId: string, cursor: number): Promise<number> {
  const row = await db.sql
    .selectFrom('op')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('client_id', '=', clientId)
    .where('rev', '<=', cursor)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** Refusals of a client that were decided after `cursor` and up to `until`: told again in case an answer was lost. */
export async function rejectedBetween(
  db: Db,
  clientId: string,
  cursor: number,
  until: number,
): Promise<(Decision & { seq: number })[]> {
  return db.sql
    .selectFrom('op')
    .select(['seq', 'sent_id', 'status', 'code', 'detail'])
    .where('client_id', '=', clientId)
    .where('status', '=', 'rejected')
    .where('rev', '>', cursor)
    .where('rev', '<=', until)
    .orderBy('seq')
    .execute();
}
