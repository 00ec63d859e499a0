import { sql, type Kysely } from 'kysely';
import type { DialectName } from './0001-first.ts';
import { raiseWall } from './0002-tenant-walls.ts';

/** Keys of people, erasures, suppressions, consent, the audit log and retention; which lead an op or an event is of. */
export async function privacy(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  await createKeyTables(db);
  await createLedgers(db);
  await db.schema.alterTable('op').addColumn('lead_id', 'text').execute();
  await db.schema.createIndex('op_lead').on('op').columns(['tenant_id', 'lead_id']).execute();
  await db.schema.alterTable('inbox').addColumn('lead_id', 'text').execute();
  await db.schema.createIndex('inbox_lead').on('inbox').columns(['tenant_id', 'lead_id']).execute();
  await db.schema
    .alterTable('record')
    .addColumn('erased', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await nameLeadsOfOps(db as Kysely<Ops>);
  await (dialect === 'postgres' ? guardOnPostgres(db) : guardOnSqlite(db));
  if (dialect !== 'postgres') return;
  for (const table of ['erasure', 'suppression', 'consent', 'audit', 'retention_policy']) {
    await raiseWall(db, table, 'tenant_id');
  }
  // The key of an event belongs to nobody until the event has been processed.
  await raiseWall(db, 'data_key', 'tenant_id', sql`tenant_id is null`);
}

async function createKeyTables(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('data_key')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('tenant_id', 'text', (c) => c.references('tenant.id'))
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('lead_id', 'text')
    .addColumn('wrapped', 'text', (c) => c.notNull())
    .execute();
  await s.createIndex('data_key_owner').on('data_key').columns(['owner', 'tenant_id']).execute();
  await s.createIndex('data_key_lead').on('data_key').columns(['tenant_id', 'lead_id']).execute();
  await s
    .createTable('erasure')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('lead_ids', 'text', (c) => c.notNull())
    .addColumn('key_hashes', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('actor', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('counts', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('erasure_pk', ['tenant_id', 'id'])
    .execute();
  await s
    .createTable('suppression')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('key_hash', 'text', (c) => c.notNull())
    .addColumn('erasure_id', 'text', (c) => c.notNull())
    .addColumn('past_only', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('hits', 'integer', (c) => c.notNull())
    .addColumn('last_hit_at', 'bigint')
    .addPrimaryKeyConstraint('suppression_pk', ['tenant_id', 'key_hash'])
    .execute();
  await s
    .createTable('retention_policy')
    .addColumn('tenant_id', 'text', (c) => c.primaryKey().references('tenant.id'))
    .addColumn('data', 'text', (c) => c.notNull())
    .execute();
}

async function createLedgers(db: Kysely<unknown>): Promise<void> {
  const s = db.schema;
  await s
    .createTable('consent')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('lead_id', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('source_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('recorded_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('consent_pk', ['tenant_id', 'id'])
    .execute();
  await s.createIndex('consent_lead').on('consent').columns(['tenant_id', 'lead_id']).execute();
  await s
    .createTable('audit')
    .addColumn('tenant_id', 'text', (c) => c.notNull().references('tenant.id'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('detail', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_pk', ['tenant_id', 'seq'])
    .execute();
}

interface Ops {
  op: { client_id: string; seq: number; payload: string; lead_id: string | null };
}

/** Of whom the ops are that came before: their payloads are plain JSON still. */
async function nameLeadsOfOps(db: Kysely<Ops>): Promise<void> {
  const keys = await db.selectFrom('op').select(['client_id', 'seq']).execute();
  for (const { client_id: clientId, seq } of keys) {
    const one = () => db.selectFrom('op').where('client_id', '=', clientId).where('seq', '=', seq);
    const { payload } = await one().select('payload').executeTakeFirstOrThrow();
    const op = JSON.parse(payload) as { entity?: unknown; rid?: unknown; parent?: unknown };
    const lead = op.entity === 'lead' ? op.rid : op.parent;
    if (typeof lead !== 'string' || lead.includes('\0') || /\p{Surrogate}/u.test(lead)) continue;
    await db
      .updateTable('op')
      .set({ lead_id: lead })
      .where('client_id', '=', clientId)
      .where('seq', '=', seq)
      .execute();
  }
}

/** The audit log takes rows and never gives one back; a row of the consent ledger goes only with its person. */
async function guardOnSqlite(db: Kysely<unknown>): Promise<void> {
  const guard = async (table: string, event: string) => {
    const name = sql.raw(`${table}_no_${event}`);
    await sql`create trigger ${name} before ${sql.raw(event)} on ${sql.table(table)}
      begin select raise(abort, 'append_only'); end`.execute(db);
  };
  await guard('audit', 'update');
  await guard('audit', 'delete');
  await guard('consent', 'update');
}

async function guardOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_change() returns trigger language plpgsql as
    $$ begin raise exception 'append_only'; end $$`.execute(db);
  const guard = async (table: string, events: string, each: 'row' | 'statement') => {
    const name = sql.raw(`${table}_append_only_${each}`);
    await sql`create trigger ${name} before ${sql.raw(events)} on ${sql.table(table)}
      for each ${sql.raw(each)} execute function refuse_change()`.execute(db);
  };
  await guard('audit', 'update or delete', 'row');
  await guard('audit', 'truncate', 'statement');
  await guard('consent', 'update', 'row');
}
